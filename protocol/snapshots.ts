/**
 * What your code held after any frame. A snapshot is a place in the log of changes: its value is made when somebody looks,
 * from the nearest one that was kept, so that ten thousand of them cost what they changed.
 */
import { append, lastWhere, type Log } from './persistent';
import type { Frame } from './run';
import type { FrameRecord, Timeline } from './timelineState';
import { applyChange, type Value } from './value';

/** Every so many frames the value is kept as it is; as many changes at most are made again for a look. */
export const KEPT_EVERY = 64;

/** A value that is kept, and the frame after which it stood. */
export interface Checkpoint {
  readonly frame: number;
  readonly value: Value | undefined;
}

/** The checkpoints with one more, when it is time for it. */
export function withCheckpoint(kept: Log<Checkpoint>, frame: number, value: Value | undefined): Log<Checkpoint> {
  return frame % KEPT_EVERY === KEPT_EVERY - 1 ? append(kept, { frame, value }) : kept;
}

/** What was looked at last: stepping on from there makes only what lies between. */
let looked: { readonly frames: readonly FrameRecord[]; readonly frame: number; readonly value: Value | undefined } = {
  frames: [],
  frame: -1,
  value: undefined,
};

/** The snapshot after a frame; undefined before the first snapshot, and for a frame that is not there. */
export function snapshotAfter(timeline: Timeline, frame: number): Value | undefined {
  const { frames, checkpoints } = timeline;
  if (frame < 0 || frame >= frames.length) return undefined;
  if (frame === frames.length - 1) return timeline.value;
  const before = lastWhere(checkpoints, (kept) => kept.frame <= frame);
  let from: Checkpoint = before < 0 ? { frame: -1, value: undefined } : checkpoints.items[before]!;
  if (looked.frames === frames.items && looked.frame <= frame && looked.frame > from.frame) from = looked;
  let { value } = from;
  for (let i = from.frame + 1; i <= frame; i++) value = changed(value, frames.items[i]!.frame);
  looked = { frames: frames.items, frame, value };
  return value;
}

function changed(value: Value | undefined, { value: changes }: Frame): Value | undefined {
  return changes.reduce<Value | undefined>(applyChange, value);
}
