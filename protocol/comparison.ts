/** Two readings of one answer, side by side: which fields came earlier, what it cost. */
import { charsAt, momentOf, nameIn, NEVER, readingOf, rowsByPath, type Held, type Reading } from './reading';
import type { Timeline } from './timeline';

/** Times of one field in both, in milliseconds since the request; null where it never happened. */
export interface FieldComparison {
  /** Its path; the root's is empty. */
  readonly path: string;
  /** Row ids; null where one of them has no such field. */
  readonly before: number | null;
  readonly after: number | null;
  readonly first: readonly [before: number | null, after: number | null];
  readonly complete: readonly [before: number | null, after: number | null];
}

export interface Comparison {
  /** Only fields that differ, in the order of the later reading. */
  readonly fields: readonly FieldComparison[];
  readonly holds: readonly [before: Held, after: Held];
  readonly retractions: readonly [before: number, after: number];
  /** Items and entries that the final value is read without. */
  readonly dropped: readonly [before: number, after: number];
  readonly firstUsable: readonly [before: Usable | null, after: Usable | null];
}

export interface Usable {
  readonly name: string;
  readonly t: number;
  /** Characters of the answer that had arrived. */
  readonly chars: number;
}

/** The reading on screen, and another one of the same chunks. */
export function comparison(timeline: Timeline, after: Reading): Comparison {
  const before = readingOf(timeline);
  const [was, is] = [rowsByPath(before), rowsByPath(after)];
  const fields: FieldComparison[] = [];
  const compare = (path: string, old: number | undefined, now: number | undefined): void => {
    const [wasFirst, isFirst] = [frameOf(before.first, old), frameOf(after.first, now)];
    const [wasComplete, isComplete] = [frameOf(before.complete, old), frameOf(after.complete, now)];
    if (wasFirst === isFirst && wasComplete === isComplete) return;
    const time = (frame: number): number | null => momentOf(timeline, frame)?.t ?? null;
    const first = [time(wasFirst), time(isFirst)] as const;
    const complete = [time(wasComplete), time(isComplete)] as const;
    // Chunks of one read share a time: nobody can tell which of them it was.
    if (first[0] === first[1] && complete[0] === complete[1]) return;
    fields.push({ path, before: old ?? null, after: now ?? null, first, complete });
  };
  for (const [path, now] of is) compare(path, was.get(path), now);
  for (const [path, old] of was) if (!is.has(path)) compare(path, old, undefined);
  return {
    fields,
    holds: [before.holds, after.holds],
    retractions: [before.retractions, after.retractions],
    dropped: [before.dropped, after.dropped],
    firstUsable: [usable(timeline, before), usable(timeline, after)],
  };
}

/** Whether nobody could tell the two apart by when anything was there. */
export function isSameToEye({ fields, holds, retractions, dropped }: Comparison): boolean {
  const isAlike = holds[0].count === holds[1].count && retractions[0] === retractions[1] && dropped[0] === dropped[1];
  return !fields.length && isAlike;
}

function frameOf(column: readonly number[], row: number | undefined): number {
  return row === undefined ? NEVER : (column[row] ?? NEVER);
}

function usable(timeline: Timeline, reading: Reading): Usable | null {
  if (!reading.usable) return null;
  const { row, frame } = reading.usable;
  return { name: nameIn(reading, row), t: momentOf(timeline, frame)?.t ?? 0, chars: charsAt(timeline, frame) };
}
