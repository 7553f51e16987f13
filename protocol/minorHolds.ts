/**
 * Holds that are no problem: they are drawn and counted like all others, and told apart from those that somebody could do something
 * about.
 */
import type { Hold } from './run';
import type { Mark } from './timelineState';

/** Nobody sees a wait that is shorter, in milliseconds. */
const NOTICED_MS = 100;

/**
 * Whether a hold comes from nothing but the type (a number comes in one piece, an unquoted text may go on), or is over before anybody
 * could notice: within a millisecond, or with the next chunk when that comes soon. `to`: when it ended, or now.
 */
export function isMinorHold({ cause }: Hold, from: Mark, to: Mark): boolean {
  const ms = to.t - from.t;
  return cause === 'atomic' || cause === 'parser' || ms < 1 || (ms < NOTICED_MS && to.frame - from.frame <= 1);
}
