/** The rows that an answer is refused for, or read without, as its final reading tells. */
import type { Row, Timeline } from './timelineState';

export interface RefusedRow {
  readonly row: Row;
  readonly why: string;
}

/** In the order in which rows came to be; those that were never there come last. Without rows around those that are to blame. */
export function refusedRows(timeline: Timeline): readonly RefusedRow[] {
  const found: RefusedRow[] = [];
  if (timeline.finished?.outcome.kind !== 'failed') return found;
  for (const row of timeline.rows) {
    const why = row?.refused?.why ?? null;
    if (row && why !== null) found.push({ row, why });
  }
  return found;
}

/** Items of lists and entries of maps that the final value is read without, in the order in which rows came to be. */
export function droppedRows(timeline: Timeline): readonly RefusedRow[] {
  const found: RefusedRow[] = [];
  for (const row of timeline.rows) if (row && row.leftOut !== null) found.push({ row, why: row.leftOut });
  return found;
}
