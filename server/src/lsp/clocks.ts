/** The time of a run, with what Node and a browser's worker both have. */
import type { RunHost } from '../runtime/host';
import { takeTurns } from './turns';

export function clocks(): Pick<RunHost, 'now' | 'wallClock' | 'sleep' | 'turn' | 'nextTurn'> {
  return {
    now: () => performance.now(),
    wallClock: () => new Date().toISOString(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done, { once: true });
      }),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    nextTurn: takeTurns(),
  };
}
