/** Where a row's value would have been visible by other types: beside its own marks, never in place of them. */
import { momentOf, NEVER, rowsByPath, type Reading } from '../../protocol/reading';
import { completedAt } from '../../protocol/rowState';
import { pathOf, rowOf, type Mark, type Timeline } from '../../protocol/timeline';
import { formatMs, formatPath } from '../../protocol/words';
import type { Shape } from './marks';
import { placeOf } from './position';
import { toPixels, type Scale } from './scale';

export interface Ghost {
  /** Null where the value would never be visible. */
  readonly first: Mark | null;
  readonly complete: Mark | null;
}

/** The row's times in another reading of the chunks of `timeline`; null where they are the same. */
export function ghostOf(timeline: Timeline, id: number, other: Reading): Ghost | null {
  const row = rowOf(timeline, id);
  if (!row) return null;
  const same = rowsByPath(other).get(formatPath(pathOf(timeline, row)));
  const moment = (column: readonly number[]): Mark | null =>
    momentOf(timeline, same === undefined ? NEVER : (column[same] ?? NEVER));
  const ghost = { first: moment(other.first), complete: moment(other.complete) };
  const isSame = ghost.first?.t === row.firstVisible?.t && ghost.complete?.t === completedAt(timeline, row)?.t;
  return isSame ? null : ghost;
}

/** The outline that is drawn for it, up to `end` on the axis; none where nothing would be visible. */
export function ghostShapes(ghost: Ghost | null, timeline: Timeline, scale: Scale, end: number): readonly Shape[] {
  if (!ghost || ghost.first === null) return [];
  const place = (mark: Mark): number => placeOf(timeline, scale.axis, mark);
  const to = ghost.complete ? place(ghost.complete) : end;
  return [{ kind: 'ghost', from: toPixels(scale, place(ghost.first)), to: toPixels(scale, to) }];
}

export function ghostText({ first, complete }: Ghost): string {
  if (first === null) return 'read otherwise: never visible';
  const whole = complete === null ? 'never complete' : `complete at ${formatMs(complete.t)}`;
  return `read otherwise: visible from ${formatMs(first.t)}, ${whole}`;
}

/** What another reading draws and says beside the rows of a timeline. */
export interface Ghosts {
  /** Empty where it is the same. */
  textOf(id: number): string;
  shapesOf(id: number, scale: Scale, end: number): readonly Shape[];
}

export function ghostsOf(timeline: Timeline, other: Reading): Ghosts {
  return {
    textOf: (id) => {
      const ghost = ghostOf(timeline, id, other);
      return ghost ? ghostText(ghost) : '';
    },
    shapesOf: (id, scale, end) => ghostShapes(ghostOf(timeline, id, other), timeline, scale, end),
  };
}
