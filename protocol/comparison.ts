/** Two readings of one answer, or two runs of one function, side by side: which fields came earlier, what it cost. */
import { metrics } from './metrics';
import { completedAt } from './rowState';
import { lengthAfter, pathOf, rowOf, type Moment, type Row, type Timeline } from './timeline';
import { formatPath, nameOf } from './words';

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
  readonly firstUsable: readonly [before: Usable | null, after: Usable | null];
}

export interface Held {
  readonly count: number;
  readonly ms: number;
}

export interface Usable {
  readonly name: string;
  readonly t: number;
  /** Characters of the answer that had arrived. */
  readonly chars: number;
}

export function comparison(before: Timeline, after: Timeline): Comparison {
  const [was, is] = [rowsByPath(before), rowsByPath(after)];
  const fields: FieldComparison[] = [];
  for (const path of new Set([...is.keys(), ...was.keys()])) {
    const [old, now] = [was.get(path), is.get(path)];
    const first = [old?.firstVisible?.t ?? null, now?.firstVisible?.t ?? null] as const;
    const complete = [timeOfCompletion(before, old), timeOfCompletion(after, now)] as const;
    if (first[0] === first[1] && complete[0] === complete[1]) continue;
    fields.push({ path, before: old?.id ?? null, after: now?.id ?? null, first, complete });
  }
  const [a, b] = [metrics(before), metrics(after)];
  return {
    fields,
    holds: [a.holds, b.holds],
    retractions: [a.retractions, b.retractions],
    firstUsable: [usable(before, a.firstUsable), usable(after, b.firstUsable)],
  };
}

/** Whether nobody could tell the two apart by when anything was there. */
export function isSameToEye({ fields, holds, retractions }: Comparison): boolean {
  return !fields.length && holds[0].count === holds[1].count && retractions[0] === retractions[1];
}

/** Rows by path, the root under the empty one. */
export function rowsByPath(timeline: Timeline): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const row of timeline.rows) if (row) rows.set(formatPath(pathOf(timeline, row)), row);
  return rows;
}

function timeOfCompletion(timeline: Timeline, row: Row | undefined): number | null {
  return (row && completedAt(timeline, row)?.t) ?? null;
}

function usable(timeline: Timeline, moment: Moment | null): Usable | null {
  const row = moment && rowOf(timeline, moment.row);
  if (!row) return null;
  return { name: nameOf(timeline, row), t: moment.t, chars: lengthAfter(timeline, moment.frame + 1) };
}
