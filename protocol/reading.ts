/**
 * What one way to read an answer amounts to, in a few numbers for each field: enough to compare it with another reading of the same
 * chunks, and to mark on the timeline when things would have been there.
 *
 * It crosses processes in place of the events it was made from, a hundredth of their size. Moments are numbers of frames, which are
 * the same for every reading of the same chunks: their times are those of the timeline on screen.
 */
import { completedAt } from './rowState';
import { last } from './persistent';
import { lengthAfter, rowOf, type Mark, type Timeline } from './timeline';
import { formatPath } from './words';

export interface Reading {
  /** By row id: the row above it; -1 for the root, -2 where there is no such row. */
  readonly parents: readonly number[];
  /** Field name, map key or list index; null for the root. */
  readonly keys: readonly (string | number | null)[];
  /** By row id: the frame after which it was visible first; the number of frames for the end of the run, -1 for never. */
  readonly first: readonly number[];
  /** The same for when it became complete. */
  readonly complete: readonly number[];
  readonly holds: Held;
  readonly retractions: number;
  /** Items and entries that the final value is read without. */
  readonly dropped: number;
  /** The first value that is no list or object, visible and complete. */
  readonly usable: { readonly row: number; readonly frame: number } | null;
  /** The type of the root: how it is called. */
  readonly returns: string;
}

export interface Held {
  readonly count: number;
  readonly ms: number;
}

export const NO_ROW = -2;
export const NEVER = -1;

const made = new WeakMap<Timeline, Reading>();

/** The reading that is on screen. */
export function readingOf(timeline: Timeline): Reading {
  let reading = made.get(timeline);
  if (!reading) made.set(timeline, (reading = summary(timeline)));
  return reading;
}

function summary(timeline: Timeline): Reading {
  const parents: number[] = [];
  const keys: (string | number | null)[] = [];
  const first: number[] = [];
  const complete: number[] = [];
  let dropped = 0;
  for (const row of timeline.rows) {
    parents.push(row ? (row.decl.parent ?? -1) : NO_ROW);
    keys.push(row?.decl.key ?? null);
    first.push(row?.firstVisible?.frame ?? NEVER);
    complete.push((row && completedAt(timeline, row)?.frame) ?? NEVER);
    dropped += row?.dropped.length ?? 0;
  }
  const { closed, closedMs, open, openFrom } = timeline.holds;
  const end = timeline.finished?.t ?? last(timeline.reads)?.t ?? 0;
  const usable = timeline.firstUsable;
  const root = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  return {
    parents,
    keys,
    first,
    complete,
    holds: { count: closed + open, ms: closedMs + (open > 0 ? open * end - openFrom : 0) },
    retractions: timeline.retractions.length,
    dropped,
    usable: usable && { row: usable.row, frame: usable.frame },
    returns: root?.decl.type ?? '',
  };
}

/** The moment of a frame number; null for never. */
export function momentOf(timeline: Timeline, frame: number): Mark | null {
  if (frame < 0) return null;
  const { items, length } = timeline.frames;
  return { t: frame < length ? items[frame]!.frame.chunk.t : (timeline.finished?.t ?? 0), frame };
}

/** Characters that had arrived with a frame. */
export function charsAt(timeline: Timeline, frame: number): number {
  return lengthAfter(timeline, Math.min(frame + 1, timeline.frames.length));
}

const indexed = new WeakMap<Reading, ReadonlyMap<string, number>>();

/** Row ids by path, the root under the empty one. */
export function rowsByPath(reading: Reading): ReadonlyMap<string, number> {
  let known = indexed.get(reading);
  if (!known) indexed.set(reading, (known = index(reading)));
  return known;
}

function index({ parents, keys }: Reading): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const paths: (string | undefined)[] = [];
  const waiting: number[] = [];
  for (let row = 0; row < parents.length; row++) {
    if (parents[row] === NO_ROW) continue;
    // Those around it first. Rows that name each other as parents end somewhere.
    for (let at = row; at >= 0 && paths[at] === undefined && waiting.length <= parents.length; at = parents[at] ?? -1)
      waiting.push(at);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      paths[at] = below(paths[parents[at] ?? -1] ?? '', keys[at] ?? null);
    }
    rows.set(paths[row]!, row);
  }
  return rows;
}

/** The path of a part of what stands at `path`. */
function below(path: string, key: string | number | null): string {
  if (key === null) return path;
  const step = formatPath([key]);
  return path && !step.startsWith('[') ? `${path}.${step}` : path + step;
}

/** As the row is called: its path, or the type of the root. */
export function nameIn(reading: Reading, row: number): string {
  const path: (string | number)[] = [];
  for (let at = row, steps = 0; at >= 0 && steps <= reading.parents.length; at = reading.parents[at] ?? -1, steps++) {
    const key = reading.keys[at] ?? null;
    if (key === null) break;
    path.push(key);
  }
  return path.length > 0 ? formatPath(path.reverse()) : reading.returns;
}
