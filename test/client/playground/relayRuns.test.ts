import assert from 'node:assert/strict';
import { PROJECT, SELECTION, INFO, RECORDING, turn, started, frames, finished, readyPanel } from './relayWorld';

describe('Run', () => {
  it('passes the selection on and shows what comes back, as it comes', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: { ...SELECTION, test: 'Short' }, args: { text: 'a' } });
    await turn();
    const { params } = world.runs[0]!;
    assert.deepEqual(
      { ...params, run: 'x' },
      { run: 'x', function: 'Extract', uri: PROJECT, args: { text: 'a' }, test: 'Short', source: { kind: 'live' } },
    );
    assert.deepEqual(world.last('init').events, [], 'the run before is gone from the screen');
    world.tell(started(0), frames(1));
    assert.deepEqual(
      world.last('events').events.map((event) => event.type),
      ['started', 'frames'],
    );
  });

  it('cancels the run before it, whose late events are ignored', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    assert.ok(world.runs[0]!.signal.aborted);
    assert.ok(!world.runs[1]!.signal.aborted);
    const before = world.posted.length;
    world.runs[0]!.tell(started(0));
    assert.equal(world.posted.length, before);
    assert.deepEqual(relay.events, []);
  });

  it('that is replaced is kept as a recording, like any other', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0), frames(1));
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.runs[0]!.tell(finished(2));
    await turn();
    assert.deepEqual(
      world.kept.map((recording) => recording.chunks.length),
      [1],
    );
    assert.deepEqual(relay.events, [], 'and is not shown');
  });

  it('is cancelled and kept before the editor ends', async () => {
    const { relay, world } = await readyPanel({ obeys: true });
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0), frames(1));
    await relay.finish();
    assert.deepEqual(
      world.kept.map((recording) => recording.end?.end.kind),
      ['cancelled'],
    );
  });

  it('with arguments a person has edited is not called a run of the test they came from', async () => {
    const { relay, world } = await readyPanel();
    const selection = { ...SELECTION, test: 'Short', args: '{"text": "a"}' };
    relay.receive({ type: 'run', selection, args: { text: 'a' } });
    await turn();
    assert.equal(world.runs[0]?.params.test, undefined);
  });

  it('is refused in a workspace that is not trusted, with the reason in place of a run', async () => {
    const { relay, world } = await readyPanel({ isTrusted: false });
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    assert.equal(world.runs.length, 0);
    const [only] = world.last('init').events;
    assert.ok(only?.type === 'finished' && only.outcome.kind === 'refused');
    assert.match(only.outcome.problems[0]!.message, /Restricted Mode/);
    relay.receive({ type: 'replay', recording: INFO.id, speed: 1 });
    await turn();
    assert.equal(world.runs[0]?.params.source.kind, 'replay', 'a replay sends nothing, so it is allowed');
  });

  it('is kept as a recording when it has ended', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0), frames(1), finished(2));
    await turn();
    assert.equal(world.kept.length, 1);
    assert.deepEqual(world.kept[0]?.header, RECORDING.header);
    assert.equal(world.kept[0]?.chunks.length, 1);
    assert.deepEqual(world.kept[0]?.end?.end, { kind: 'cancelled' });
  });

  it('shows what could not be kept, and goes on', async () => {
    const { relay, world } = await readyPanel({ keepFails: 'disk full' });
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0), finished(1));
    await turn();
    assert.deepEqual(world.last('notice'), { type: 'notice', severity: 'error', message: 'disk full' });
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    assert.equal(world.runs.length, 2);
  });
});

describe('Runs beside each other', () => {
  const two = async () => {
    const { relay, world } = await readyPanel({ obeys: true });
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0));
    relay.receive({ type: 'runBeside', selection: { ...SELECTION, client: 'Other' }, args: {} });
    await turn();
    world.tell(started(0));
    const [first, second] = world.runs.map(({ params }) => params.run);
    return { relay, world, first: first!, second: second! };
  };

  it('go on, and the view is told which there are', async () => {
    const { world, first, second } = await two();
    assert.deepEqual(
      world.runs.map(({ signal }) => signal.aborted),
      [false, false],
    );
    assert.ok(
      world.last('init').events.every(({ run }) => run === second),
      'the new one is on screen',
    );
    assert.deepEqual(world.last('sideRuns').runs, [
      { run: first, function: 'Extract', client: null, test: null, outcome: null },
    ]);
    assert.equal(world.last('events').events[0]!.run, second);
  });

  it('are cancelled alone', async () => {
    const { relay, world, first } = await two();
    relay.receive({ type: 'cancelRun', run: first });
    await turn();
    assert.deepEqual(
      world.runs.map(({ signal }) => signal.aborted),
      [true, false],
    );
    assert.equal(world.last('sideRuns').runs[0]!.outcome, 'cancelled');
    assert.equal(world.kept.length, 1, 'what it had is kept');
    relay.receive({ type: 'cancel' });
    await turn();
    assert.deepEqual(
      world.runs.map(({ signal }) => signal.aborted),
      [true, true],
    );
  });

  it('are shown in turn', async () => {
    const { relay, world, first, second } = await two();
    relay.receive({ type: 'showRun', run: first });
    assert.equal(world.last('init').events[0]!.run, first);
    assert.equal(world.last('init').running, true);
    assert.deepEqual(
      world.last('sideRuns').runs.map(({ run }) => run),
      [second],
    );
  });

  it('end with the panel, unless the setting says otherwise', async () => {
    const { relay, world } = await two();
    relay.dispose();
    assert.ok(world.runs.every(({ signal }) => signal.aborted));
    const other = await readyPanel({ closingCancels: false });
    other.relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    other.relay.dispose();
    assert.equal(other.world.runs[0]!.signal.aborted, false);
    other.world.tell(started(0), finished(1));
    await turn();
    assert.equal(other.world.kept.length, 1, 'its recording is kept');
  });

  it('that linger after a cancel are ended by force, and nothing of them counts any more', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0), frames(1));
    relay.receive({ type: 'forceCancel' });
    assert.ok(relay.isRunning, 'a run that was not cancelled is not forced');
    relay.receive({ type: 'cancel' });
    relay.receive({ type: 'forceCancel' });
    const end = relay.events.at(-1);
    assert.deepEqual(end?.type === 'finished' && end.outcome, { kind: 'cancelled', forced: true });
    world.tell(frames(2));
    assert.equal(relay.events.at(-1), end);
  });
});

describe('A run that can be run again when a file is saved', () => {
  const FILE = `${PROJECT}/main.baml`;

  it('has asked a model, has ended, is of the chosen function, and the file is of its project', async () => {
    const { relay, world } = await readyPanel();
    assert.equal(relay.rerunnable(FILE), undefined, 'nothing was run yet');
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0));
    assert.equal(relay.rerunnable(FILE), undefined, 'it goes on');
    world.tell({ seq: 1, type: 'finished', t: 1, outcome: { kind: 'cancelled' }, fields: [] });
    assert.equal(relay.rerunnable(FILE), 'Extract');
    assert.equal(relay.rerunnable('file:///elsewhere/main.baml'), undefined);
    relay.receive({ type: 'select', selection: { ...SELECTION, function: 'Greet' } });
    assert.equal(relay.rerunnable(FILE), undefined, 'another function was chosen');
    relay.receive({ type: 'select', selection: SELECTION });
    relay.receive({ type: 'replay', recording: null, speed: 0 });
    await turn();
    assert.equal(relay.rerunnable(FILE), undefined, 'a replay asks nobody');
  });
});
