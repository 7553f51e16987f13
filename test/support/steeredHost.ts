/** The world of Node, but for its clock, which a test moves: real requests over real sockets, and no limit that runs out by itself. */
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import type { RunHost } from '../../server/src/runtime/host';

export interface SteeredHost extends RunHost {
  /** Moves the clock by `ms`. Whoever sleeps wakes at the right moment on the way, in order; resolves when all have acted. */
  pass(ms: number): Promise<void>;
  /** How often the time was asked for: a read asks for it as soon as it has arrived, also when nobody takes it yet. */
  readonly asked: number;
}

/** The clock starts at 0 and stands. */
export function steeredHost(): SteeredHost {
  let now = 0;
  let asked = 0;
  const sleepers = new Set<{ readonly until: number; wake(): void }>();
  const next = () => [...sleepers].sort((a, b) => a.until - b.until)[0];
  return {
    ...createNodeHost(),
    now: () => (asked++, now),
    get asked() {
      return asked;
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || ms <= 0) return resolve();
        const sleeper = {
          until: now + ms,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal.addEventListener('abort', sleeper.wake, { once: true });
      }),
    async pass(ms) {
      const until = now + ms;
      for (let sleeper = next(); sleeper && sleeper.until <= until; sleeper = next()) {
        now = sleeper.until;
        sleeper.wake();
        // Who wakes may go to sleep again, for less than is left.
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = until;
    },
  };
}
