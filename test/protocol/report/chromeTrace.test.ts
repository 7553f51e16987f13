import assert from 'node:assert/strict';
import { EMPTY, foldAll } from '../../../protocol/timeline';
import { chromeTrace } from '../../../protocol/report/chromeTrace';
import { eventsOf } from '../../webview/support';

interface TraceEvent {
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
}

describe('a Chrome trace', () => {
  for (const name of ['completed', 'cancelled', 'failed', 'retried', 'invalid', 'huge']) {
    it(`of the run “${name}” has slices that nest, at times of the run`, () => {
      const timeline = foldAll(EMPTY, eventsOf(name));
      const { traceEvents } = JSON.parse(chromeTrace(timeline)) as { traceEvents: TraceEvent[] };
      assert.ok(traceEvents.some(({ name: what }) => what === 'content'));
      const threads = new Map<number, TraceEvent[]>();
      for (const event of traceEvents) {
        if (event.ph === 'M') continue;
        assert.ok(Number.isInteger(event.ts) && event.ts >= 0);
        if (event.ph === 'X') threads.set(event.tid, [...(threads.get(event.tid) ?? []), event]);
      }
      for (const slices of threads.values()) {
        slices.sort((a, b) => a.ts - b.ts || b.dur! - a.dur!);
        const open: number[] = [];
        for (const { ts, dur, name: what } of slices) {
          while (open.length && open.at(-1)! <= ts) open.pop();
          assert.ok(dur! >= 0 && (open.length === 0 || ts + dur! <= open.at(-1)!), `${what} at ${ts}`);
          open.push(ts + dur!);
        }
      }
    });
  }
  it('names a thread for the text and one for the value of each field', () => {
    const { traceEvents } = JSON.parse(chromeTrace(foldAll(EMPTY, eventsOf('completed')))) as {
      traceEvents: (TraceEvent & { args: { name?: string } })[];
    };
    const names = traceEvents.filter(({ ph }) => ph === 'M').map(({ args }) => args.name);
    assert.ok(names.includes('items[0] · text') && names.includes('items[0] · value'), names.join());
    assert.ok(
      traceEvents.some(({ name: what }) => what === 'held: @@stream.done on class ReceiptItem; waited for category'),
    );
  });
});
