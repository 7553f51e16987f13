/** Items of lists that the final reading left out: how many are kept, and which row an item of a snapshot is. */
import type { QuirkNote } from './insight';
import type { Finished } from './run';
import { childByKey, isVisibleAt, rowAtPath, rowOf, type Row, type Timeline } from './timelineState';

const counted = new WeakMap<Finished, number>();

/** Items and entries that the final value is read without. */
export function droppedIn({ finished }: Timeline): number {
  if (!finished) return 0;
  let count = counted.get(finished);
  if (count === undefined) {
    count = finished.fields.filter(({ dropped }) => dropped !== undefined).length;
    counted.set(finished, count);
  }
  return count;
}

/** Items or entries that were visible and are not left out. */
export function keptItems(timeline: Timeline, { arrivals, dropped }: Row): number {
  let kept = arrivals.length;
  for (let i = 0; i < dropped.length; i++) if (rowOf(timeline, dropped.items[i]!)?.firstVisible) kept--;
  return kept;
}

/**
 * The row of an item of the snapshot after `frame`. Rows are numbered as the items stand in the text; those that were left out and
 * not shown at that moment are not counted in the snapshot.
 */
export function rowOfItem(timeline: Timeline, list: Row, index: number, frame: number): Row | undefined {
  let at = index;
  for (let i = 0; i < list.dropped.length; i++) {
    const row = rowOf(timeline, list.dropped.items[i]!)!;
    if (typeof row.decl.key !== 'number' || row.decl.key > at) break;
    if (!isVisibleAt(row, frame)) at++;
  }
  return childByKey(timeline, list, at);
}

/**
 * Whether an oddity of the runtime is only that the final value lacks an item: those behind it moved up, which is no change of their
 * own.
 */
export function isOfDropped(timeline: Timeline, { quirk, path }: Pick<QuirkNote, 'quirk' | 'path'>): boolean {
  return (
    quirk === 'final-differs' &&
    path.some((_, i) => (rowAtPath(timeline, path.slice(0, i))?.row.dropped.length ?? 0) > 0)
  );
}
