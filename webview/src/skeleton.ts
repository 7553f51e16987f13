/**
 * What a front end would show of a partial answer: a card with a line for each value, and how often what was shown already moved.
 *
 * A shift is a moment at which a line appears above one that is visible already. Two front ends are counted: one that shows only
 * what is there, and one that keeps room for every field its class declares, so that only new items move anything.
 */
import { lastWhere } from '../../protocol/persistent';
import { rowOf, type Row, type Timeline } from '../../protocol/timeline';

export interface SkeletonLine {
  readonly key: string;
  readonly row: number;
  readonly depth: number;
  readonly kind: 'heading' | 'item' | 'field';
  readonly label: string;
  /** Whether code sees a value: otherwise a placeholder stands there. */
  readonly visible: boolean;
  /** Its value can still grow or change. */
  readonly open: boolean;
  /** Its text has ended, or the run has, and there is no value: it stays empty. */
  readonly empty: boolean;
}

/** More lines say no more. */
const MOST_LINES = 400;

/** The card at a frame, in the order of the schema. */
export function skeletonLines(timeline: Timeline, frame: number): readonly SkeletonLine[] {
  const lines: SkeletonLine[] = [];
  const visit = (row: Row, depth: number): void => {
    if (lines.length >= MOST_LINES) return;
    const { key } = row.decl;
    const isItem = typeof key === 'number';
    const visible = isVisibleAt(row, frame);
    // An item that is not there yet takes no room: nobody knows how many will come.
    if (isItem && !visible) return;
    if (depth > 0) {
      const kind = isItem ? 'item' : row.children.length > 0 || row.decl.type.endsWith('[]') ? 'heading' : 'field';
      const open = row.complete === null || row.complete.frame > frame;
      const label = isItem ? `${key + 1}` : String(key);
      const isOver = timeline.finished !== null && frame >= timeline.frames.length - 1;
      const empty = !visible && (isOver || (row.end !== null && row.end.frame <= frame && row.held === null));
      lines.push({ key: `ui ${row.id}`, row: row.id, depth, kind, label, visible, open, empty });
    }
    for (const child of childrenInOrder(timeline, row)) visit(child, depth + 1);
  };
  const root = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  if (root) visit(root, 0);
  return lines;
}

export interface Shifts {
  /** Moments at which something visible moved. */
  readonly shown: readonly { readonly frame: number; readonly t: number; readonly row: number }[];
  /** The same where every declared field has its room. */
  readonly reserved: readonly { readonly frame: number; readonly t: number; readonly row: number }[];
}

const known = new WeakMap<Timeline, Shifts>();

/** The shifts of a whole run. */
export function layoutShifts(timeline: Timeline): Shifts {
  const before = known.get(timeline);
  if (before) return before;
  const order: Row[] = [];
  const visit = (row: Row): void => {
    order.push(row);
    for (const child of childrenInOrder(timeline, row)) visit(child);
  };
  const root = timeline.root === null ? undefined : rowOf(timeline, timeline.root);
  if (root) visit(root);
  // From the bottom up: the earliest moment at which anything below is visible.
  let below = Infinity;
  let belowItems = Infinity;
  const shown = new Map<number, { frame: number; t: number; row: number }>();
  const reserved = new Map<number, { frame: number; t: number; row: number }>();
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i]!;
    const first = row.firstVisible;
    const isLine = row.decl.parent !== null;
    if (first && isLine) {
      const mark = { frame: first.frame, t: first.t, row: row.id };
      if (below < first.frame) shown.set(first.frame, mark);
      if (typeof row.decl.key === 'number' && belowItems < first.frame) reserved.set(first.frame, mark);
    }
    if (first && isLine) below = Math.min(below, first.frame);
    if (first && isLine) belowItems = Math.min(belowItems, first.frame);
  }
  const sorted = (marks: ReadonlyMap<number, { frame: number; t: number; row: number }>) =>
    [...marks.values()].sort((a, b) => a.frame - b.frame);
  const shifts = { shown: sorted(shown), reserved: sorted(reserved) };
  known.set(timeline, shifts);
  return shifts;
}

/** How many of the shifts had happened by a frame. */
export function shiftsUntil(shifts: Shifts['shown'], frame: number): number {
  return lastWhere({ items: shifts, length: shifts.length }, (shift) => shift.frame <= frame) + 1;
}

function isVisibleAt(row: Row, frame: number): boolean {
  const at = lastWhere(row.visibility, (change) => change.frame <= frame);
  return at >= 0 && row.visibility.items[at]!.visible;
}

/** Items by index; fields in the order in which they were declared to the view, which is that of the class. */
function childrenInOrder(timeline: Timeline, row: Row): readonly Row[] {
  const children: Row[] = [];
  for (let i = 0; i < row.children.length; i++) {
    const child = rowOf(timeline, row.children.items[i]!);
    if (child) children.push(child);
  }
  return children;
}
