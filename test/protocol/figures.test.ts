import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cadence } from '../../protocol/cadence';
import { metrics, stalls } from '../../protocol/metrics';
import type { Frame, RunEvent } from '../../protocol/run';
import { EMPTY, foldAll, rowAtPath } from '../../protocol/timeline';
import { scenario } from '../../webview/dev/scenarios';

/** The figures on screen, worked out a second time from nothing but the chunks: no fold, no counters, no caches. */
function byHand(events: readonly RunEvent[]) {
  const frames = events.flatMap((event): readonly Frame[] => (event.type === 'frames' ? event.frames : []));
  const chunks = frames.map((frame) => frame.chunk);
  const end = events.at(-1)!;
  const over = end.type === 'finished' ? end : null;
  const times = [...new Map(chunks.map((chunk) => [chunk.batch, chunk.t])).values()];
  const gaps = times.slice(1).map((t, i) => t - times[i]!);
  const median = middle(gaps);
  const long = Math.max(500, 4 * median);
  const pauses = gaps.flatMap((gap, i) => (gap > long ? [[times[i]!, times[i + 1]!]] : []));
  if (over && over.outcome.kind !== 'completed' && times.length > 0 && over.t - times.at(-1)! > long)
    pauses.push([times.at(-1)!, over.t]);
  let refused = false;
  let begun = false;
  let [snapshots, noOps] = [0, 0];
  for (const frame of frames) {
    if (frame.refusal !== undefined) refused = frame.refusal !== null;
    begun ||= frame.value.some(({ path, op }) => op === 'set' && path.length === 0);
    if (!begun || refused) continue;
    snapshots++;
    if (frame.value.length === 0) noOps++;
  }
  const holds = holdsByHand(events, frames);
  return {
    ttft: chunks.find((chunk) => chunk.text !== '')?.t ?? null,
    chars: chunks.map((chunk) => chunk.text).join('').length,
    chunks: chunks.length,
    total: over?.t ?? null,
    snapshots,
    noOps,
    stalls: pauses,
    holds,
  };
}

/** Holds with a cause of their own that began outside any other. */
function holdsByHand(events: readonly RunEvent[], frames: readonly Frame[]): { count: number; ms: number } {
  const parents = new Map<number, number | null>();
  const open = new Map<number, { from: number; key: string; counts: boolean }>();
  const last = events.at(-1)!;
  const end = last.type === 'finished' ? last.t : frames.at(-1)!.chunk.t;
  let count = 0;
  let ms = 0;
  const close = (id: number, at: number): void => {
    const hold = open.get(id);
    open.delete(id);
    if (!hold?.counts) return;
    count++;
    ms += at - hold.from;
  };
  for (const { chunk, fields } of frames) {
    for (const { id, decl, hold } of fields) {
      if (decl) parents.set(id, decl.parent);
      if (hold === undefined) continue;
      const key = hold && `${hold.cause} ${hold.on ?? ''}`;
      if (open.get(id)?.key === key) continue;
      close(id, chunk.t);
      const parent = parents.get(id) ?? null;
      const inner = hold?.cause === 'parent' || (parent !== null && open.has(parent));
      if (hold && key) open.set(id, { from: chunk.t, key, counts: !inner });
    }
  }
  for (const id of [...open.keys()]) close(id, end);
  return { count, ms };
}

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length === 0 ? 0 : sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

describe('the figures on screen', () => {
  for (const name of ['completed', 'cancelled', 'failed', 'invalid', 'huge', 'endless']) {
    it(`are those of the raw chunks: ${name}`, () => {
      const { events } = scenario(name)!;
      const shown = metrics(foldAll(EMPTY, events));
      const { stalls: pauses, holds, ...figures } = byHand(events);
      const { ttft, chars, chunks, total, snapshots, noOps } = shown;
      assert.deepEqual({ ttft, chars, chunks, total, snapshots, noOps }, figures);
      assert.deepEqual(
        shown.stalls.map(({ from, to }) => [from, to]),
        pauses,
      );
      assert.equal(shown.holds.count, holds.count);
      assert.ok(Math.abs(shown.holds.ms - holds.ms) < 1e-6, `${shown.holds.ms} and ${holds.ms}`);
    });
  }

  it('do not depend on how often they were asked for on the way', () => {
    const { events } = scenario('completed')!;
    let timeline = EMPTY;
    for (const event of events) {
      timeline = foldAll(timeline, [event]);
      metrics(timeline);
      stalls(timeline);
    }
    assert.deepEqual(metrics(timeline), metrics(foldAll(EMPTY, events)));
  });

  it('of a list: the usual gap between two items and the long one', () => {
    const timeline = foldAll(EMPTY, scenario('huge')!.events);
    const { row } = rowAtPath(timeline, ['items'])!;
    const at = row.arrivals.items.slice(0, row.arrivals.length);
    const gaps = at.slice(1).map((moment, i) => moment.t - at[i]!.t);
    const sorted = [...gaps].sort((a, b) => a - b);
    const found = cadence(timeline, row)!;
    assert.equal(found.gaps, 599);
    assert.equal(found.ms.median, middle(gaps));
    assert.equal(found.ms.p95, sorted[Math.ceil(0.95 * sorted.length) - 1]);
    const chars = at.map(({ frame }) => timeline.frames.items[frame]!.frame.length);
    assert.equal(found.chars.median, middle(chars.slice(1).map((n, i) => n - chars[i]!)));
  });

  it('of a list are the same for every part of it, asked for in any order', () => {
    const { events } = scenario('huge')!;
    fc.assert(
      fc.property(fc.array(fc.nat(events.length), { minLength: 1, maxLength: 3 }), (ends) => {
        for (const end of ends) {
          const timeline = foldAll(EMPTY, events.slice(0, end));
          const row = timeline.root === null ? undefined : rowAtPath(timeline, ['items'])?.row;
          if (!row || row.arrivals.length < 2) continue;
          const at = row.arrivals.items.slice(0, row.arrivals.length);
          assert.equal(cadence(timeline, row)!.ms.median, middle(at.slice(1).map((m, i) => m.t - at[i]!.t)));
        }
      }),
      { numRuns: 8 },
    );
  });
});
