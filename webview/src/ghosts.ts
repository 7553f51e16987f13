/** Where a row's value would have been visible by other types: beside its own marks, never in place of them. */
import { rowsByPath, type Comparison } from '../../protocol/comparison';
import { completedAt } from '../../protocol/rowState';
import { pathOf, type Mark, type Row, type Timeline } from '../../protocol/timeline';
import { formatMs, formatPath } from '../../protocol/words';
import type { Shape } from './marks';
import { placeOf } from './position';
import { toPixels, type Scale } from './scale';

export interface Ghost {
  /** Null where the value would never be visible. */
  readonly first: Mark | null;
  readonly complete: Mark | null;
}

const byPath = new WeakMap<Timeline, ReadonlyMap<string, Row>>();

/** The row's times in the other reading; null where they are the same. */
export function ghostOf(timeline: Timeline, row: Row, other: Timeline): Ghost | null {
  let rows = byPath.get(other);
  if (!rows) byPath.set(other, (rows = rowsByPath(other)));
  const same = rows.get(formatPath(pathOf(timeline, row)));
  const ghost = { first: same?.firstVisible ?? null, complete: (same && completedAt(other, same)) ?? null };
  const isSame = ghost.first?.t === row.firstVisible?.t && ghost.complete?.t === completedAt(timeline, row)?.t;
  return isSame ? null : ghost;
}

/** The outline that is drawn for it, up to `end` on the axis; none where nothing would be visible. */
export function ghostShapes(ghost: Ghost | null, other: Timeline, scale: Scale, end: number): readonly Shape[] {
  if (!ghost || ghost.first === null) return [];
  const place = (mark: Mark): number => placeOf(other, scale.axis, mark);
  const to = ghost.complete ? place(ghost.complete) : end;
  return [{ kind: 'ghost', from: toPixels(scale, place(ghost.first)), to: toPixels(scale, to) }];
}

export function ghostText({ first, complete }: Ghost): string {
  if (first === null) return 'read otherwise: never visible';
  const whole = complete === null ? 'never complete' : `complete at ${formatMs(complete.t)}`;
  return `read otherwise: visible from ${formatMs(first.t)}, ${whole}`;
}

/** What the other reading changes, as figures with their names: the most telling first. */
export function differences({ firstUsable, holds, retractions, fields }: Comparison): readonly string[] {
  const said: string[] = [];
  const [was, is] = firstUsable;
  if (was && is && (was.t !== is.t || was.name !== is.name)) {
    said.push(`first usable ${was.name} ${formatMs(was.t)} → ${is.name} ${formatMs(is.t)}`);
  }
  if (holds[0].count !== holds[1].count || Math.round(holds[0].ms) !== Math.round(holds[1].ms)) {
    const held = ({ count, ms }: { count: number; ms: number }) => (count ? `${count}, ${formatMs(ms)}` : '0');
    said.push(`holds ${held(holds[0])} → ${held(holds[1])}`);
  }
  if (retractions[0] !== retractions[1]) said.push(`retractions ${retractions[0]} → ${retractions[1]}`);
  const earlier = fields.filter(({ first: [a, b] }) => b !== null && (a === null || b < a)).length;
  const later = fields.filter(({ first: [a, b] }) => a !== null && (b === null || b > a)).length;
  if (earlier) said.push(`${earlier} ${earlier === 1 ? 'field' : 'fields'} earlier`);
  if (later) said.push(`${later} ${later === 1 ? 'field' : 'fields'} later`);
  return said;
}
