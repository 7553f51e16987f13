/** Which hold of a row is meant when somebody asks why it was held. */
import type { Hold } from '../../protocol/run';
import type { Row, Timeline } from '../../protocol/timeline';

interface Asked {
  readonly hold: Hold;
  readonly ms: number;
  readonly chars: number;
  readonly open: boolean;
  readonly from: number;
  readonly to: number;
}

/** The hold a row is asked about: the one that goes on, else the longest. */
export function askedHold(timeline: Timeline, row: Row, now: number): Asked | null {
  if (row.held) {
    const to = timeline.finished?.t ?? now;
    const { hold, from } = row.held;
    return {
      hold,
      ms: to - from.t,
      chars: timeline.text.length - from.offset,
      open: !timeline.finished,
      from: from.t,
      to,
    };
  }
  let longest: Asked | null = null;
  for (let i = 0; i < row.holds.length; i++) {
    const { hold, from, to } = row.holds.items[i]!;
    const ms = to.t - from.t;
    if (!longest || ms >= longest.ms)
      longest = { hold, ms, chars: to.offset - from.offset, open: false, from: from.t, to: to.t };
  }
  return longest;
}
