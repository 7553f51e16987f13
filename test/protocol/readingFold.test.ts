import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readingOf, rowsByPath, type Reading } from '../../protocol/reading';
import { ReadingFold, type ReadEnd } from '../../protocol/readingFold';
import type { RunEvent } from '../../protocol/run';
import { EMPTY, foldAll, pathOf } from '../../protocol/timeline';
import { formatPath } from '../../protocol/words';
import { toEventBody } from '../../server/src/lsp/runEvents';
import { createEngine, type OutputType } from '../../server/src/runtime/stream/engine';
import type { Frame } from '../../server/src/runtime/stream/frame';
import { recordingNamed } from '../examples/exampleRun';
import { allCases, outputOf, sourceOf } from '../runtime/stream/cases';
import { realRun } from '../support/realRuns';
import { eventsOf } from '../webview/support';

/** The same reading, made in both ways: from the timeline, and from the frames. */
function bothWays(events: readonly RunEvent[]): readonly [Reading, Reading] {
  const fold = new ReadingFold();
  const { finished, frames } = foldAll(EMPTY, events);
  for (let i = 0; i < frames.length; i++) fold.take(frames.items[i]!.frame);
  assert.ok(finished);
  const { outcome } = finished;
  const end: ReadEnd =
    outcome.kind === 'completed'
      ? outcome
      : outcome.kind === 'failed' && outcome.error.kind === 'validation'
        ? { kind: 'invalid' }
        : { kind: 'stopped' };
  return [readingOf(foldAll(EMPTY, events)), fold.end(end, finished.fields, finished.t)];
}

/** An answer that comes in pieces of these sizes, in turn, as the events of a run. */
function eventsIn(output: OutputType, text: string, sizes: readonly number[]): readonly RunEvent[] {
  const engine = createEngine(output);
  const frames: Frame[] = [];
  for (let at = 0; at < text.length;) {
    const size = sizes[frames.length % sizes.length]!;
    frames.push(engine.feed({ t: frames.length * 10, batch: frames.length >> 1, text: text.slice(at, at + size) }));
    at += size;
  }
  const final = engine.finish();
  const outcome =
    final.kind === 'value'
      ? { kind: 'completed' as const, value: final.value }
      : { kind: 'failed' as const, error: { kind: 'validation' as const, message: final.message } };
  const header = recordingNamed('receipt').header;
  const started = { type: 'started', header, source: 'replay', speed: 0, schemaFrom: 'project', types: '' } as const;
  const steps = [
    started,
    { type: 'frames', frames },
    { type: 'finished', t: 1e5, outcome, fields: final.fields },
  ] as const;
  return steps.map((step, seq) => ({ ...toEventBody(step, () => undefined), run: 'r', seq }));
}

describe('a reading made straight from frames', () => {
  for (const name of ['receipt', 'message', 'person', 'blog-post', 'next-steps', 'stocks', 'resume']) {
    it(`is the one of the timeline: ${name}`, async () => {
      const [folded, direct] = bothWays((await realRun(recordingNamed(name))).events);
      assert.deepEqual(direct, folded);
      assert.ok(folded.usable);
    });
  }

  it('is the one of the timeline, however the run ended', () => {
    for (const name of ['completed', 'cancelled', 'failed']) {
      const [folded, direct] = bothWays(eventsOf(name));
      assert.deepEqual(direct, folded);
    }
  });

  it('is the one of the timeline for every answer that was compared with the official runtime', function () {
    this.timeout(60_000);
    let retracted = 0;
    for (const one of allCases()) {
      const events = eventsIn(outputOf(sourceOf(one), one.function), one.transcript, [3, 1, 7]);
      const [folded, direct] = bothWays(events);
      assert.deepEqual(direct, folded, one.id);
      retracted += folded.retractions;
    }
    assert.ok(retracted > 0, 'some take values back');
  });

  it('is the one of the timeline, however the answer is cut', () => {
    const cases = allCases().filter(({ tier }) => tier !== 'clean');
    const read = cases.map((one) => outputOf(sourceOf(one), one.function));
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.nat(cases.length - 1), sizes, fc.nat(1_000), (which, cuts, most) => {
        const text = cases[which]!.transcript.slice(0, most);
        const [folded, direct] = bothWays(eventsIn(read[which]!, text, cuts));
        assert.deepEqual(direct, folded);
      }),
      { numRuns: 60 },
    );
  });
});

describe('rows of a reading', () => {
  it('are found by their paths', async () => {
    const timeline = foldAll(EMPTY, (await realRun(recordingNamed('receipt'))).events);
    const found = rowsByPath(readingOf(timeline));
    let rows = 0;
    for (const row of timeline.rows) {
      if (!row) continue;
      rows++;
      assert.equal(found.get(formatPath(pathOf(timeline, row))), row.id);
    }
    assert.equal(found.size, rows);
  });

  it('that name each other as parents are found all the same', () => {
    const none = {
      first: [],
      complete: [],
      holds: { count: 0, ms: 0 },
      retractions: 0,
      dropped: 0,
      usable: null,
      returns: '',
    };
    assert.equal(rowsByPath({ ...none, parents: [1, 0, -2], keys: ['a', 'b', null] }).size, 2);
  });
});
