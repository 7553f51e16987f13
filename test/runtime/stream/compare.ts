/** Our engine beside the official runtime, on one schema and one text; and the smallest schema and text that still differ. */
import type { Json } from '../../../server/src/ir/json';
import { createEngine, type Engine } from '../../../server/src/runtime/stream/engine';
import { openOracle, type Oracle, type OracleAnswer } from '../../support/oracle';
import { outputOf } from './cases';
import { sameJson } from './sameJson';

/** A schema with a function `Run`, and the text of an answer. */
export interface Question {
  readonly baml: string;
  readonly text: string;
}

export interface Difference {
  /** UTF-16 units of the text after which the two differ; undefined for the final value. */
  readonly length?: number;
  readonly official: OracleAnswer;
  readonly ours: OracleAnswer;
}

export interface Comparison {
  /** How many prefixes were asked for. */
  readonly prefixes: number;
  readonly differences: readonly Difference[];
}

/**
 * Asks both for the value after every chunk, and for the final one. `chunks` is the text in pieces; by default one character
 * at a time. Null when the official compiler does not take the schema.
 */
export function compare({ baml, text }: Question, chunks: readonly string[] = [...text]): Comparison | null {
  const oracle = officialOf(baml);
  if (!oracle) return null;
  const engine = createEngine(outputOf(baml));
  const differences: Difference[] = [];
  let prefix = '';
  for (const chunk of ['', ...chunks]) {
    prefix += chunk;
    engine.feed({ t: 0, batch: 0, text: chunk });
    const [official, ours] = [oracle.partial(prefix), answerOf(engine.snapshot())];
    if (!agrees(official, ours)) differences.push({ length: prefix.length, official, ours });
  }
  const [official, ours] = [oracle.final(text), answerOf(engine.finish())];
  if (!agrees(official, ours)) differences.push({ official, ours });
  return { prefixes: chunks.length + 1, differences };
}

/**
 * Makes a question that differs smaller, in text and schema, as long as it does. `differs` says whether one does; `tries` bounds
 * the work.
 */
export function shrink(question: Question, differs = differsFromOfficial, tries = 800): Question {
  let best = question;
  let left = tries;
  const attempt = (candidate: Question): boolean => {
    if (left-- <= 0 || !differs(candidate)) return false;
    best = candidate;
    return true;
  };
  for (let improved = true; improved && left > 0;) {
    improved = false;
    for (let size = best.text.length; size >= 1 && left > 0; size = Math.floor(size / 2)) {
      for (let at = best.text.length - size; at >= 0 && left > 0; at -= size) {
        if (attempt({ ...best, text: best.text.slice(0, at) + best.text.slice(at + size) })) improved = true;
      }
    }
    for (let again = true; again && left > 0;) {
      again = [...smallerSchemas(best.baml)].some((baml) => attempt({ ...best, baml }));
      improved ||= again;
    }
  }
  return best;
}

/** A difference for a person: the question, and both answers. */
export function describe({ baml, text }: Question, { length, official, ours }: Difference): string {
  const at =
    length === undefined ? `the final value of ${JSON.stringify(text)}` : JSON.stringify(text.slice(0, length));
  return `${baml.trim()}\n${at}\n  official ${JSON.stringify(official)}\n  ours     ${JSON.stringify(ours)}`;
}

function differsFromOfficial(question: Question): boolean {
  try {
    return (compare(question)?.differences.length ?? 0) > 0;
  } catch {
    return false; // a schema that one of the two cannot read
  }
}

/** The schema without one of its lines, blocks or attributes. */
function* smallerSchemas(baml: string): Generator<string> {
  for (const [block] of baml.matchAll(/^(?:class|enum) \w+ \{\n(?:.*\n)*?\}\n/gm)) yield baml.replace(block, '');
  const lines = baml.split('\n');
  for (let i = 0; i < lines.length; i++) yield [...lines.slice(0, i), ...lines.slice(i + 1)].join('\n');
  for (const { index, 0: attribute } of baml.matchAll(/ @stream\.\w+/g)) {
    yield baml.slice(0, index) + baml.slice(index + attribute.length);
  }
}

/** Compiling costs more than asking: a schema is mostly asked about again while a question shrinks. */
const compiled = new Map<string, Oracle | null>();

function officialOf(baml: string): Oracle | null {
  const known = compiled.get(baml);
  if (known !== undefined) return known;
  let oracle: Oracle | null;
  try {
    oracle = openOracle(baml, 'Run');
  } catch {
    oracle = null;
  }
  compiled.clear();
  compiled.set(baml, oracle);
  return oracle;
}

function answerOf(result: ReturnType<Engine['snapshot']> | ReturnType<Engine['finish']>): OracleAnswer {
  return result.kind === 'value' ? { value: result.value } : { refused: result.message };
}

function agrees(official: OracleAnswer, ours: OracleAnswer): boolean {
  if ('refused' in official) return 'refused' in ours;
  return 'value' in ours && sameJson(ours.value, JSON.parse(JSON.stringify(official.value)) as Json);
}
