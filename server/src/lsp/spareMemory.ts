/**
 * Keeps the process small. V8 lets garbage lie until it needs room, which for a server that mostly waits means for hours:
 * twice the memory that is in use. So what was thrown away is collected in the first pause after much work, when nobody waits.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A pause in typing; over before the rehearsal starts, which must find things as they will be. */
const QUIET_MS = 600;
/** Less is not worth the collection, which takes a millisecond for every megabyte in use. */
const WORTHWHILE = 24 * 1024 * 1024;

/** Collects all garbage of the process. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/**
 * From now on the room for new objects does not grow with the work: most of them are garbage after a keystroke. While a project
 * is being read they are not, and a large room is faster.
 */
export function keepRoomForNew(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

export class SpareMemory {
  private timer: NodeJS.Timeout | undefined;
  /** What was in use after the last collection. */
  private inUse = 0;
  private hasRested = false;

  constructor(
    private readonly collect: () => void,
    private readonly heapUsed: () => number,
    /** Called in the first pause. */
    private readonly rested: () => void = () => undefined,
    private readonly quietMs = QUIET_MS,
  ) {}

  /** Work was done; when no more comes for a moment, what it left behind is collected. */
  worked(): void {
    if (this.timer) this.timer.refresh();
    else this.timer = setTimeout(() => this.rest(), this.quietMs).unref();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private rest(): void {
    if (!this.hasRested) this.rested();
    this.hasRested = true;
    if (this.heapUsed() - this.inUse < WORTHWHILE) return;
    this.collect();
    this.inUse = this.heapUsed();
  }
}
