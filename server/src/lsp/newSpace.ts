/**
 * Keeps room for new objects. Most of what a keystroke makes is garbage when it is done, and V8 collects it when its room is full,
 * which is mostly in the middle of a later keystroke. It takes some milliseconds, so it is done in the pause before.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** No pause between two keys is shorter, and an answer is on its way by then. */
const PAUSE_MS = 4;
/** A few keystrokes fill the room; with more than this, the next one may not fit. */
const NEARLY_FULL = 0.6;

/** How full the room for new objects is, from 0 to 1. */
export function newSpaceFill(): number {
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if (!space) return 0;
  const { space_used_size: used, space_available_size: free } = space;
  return used + free > 0 ? used / (used + free) : 0;
}

let collector: ((options: { readonly type: 'minor' }) => void) | undefined;

/** Collects the garbage among the new objects, and moves the others. */
export function collectNew(): void {
  if (!collector) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as NonNullable<typeof collector>;
  }
  collector({ type: 'minor' });
}

export class NewSpace {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly collect: () => void = collectNew,
    private readonly fill: () => number = newSpaceFill,
    private readonly pauseMs = PAUSE_MS,
  ) {}

  /** Work was done; in the pause behind it there is time. */
  worked(): void {
    if (this.timer) this.timer.refresh();
    else this.timer = setTimeout(() => this.rest(), this.pauseMs).unref();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private rest(): void {
    if (this.fill() >= NEARLY_FULL) this.collect();
  }
}
