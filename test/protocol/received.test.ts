/** What the program receives, against the same derived from the raw chunks without events, folds or panel. */
import assert from 'node:assert/strict';
import { metrics } from '../../protocol/metrics';
import { eventsOf, NOTHING_RECEIVED, receive } from '../../protocol/received';
import type { Json, RunEvent } from '../../protocol/run';
import { snapshotAfter } from '../../protocol/snapshots';
import { EMPTY, foldAll, type Timeline } from '../../protocol/timeline';
import { toJson, type Value } from '../../protocol/value';
import { deliveries } from '../../server/src/runtime/stream/deliveries';
import { recordingNamed } from '../examples/exampleRun';
import { realRun, timedAnswer } from '../support/realRuns';

const NAMES = ['receipt', 'message', 'person', 'resume', 'resume-lost', 'stocks', 'blog-post', 'next-steps'];

const received = (events: readonly RunEvent[]): Timeline => foldAll(EMPTY, receive(NOTHING_RECEIVED, events).events);

const plain = (value: Value | undefined): Json | undefined => (value === undefined ? undefined : toJson(value));

describe('what the program receives', () => {
  for (const name of NAMES) {
    it(`${name}: the times and values of the official sampling, and nothing between`, async () => {
      const recording = recordingNamed(name);
      const { events, output } = await realRun(recording);
      const wanted = [...deliveries(output, timedAnswer(recording))];
      const timeline = received(events);
      assert.equal(timeline.finished?.outcome.kind, foldAll(EMPTY, events).finished?.outcome.kind);
      const { items, length } = timeline.handed;
      assert.deepEqual(
        items.slice(0, length).map(({ t, kind }) => ({ t, kind })),
        wanted.map(({ t, kind }) => ({ t, kind })),
      );
      items.slice(0, length).forEach(({ frame, kind }, at) => {
        const delivery = wanted[at]!;
        if (kind !== 'partial' || delivery.kind !== 'partial') return;
        const record = timeline.frames.items[frame]!;
        assert.deepEqual(plain(snapshotAfter(timeline, frame)), delivery.value);
        assert.equal(record.frame.length, delivery.length);
        assert.equal(record.frame.chunk.t, delivery.t);
      });
      const partials = wanted.filter(({ kind }) => kind === 'partial').length;
      const changes = timeline.frames.items.slice(0, timeline.frames.length).filter(({ frame }) => frame.value.length);
      assert.ok(changes.length <= partials, 'nothing changes but when something is handed over');
    });

    it(`${name}: the text, its reads and the rows are the same`, async () => {
      const { events } = await realRun(recordingNamed(name));
      const [all, seen] = [foldAll(EMPTY, events), received(events)];
      assert.equal(seen.text, all.text);
      assert.deepEqual(
        seen.reads.items.slice(0, seen.reads.length).map(({ t, batch }) => ({ t, batch })),
        all.reads.items.slice(0, all.reads.length).map(({ t, batch }) => ({ t, batch })),
      );
      assert.equal(seen.rows.length, all.rows.length);
      for (const row of all.rows) {
        const same = seen.rows.get(row!.id)!;
        assert.equal(same.start?.offset, row!.start?.offset);
        assert.equal(same.end?.offset, row!.end?.offset);
        if (same.firstVisible) assert.ok(same.firstVisible.t >= row!.firstVisible!.t, 'not before it was there');
      }
      assert.ok(metrics(seen).retractions <= metrics(all).retractions);
    });
  }

  it('is the same told in pieces as at once, and from a timeline that was folded already', async () => {
    const { events } = await realRun(recordingNamed('receipt'));
    let receiving = NOTHING_RECEIVED;
    let timeline = EMPTY;
    for (const event of events) {
      const next = receive(receiving, [event]);
      receiving = next.receiving;
      timeline = foldAll(timeline, next.events);
    }
    const facts = (of: Timeline): unknown => ({
      values: of.frames.items
        .slice(0, of.frames.length)
        .map(({ frame }, i) => [frame.chunk.t, plain(snapshotAfter(of, i))]),
      handed: of.handed.items.slice(0, of.handed.length),
      text: of.text,
      visible: [...of.rows].map((row) => [row?.id, row?.firstVisible, row?.complete]),
    });
    assert.deepEqual(facts(timeline), facts(received(events)));
    assert.deepEqual(facts(received(eventsOf(foldAll(EMPTY, events)))), facts(received(events)));
  });
});
