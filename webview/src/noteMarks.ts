/** Marks of a row beside its bars: quirks of the runtime and results of checks. */
import type { Row, Timeline } from '../../protocol/timeline';
import { placeAtTime, placeOf } from './position';
import { toPixels, type Scale } from './scale';
import type { QuirkMark } from './insights';
import type { Shape } from './marks';

/** `checks` by row, in order of time; made once for a timeline. */
export function noteShapes(row: Row, quirks: readonly QuirkMark[], timeline: Timeline, scale: Scale): readonly Shape[] {
  const shapes: Shape[] = [];
  const x = (t: number): number => toPixels(scale, placeAtTime(timeline, scale.axis, t));
  for (const { t, until, advice } of quirks) {
    // What nobody could know better is told, not marked.
    if (advice === 'better') shapes.push({ kind: 'quirk', from: x(t), to: x(until) });
  }
  for (const check of checksByRow(timeline).get(row.id) ?? []) {
    if (check.decided)
      shapes.push({ kind: 'check', at: toPixels(scale, placeOf(timeline, scale.axis, check)), holds: check.holds });
  }
  return shapes;
}

type Checks = Timeline['checks']['items'];

const byRow = new WeakMap<Checks, { readonly length: number; readonly rows: Map<number, Checks[number][]> }>();

export function checksByRow({ checks }: Timeline): ReadonlyMap<number, readonly Checks[number][]> {
  const known = byRow.get(checks.items);
  if (known?.length === checks.length) return known.rows;
  // What came since is added to what was sorted already.
  const goesOn = known !== undefined && known.length < checks.length && checks.items.length === checks.length;
  const rows = goesOn ? known.rows : new Map<number, Checks[number][]>();
  for (let i = goesOn ? known.length : 0; i < checks.length; i++) {
    const check = checks.items[i]!;
    const list = rows.get(check.row);
    if (list) list.push(check);
    else rows.set(check.row, [check]);
  }
  byRow.set(checks.items, { length: checks.length, rows });
  return rows;
}

const quirksOf = new WeakMap<readonly QuirkMark[], ReadonlyMap<number, readonly QuirkMark[]>>();

/** The quirks by the row they are about. */
export function quirksByRow(marks: readonly QuirkMark[]): ReadonlyMap<number, readonly QuirkMark[]> {
  const known = quirksOf.get(marks);
  if (known) return known;
  const rows = new Map<number, QuirkMark[]>();
  for (const mark of marks) {
    if (mark.row === null) continue;
    const list = rows.get(mark.row);
    if (list) list.push(mark);
    else rows.set(mark.row, [mark]);
  }
  quirksOf.set(marks, rows);
  return rows;
}
