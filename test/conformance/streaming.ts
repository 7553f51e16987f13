/**
 * Compares our streaming engine with what the official runtime returned for each sampled prefix of an answer, and at its end.
 * A folder of cases holds one JSON file for each: the schema, the answer and the official results (`test/fixtures/streaming`).
 *
 * A case passes when every prefix and the final value agree, the words of a final refusal included, and when the changes of our
 * frames, folded, are the snapshot. A case that is listed in `differences.json` beside the folder passes by differing.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Json } from '../../server/src/ir/json';
import { createEngine, type Engine } from '../../server/src/runtime/stream/engine';
import { allCases, answers, outputOf, sourceOf, type Answer, type Case } from '../runtime/stream/cases';
import { foldChanges } from '../runtime/stream/foldChanges';
import { sameJson } from '../runtime/stream/sameJson';
import type { Comparison, Subject } from './subject';

export interface CaseComparison {
  readonly prefixes: number;
  /** How many prefixes agree. */
  readonly equal: number;
  /** The first difference, in words; null when there is none. */
  readonly difference: string | null;
}

/** Runs one case. Throws when its schema cannot be read. */
export function compareCase(one: Case): CaseComparison {
  const engine = createEngine(outputOf(sourceOf(one), one.function));
  const characters = [...one.transcript];
  let folded: Json | undefined;
  let fed = 0;
  let prefixes = 0;
  let equal = 0;
  let difference: string | null = null;
  for (const [length, want] of answers(one)) {
    const frame = engine.feed({ t: 0, batch: 0, text: characters.slice(fed, length).join('') });
    fed = length;
    folded = foldChanges(folded, frame.value);
    const answer = answerOf(engine.snapshot());
    prefixes++;
    if (agrees(answer, want)) equal++;
    else difference ??= report(`after ${length} characters`, want, answer);
    if ('value' in answer && !sameJson(folded, answer.value)) {
      difference ??= report(`folded changes after ${length} characters`, answer, { value: folded! });
    }
  }
  engine.feed({ t: 0, batch: 0, text: characters.slice(fed).join('') });
  const answer = answerOf(engine.finish());
  const { golden } = one;
  const want: Answer = 'v' in golden.final ? { value: golden.final.v } : { refused: golden.final.m };
  if (!agrees(answer, want)) difference ??= report('at the end', want, answer);
  if ('refused' in want && 'refused' in answer && answer.refused !== want.refused) {
    difference ??= report('in the words of the final refusal', want, answer);
  }
  return { prefixes, equal, difference };
}

/** Reasons for known differences, by case id, kept beside a folder of cases. */
export function differencesBeside(folder: string): Readonly<Record<string, string>> {
  const file = path.join(folder, '..', 'differences.json');
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>) : {};
}

export const subject: Subject = {
  about: 'partial and final values of streamed answers, prefix by prefix',
  folder: 'fixtures/streaming/cases',
  compare,
};

function compare(folder: string): Comparison {
  const nested = path.join(folder, 'cases');
  const cases = fs.existsSync(nested) ? nested : folder;
  const known = differencesBeside(cases);
  const lines: string[] = [];
  const tiers = new Map<string, { cases: number; passed: number; prefixes: number; equal: number }>();
  for (const one of allCases(cases)) {
    const figures = tiers.get(one.tier) ?? { cases: 0, passed: 0, prefixes: 0, equal: 0 };
    tiers.set(one.tier, figures);
    const result = attempt(one);
    const isFine = (result.difference === null) === (known[one.id] === undefined);
    figures.cases++;
    figures.passed += Number(isFine);
    figures.prefixes += result.prefixes;
    figures.equal += result.equal;
    if (!isFine)
      lines.push(`${one.tier}/${one.id}: ${result.difference ?? 'agrees now: take it off differences.json'}`);
  }
  let [passed, failed] = [0, 0];
  for (const [tier, figures] of tiers) {
    passed += figures.passed;
    failed += figures.cases - figures.passed;
    lines.push(
      `${tier}: cases ${figures.passed} passed, ${figures.cases - figures.passed} failed; ` +
        `prefixes ${figures.equal} passed, ${figures.prefixes - figures.equal} failed`,
    );
  }
  return { passed, failed, lines };
}

function attempt(one: Case): CaseComparison {
  try {
    return compareCase(one);
  } catch (error) {
    return { prefixes: 0, equal: 0, difference: error instanceof Error ? error.message : String(error) };
  }
}

function answerOf(result: ReturnType<Engine['snapshot']> | ReturnType<Engine['finish']>): Answer {
  return result.kind === 'value' ? { value: result.value } : { refused: result.message };
}

const agrees = (got: Answer, want: Answer): boolean =>
  'value' in want ? 'value' in got && sameJson(got.value, want.value) : 'refused' in got;

const report = (where: string, want: Answer, got: Answer): string =>
  `${where}\n  official: ${JSON.stringify(want)}\n  ours:     ${JSON.stringify(got)}`;
