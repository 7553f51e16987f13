/** A world whose time stands still until somebody sleeps: tests of timing without waiting. */
import type { RunHost } from '../../server/src/runtime/host';

export interface VirtualHost extends RunHost {
  /** Does something when that time has come. */
  at(ms: number, act: () => void): void;
  /** How often the event loop was given a turn. */
  readonly turns: number;
}

export function virtualHost(environment: Readonly<Record<string, string>> = {}): VirtualHost {
  let now = 0;
  let turns = 0;
  const due: { ms: number; act: () => void }[] = [];
  return {
    at: (ms, act) => void due.push({ ms, act }),
    get turns() {
      return turns;
    },
    fetch: () => Promise.reject(new Error('there is no network here')),
    fetchMedium: () => Promise.reject(new Error('there is no network here')),
    now: () => now,
    wallClock: () => new Date(Date.UTC(2026, 0, 1) + now).toISOString(),
    sleep(ms, signal) {
      const until = now + ms;
      for (const one of due.sort((a, b) => a.ms - b.ms)) {
        if (signal.aborted || one.ms > until || one.ms < now) continue;
        now = one.ms;
        one.act();
      }
      if (!signal.aborted) now = until;
      return Promise.resolve();
    },
    turn() {
      turns++;
      return Promise.resolve();
    },
    readFile: () => Promise.reject(new Error('there are no files here')),
    credentials: {
      signAws: () => Promise.reject(new Error('there are no credentials here')),
      google: () => Promise.reject(new Error('there are no credentials here')),
    },
    nextTurn: (_turns, children, start = 0) => start % children,
    env: (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined),
  };
}

/** The same world for work that ends before anybody's patience does: who sleeps in it sleeps until woken. */
export function waitingHost(environment: Readonly<Record<string, string>> = {}): VirtualHost {
  const sleep: RunHost['sleep'] = (_, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  return { ...virtualHost(environment), sleep };
}
