import assert from 'node:assert/strict';
import { inlayText, runFigures, takesPlace } from '../../../client/src/playground/lastRun';
import { metrics } from '../../../protocol/metrics';
import { EMPTY, foldAll } from '../../../protocol/timeline';
import { formatMs } from '../../../protocol/words';
import { recordingNamed } from '../../examples/exampleRun';
import { realRun } from '../../support/realRuns';

describe('the figures of the last run', () => {
  it('are those of the panel', async () => {
    const { events } = await realRun(recordingNamed('receipt'));
    const timeline = foldAll(EMPTY, events);
    const { firstField, holds } = metrics(timeline);
    const figures = runFigures(events)!;
    assert.equal(figures.function, timeline.started!.header.function);
    assert.ok(figures.title.startsWith(`first field ${formatMs(firstField!.t)} · ${holds.count} hold`));
    const total = [...timeline.rows].find((row) => row?.decl.key === 'total_cost')!;
    const line = figures.fields.find(({ at }) => at.character === total.decl.at!.character)!;
    assert.equal(line.first, total.firstVisible!.t);
    assert.equal(line.complete, total.complete!.t);
  });

  it('are one entry for a field of several items: the one that was visible first', async () => {
    const { events } = await realRun(recordingNamed('receipt'));
    const timeline = foldAll(EMPTY, events);
    const names = [...timeline.rows].filter((row) => row?.decl.key === 'name');
    const line = runFigures(events)!.fields.find(({ at }) => at.character === names[0]!.decl.at!.character)!;
    assert.equal(line.rows, names.length);
    assert.equal(line.first, Math.min(...names.map((row) => row!.firstVisible?.t ?? Infinity)));
    assert.match(inlayText(line), /^⟵ \d\.\d\d s( · ✓ \d\.\d\d s)? \(first of \d+\)$/);
  });

  it('stay those of a run when it is read again: a replay counts only where nothing was run', async () => {
    const { events } = await realRun(recordingNamed('receipt'));
    const played = runFigures(events)!;
    const run = runFigures(events.map((event) => (event.type === 'started' ? { ...event, source: 'live' } : event)))!;
    assert.deepEqual([played.isReplay, run.isReplay], [true, false]);
    assert.ok(takesPlace(played, undefined));
    assert.ok(takesPlace(played, played));
    assert.ok(!takesPlace(played, run), 'by other types it was never a run');
    assert.ok(takesPlace(run, played));
    assert.ok(takesPlace(run, run));
  });

  it('are none of a run that did not end, or said nothing', async () => {
    const { events } = await realRun(recordingNamed('receipt'));
    assert.equal(runFigures(events.slice(0, -1)), null);
    assert.equal(runFigures([]), null);
  });
});
