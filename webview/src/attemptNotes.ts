/** What attempts that failed had shown of a field, before the attempt on screen began anew. No DOM. */
import { completedAt } from '../../protocol/rowState';
import { pathOf, rowAtPath, type AbandonedAttempt, type Row, type Timeline } from '../../protocol/timeline';
import { formatMs } from '../../protocol/words';
import { MOST_ATTEMPTS, type Shape } from './marks';
import { toPixels, type Scale } from './scale';

export interface ShownBefore {
  readonly attempt: AbandonedAttempt;
  /** When it was first visible then, in milliseconds since the request was sent. */
  readonly from: number;
  /** Null when it was still growing. */
  readonly complete: number | null;
}

/** The attempts that are told of, in order. */
export function toldAttempts({ failedAttempts: { items, length } }: Timeline): readonly AbandonedAttempt[] {
  return items.slice(Math.max(0, length - MOST_ATTEMPTS), length);
}

/** The attempts in which the field of a row was visible, in order. */
export function shownBefore(timeline: Timeline, row: Row): readonly ShownBefore[] {
  const path = pathOf(timeline, row);
  return toldAttempts(timeline).flatMap((attempt) => {
    const { reading } = attempt;
    const found = rowAtPath(reading, path);
    const same = found?.rest.length === 0 ? found.row : undefined;
    if (!same?.firstVisible) return [];
    return [{ attempt, from: same.firstVisible.t, complete: completedAt(reading, same)?.t ?? null }];
  });
}

/** Which attempt a row is of, and what others had shown: a sentence for each. Nothing where there was one attempt. */
export function attemptWords(timeline: Timeline, row: Row): readonly string[] {
  const { attempt } = timeline;
  if (!attempt || timeline.failedAttempts.length === 0) return [];
  return [
    `from attempt ${attempt.number}, ${attempt.client.name}`,
    ...shownBefore(timeline, row).map(
      ({ attempt: { attempt: before, failed }, from }) =>
        `attempt ${before.number} had shown it from ${formatMs(from)} to ${formatMs(failed.t)}`,
    ),
  ];
}

/** An outline for each attempt that had shown the row, up to where it broke off. By characters only the answer that counts has a place. */
export function attemptShapes(timeline: Timeline, row: Row, scale: Scale): readonly Shape[] {
  if (scale.axis !== 'time' || timeline.failedAttempts.length === 0) return [];
  return shownBefore(timeline, row).flatMap(({ attempt: { failed }, from, complete }): Shape[] => {
    const end = toPixels(scale, failed.t);
    return [
      { kind: 'ghost', from: toPixels(scale, from), to: end, faint: true },
      ...(complete === null ? [{ kind: 'cut', at: end } as const] : []),
    ];
  });
}
