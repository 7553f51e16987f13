/**
 * Keeps room for new objects. Most of what a keystroke or a piece of an answer makes is garbage when it is done, and V8 collects it
 * when its room is full, which is mostly in the middle of a later one. It takes a millisecond or more, so it is done in the pause before.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** No pause between two keys is shorter, few between two pieces of an answer, and what was worked out is on its way by then. */
const PAUSE_MS = 4;
/** A few keystrokes, or a kilobyte or two of an answer, fill the room; with more than this, the next one may not fit. */
const NEARLY_FULL = 0.6;

/** How full the room for new objects is, from 0 to 1. */
export function newSpaceFill(): number {
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if (!space) return 0;
  const { space_used_size: used, space_available_size: free } = space;
  return used + free > 0 ? used / (used + free) : 0;
}

export const COLLECT_NEW_ALONE = '--no-parallel-scavenge';

/**
 * From now on the garbage among the new objects is collected by the thread that needs the room, without helpers. They save little
 * on rooms as small as the server's, and it waits for the last of them, which may have to wait for a core: what takes one millisecond
 * then takes ten. A V8 that does not know the flag goes on as it was.
 */
export function collectNewAlone(): void {
  setFlagsFromString(COLLECT_NEW_ALONE);
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
