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
import type { CompletionState, FieldChange, FieldDecl, Hold, Path } from '../stream/frame';
import { Reading } from '../stream/reading';
import { foundQuirks, type FoundQuirk } from '../quirks/found';
import { partAt } from '../quirks/difference';
import { candidatesOf, type Candidate } from './candidates';
import { notationRepairs } from './notation';
import { isOfCandidates, plainOf, spanOf } from './plain';
import type { Repair, Span } from './repair';
import { valueFacts } from './values';
import type { VariantChoice } from './variants';

/** A value, or one that is still to come: one row of the timeline. */
export interface NodeFacts {
  readonly path: Path;
  /** As written in BAML, without attributes. */
  readonly type: string;
  /** What the program sees; undefined when nothing stands there. */
  readonly value: Json | undefined;
  readonly visible: boolean;
  /** The official completion state. */
  readonly state: CompletionState;
  /** Whether the end of its text was really seen. */
  readonly closed: boolean;
  /** Where its text stands; the end is null while it is open. Null when no text belongs to it. */
  readonly span: readonly [from: number, to: number | null] | null;
  readonly hold: Hold | null;
}

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
  const reading = new Reading(output, evaluateConstraint);
  const frame = reading.feed({ t: 0, batch: 0, text });
  const changes = [...frame.fields];
  const outcome = isFinal ? reading.finish() : reading.snapshot();
  if ('fields' in outcome) changes.push(...outcome.fields);
  const value = outcome.kind === 'value' ? outcome.value : undefined;
  const base = {
    length: text.length,
    value,
    refusal: outcome.kind === 'value' ? null : outcome.message,
    nodes: nodesOf(changes, value),
  };
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

function nodesOf(changes: readonly FieldChange[], value: Json | undefined): NodeFacts[] {
  const rows = new Map<number, { decl: FieldDecl; change: Omit<FieldChange, 'id'> }>();
  for (const change of changes) {
    const known = rows.get(change.id);
    const decl = change.decl ?? known?.decl;
    if (decl !== undefined) rows.set(change.id, { decl, change: { ...known?.change, ...change } });
  }
  const pathTo = (id: number | null): Path => {
    const row = id === null ? undefined : rows.get(id);
    return row === undefined || row.decl.key === null ? [] : [...pathTo(row.decl.parent), row.decl.key];
  };
  return [...rows].map(([id, { decl, change }]) => {
    const path = pathTo(id);
    const { start = null, end = null, visible = false, state = 'pending', hold = null } = change;
    const span = start === null ? null : ([start, end] as const);
    return { path, type: decl.type, value: partAt(value, path), visible, state, closed: end !== null, span, hold };
  });
}

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
