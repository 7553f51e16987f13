/** The world of a run, in Node: the platform's fetch, clocks and timers, and the environment of the process. */
import type { RunHost } from '../runtime/host';

export function createNodeHost(): RunHost {
  return {
    fetch: (url, init) => fetch(url, init),
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
    env: (name) => process.env[name],
  };
}
