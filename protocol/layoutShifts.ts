/**
 * How often what a front end shows of a partial answer moves: a shift is a moment at which a line appears above one that is visible
 * already. Two front ends are counted: one that shows only what is there, and one that keeps room for every field its class declares, so
 * that only new items move anything.
 */
import { lastWhere } from './persistent';
import { rowOf, type Row, type Timeline } from './timeline';

export interface Shift {
  readonly frame: number;
  readonly t: number;
  /** What appeared. */
  readonly row: number;
}

export interface Shifts {
  /** Moments at which something visible moved. */
  readonly shown: readonly Shift[];
  /** The same where every declared field has its room. */
  readonly reserved: readonly Shift[];
}

const known = new WeakMap<Timeline, Shifts>();

/** The shifts of a whole run, or of a run so far. */
export function layoutShifts(timeline: Timeline): Shifts {
  const before = known.get(timeline);
  if (before) return before;
  const order = rowsInOrder(timeline);
  // From the bottom up: the earliest moment at which anything below is visible.
  let below = Infinity;
  const shown = new Map<number, Shift>();
  const reserved = new Map<number, Shift>();
  for (let i = order.length - 1; i >= 0; i--) {
    const { id, decl, firstVisible: first } = order[i]!;
    if (!first || decl.parent === null) continue;
    const mark = { frame: first.frame, t: first.t, row: id };
    if (below < first.frame) {
      shown.set(first.frame, mark);
      if (typeof decl.key === 'number') reserved.set(first.frame, mark);
    }
    below = Math.min(below, first.frame);
  }
  const sorted = (marks: ReadonlyMap<number, Shift>) => [...marks.values()].sort((a, b) => a.frame - b.frame);
  const shifts = { shown: sorted(shown), reserved: sorted(reserved) };
  known.set(timeline, shifts);
  return shifts;
}

/** How many of the shifts had happened by a frame. */
export function shiftsUntil(shifts: Shifts['shown'], frame: number): number {
  return lastWhere({ items: shifts, length: shifts.length }, (shift) => shift.frame <= frame) + 1;
}

/** Items by index; fields in the order in which they were declared to the view, which is that of the class. */
export function childrenInOrder(timeline: Timeline, row: Row): readonly Row[] {
  const children: Row[] = [];
  for (let i = 0; i < row.children.length; i++) {
    const child = rowOf(timeline, row.children.items[i]!);
    if (child) children.push(child);
  }
  return children;
}

/** Every row before its members; without recursion, because an answer may be nested as deeply as it likes. */
function rowsInOrder(timeline: Timeline): readonly Row[] {
  const order: Row[] = [];
  const met = new Set<number>();
  const root = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  const work = root ? [root] : [];
  for (let row = work.pop(); row; row = work.pop()) {
    if (met.has(row.id)) continue;
    met.add(row.id);
    order.push(row);
    const children = childrenInOrder(timeline, row);
    for (let i = children.length - 1; i >= 0; i--) work.push(children[i]!);
  }
  return order;
}
