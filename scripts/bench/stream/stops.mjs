// What stops a program that is not its own work: that it has no core, and that V8 collects old garbage.
import fs from 'node:fs';
import { constants, PerformanceObserver } from 'node:perf_hooks';

const SPACE = 32;
const [ZERO, NINE] = [48, 57];

/**
 * How long this thread was ready to run and had no core, in ms since the last call: the second number of `schedstat`, nanoseconds.
 * Always 0 where the system does not tell. What a machine below this one takes away nobody tells.
 */
export function coreWait() {
  const line = Buffer.alloc(80);
  let file;
  try {
    file = fs.openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    return () => 0;
  }
  let before = 0;
  const since = () => {
    const length = fs.readSync(file, line, 0, line.length, 0);
    let at = line.indexOf(SPACE) + 1;
    let now = 0;
    for (; at < length && line[at] >= ZERO && line[at] <= NINE; at++) now = now * 10 + line[at] - ZERO;
    const waited = now - before;
    before = now;
    return waited / 1e6;
  };
  since();
  return since;
}

/** Watches the collections of old garbage; `seen()` gives the ms of those since it was asked last. */
export function oldCollections() {
  let found = [];
  const take = (entries) => {
    for (const { detail, duration } of entries)
      if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) found.push(duration);
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  return {
    async seen() {
      // They are told of in turns of their own.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      take(observer.takeRecords());
      const seen = found;
      found = [];
      return seen;
    },
  };
}
