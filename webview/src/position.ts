/** Where moments of a run stand on its axis, and which moment stands at a place of it. */
import { last, lastWhere } from '../../protocol/persistent';
import { endOfRead, lengthAfter, type Mark, type Timeline } from '../../protocol/timeline';
import { extentOf, type Axis } from './scale';

/** The place of a moment: its time, or the characters that had arrived with it. */
export function placeOf(timeline: Timeline, axis: Axis, { t, frame }: Mark): number {
  return axis === 'time' ? t : lengthAfter(timeline, Math.min(frame + 1, timeline.frames.length));
}

/** The place of a time of the run. */
export function placeAtTime(timeline: Timeline, axis: Axis, t: number): number {
  if (axis === 'time') return t;
  const read = lastWhere(timeline.reads, (one) => one.t <= t);
  return read < 0 ? 0 : lengthAfter(timeline, endOfRead(timeline, read));
}

/** How far the run has come. */
export function endPlace(timeline: Timeline, axis: Axis, now: number): number {
  return axis === 'time' ? (timeline.finished?.t ?? now) : timeline.text.length;
}

/** Where the whole axis of a run ends. */
export function axisEnd(timeline: Timeline, axis: Axis, now: number): number {
  const live = timeline.finished === null;
  return extentOf(axis === 'time' ? now : timeline.text.length, live, axis);
}

/** The frame at a place; -1 before the first. By time it is the last of its read, since those of one read share it. */
export function frameAtPlace(timeline: Timeline, axis: Axis, place: number): number {
  if (axis === 'chars') {
    const found = lastWhere(timeline.frames, ({ frame }) => frame.length <= place);
    // Before the first character, yet after chunks that brought none: those chunks are there.
    return place >= timeline.text.length ? timeline.frames.length - 1 : found;
  }
  const read = lastWhere(timeline.reads, (one) => one.t <= place);
  return read < 0 ? -1 : endOfRead(timeline, read) - 1;
}

/** Place of the frame the scrubber stands on; the end when it follows. */
export function placeOfFrame(timeline: Timeline, axis: Axis, frame: number, now: number): number {
  if (frame < 0) return 0;
  const record = frame < timeline.frames.length ? timeline.frames.items[frame]! : last(timeline.frames);
  return record ? placeOf(timeline, axis, { t: record.frame.chunk.t, frame }) : endPlace(timeline, axis, now);
}
