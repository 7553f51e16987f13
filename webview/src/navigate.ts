/** Where the scrubber goes. It stops at network reads, since chunks of one read share one time. */
import { lastWhere } from '../../protocol/persistent';
import { endOfRead, type Timeline } from '../../protocol/timeline';
import type { Seek } from './model';
import { frameAtPlace } from './position';
import type { Axis } from './scale';

/** The frame after a move from `cursor`; null for the live end. */
export function seek(timeline: Timeline, cursor: number | null, to: Seek, axis: Axis = 'time'): number | null {
  const end = timeline.frames.length - 1;
  if (end < 0 || to === 'live') return null;
  if (to === 'first') return -1;
  if (typeof to === 'object') {
    if ('place' in to) return frameAtPlace(timeline, axis, to.place);
    return 'frame' in to ? clamp(to.frame, end) : atTime(timeline, to.time);
  }
  const from = cursor ?? end;
  const read = from < 0 ? -1 : timeline.frames.items[from]!.read;
  switch (to) {
    case 'previousRead':
      return endOfReadAt(timeline, read - 1);
    case 'nextRead':
      return read + 1 < timeline.reads.length ? endOfReadAt(timeline, read + 1) : null;
    case 'previousChange': {
      for (let r = read - 1; r >= 0; r--) if (changes(timeline, r)) return endOfReadAt(timeline, r);
      return -1;
    }
    case 'nextChange': {
      for (let r = read + 1; r < timeline.reads.length; r++) if (changes(timeline, r)) return endOfReadAt(timeline, r);
      return null;
    }
  }
}

/** The last frame that had arrived at a time; -1 before the first. */
export function atTime(timeline: Timeline, time: number): number {
  return endOfReadAt(
    timeline,
    lastWhere(timeline.reads, (read) => read.t <= time),
  );
}

function endOfReadAt(timeline: Timeline, read: number): number {
  return read < 0 ? -1 : endOfRead(timeline, read) - 1;
}

/** Whether a read brought a change of the value. */
function changes(timeline: Timeline, read: number): boolean {
  const last = timeline.frames.items[endOfRead(timeline, read) - 1]!;
  return last.changedAt >= timeline.reads.items[read]!.first;
}

function clamp(frame: number, end: number): number {
  return Math.max(-1, Math.min(end, Math.trunc(frame)));
}
