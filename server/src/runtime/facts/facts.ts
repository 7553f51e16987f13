/**
 * Everything the engine can say about one moment of an answer: which part of the text was read, as which variants, what was repaired
 * on the way, and each value with its place in the text. Derived from (text, types) when somebody asks, so that a stream that
 * nobody asks about pays nothing.
 */
import type { Json } from '../../ir/json';
import { evaluateConstraint } from '../coerce/evaluate';
import { Failure } from '../coerce/failure';
import type { Raw } from '../json/raw';
import type { OutputType } from '../stream/engine';
import type { Chunk, Path } from '../stream/frame';
import { Reading } from '../stream/reading';
import { foundQuirks, type FoundQuirk } from '../quirks/found';
import { candidatesOf, type Candidate } from './candidates';
import { NodeLog, type NodeFacts } from './nodes';
import { notationRepairs } from './notation';
import { isOfCandidates, plainOf, spanOf } from './plain';
import type { Repair, Span } from './repair';
import { valueFacts } from './values';
import type { VariantChoice } from './variants';

export interface Facts {
  readonly length: number;
  /** What the program sees; undefined when the text is refused. */
  readonly value: Json | undefined;
  readonly refusal: string | null;
  readonly nodes: readonly NodeFacts[];
  readonly candidates: readonly Candidate[];
  readonly variants: readonly VariantChoice[];
  readonly repairs: readonly Repair[];
  /** Quirks that stay in corrected mode as well, as far as one moment shows them. */
  readonly quirks: readonly FoundQuirk[];
}

/** The facts about `text` when it has come so far; `isFinal`: and when it has ended. Takes time linear in the text, never throws. */
export function factsOf(output: OutputType, text: string, isFinal: boolean): Facts {
  return factsOfChunks(output, [{ t: 0, batch: 0, text }], isFinal);
}

/** The same about a text that came in chunks, so that it is known when each value came and showed. */
export function factsOfChunks(output: OutputType, chunks: readonly Chunk[], isFinal: boolean): Facts {
  const text = chunks.map((chunk) => chunk.text).join('');
  const reading = new Reading(output, evaluateConstraint);
  const log = new NodeLog();
  for (const chunk of chunks) log.take(reading.feed(chunk));
  const outcome = isFinal ? reading.finish() : reading.snapshot();
  if ('fields' in outcome) log.finish(outcome.fields);
  const value = outcome.kind === 'value' ? outcome.value : undefined;
  const refusal = outcome.kind === 'value' ? null : outcome.message;
  const base = { length: text.length, value, refusal, nodes: log.nodes(value) };
  const { raw, typed, ty, coercer } = reading.reread(isFinal);
  // A function that returns exactly a string gets the text as it is.
  if (raw === null) return { ...base, candidates: [], variants: [], repairs: [], quirks: [] };
  const { candidates, taken } = candidatesOf(raw, ty, coercer, text.length);
  if (typed instanceof Failure) {
    const repairs = notation(text, plainOf(raw), () => undefined, isFinal);
    return { ...base, candidates, variants: [], repairs, quirks: [] };
  }
  const facts = valueFacts(typed, ty, taken ?? raw, text, coercer, isFinal);
  const used = typed.raw?.kind === 'string' ? typed.raw : (taken ?? typed.raw);
  const repairs = [...notation(text, used, (one) => facts.paths.get(one), isFinal), ...facts.repairs];
  const quirks = foundQuirks({ text, typed, facts, repairs, coercer, evaluate: evaluateConstraint, isFinal });
  return { ...base, candidates, variants: facts.variants, repairs, quirks };
}

/** What was done to the text around `used` and in it. */
function notation(text: string, used: Raw | null, pathOf: (raw: Raw) => Path | undefined, isFinal: boolean): Repair[] {
  if (used === null || isText(used, text)) return [];
  return [...around(text, used), ...notationRepairs(text, used, pathOf, isFinal)];
}

/** The text itself, read as a string: nothing in it is repaired. */
const isText = (raw: Raw, text: string): boolean => raw.kind === 'string' && raw.value.length === text.trim().length;

/** Fences and prose around what was read. */
function around(text: string, used: Raw): Repair[] {
  const plain = plainOf(used);
  const values: readonly Raw[] =
    plain?.kind === 'list' && isOfCandidates(plain)
      ? [...plain.items, ...(plain.tail === null ? [] : [plain.tail])]
      : [used];
  const spans = values.map((one) => spanOf(one, text.length)).sort(([a], [b]) => a - b);
  const repairs: Repair[] = [];
  let at = 0;
  const gap = (from: number, to: number): void => {
    for (const piece of fencesIn(text, from, to)) {
      if (/\S/.test(text.slice(...piece.span))) repairs.push({ ...piece, path: [], span: trimmed(text, piece.span) });
    }
  };
  for (const [from, to] of spans) {
    gap(at, from);
    at = Math.max(at, to);
  }
  gap(at, text.length);
  return repairs;
}

/** The stretch from `from` to `to`, with the lines of fences apart. */
function fencesIn(text: string, from: number, to: number): { kind: 'prose-skipped' | 'fence-stripped'; span: Span }[] {
  const pieces: { kind: 'prose-skipped' | 'fence-stripped'; span: Span }[] = [];
  const stretch = text.slice(from, to);
  let at = from;
  for (const found of stretch.matchAll(/^[ \t]*```[A-Za-z0-9 ]*$/gm)) {
    const start = from + found.index;
    if (found.index === 0 && start > 0 && text.charAt(start - 1) !== '\n') continue;
    const end = start + found[0].length;
    pieces.push({ kind: 'prose-skipped', span: [at, start] }, { kind: 'fence-stripped', span: [start, end] });
    at = end;
  }
  pieces.push({ kind: 'prose-skipped', span: [at, to] });
  return pieces;
}

function trimmed(text: string, [from, to]: Span): Span {
  const piece = text.slice(from, to);
  const start = from + piece.length - piece.trimStart().length;
  return [start, start + piece.trim().length];
}
