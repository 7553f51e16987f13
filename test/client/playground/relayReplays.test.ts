import assert from 'node:assert/strict';
import type { Recording } from '../../../protocol/run';
import { PROJECT, SELECTION, INFO, RECORDING, turn, started, frames, finished, readyPanel } from './relayWorld';

describe('Replay', () => {
  it('of a kept recording runs through the server at the speed that was asked', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'replay', recording: INFO.id, speed: 4 });
    await turn();
    const { params } = world.runs[0]!;
    assert.deepEqual(params.source, { kind: 'replay', recording: RECORDING, speed: 4 });
    assert.equal(params.uri, PROJECT);
    world.tell(started(0), finished(1));
    await turn();
    assert.equal(world.kept.length, 0, 'a replay is not recorded again');
  });

  it('of the run on screen takes what has arrived', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    world.tell(started(0), frames(1), finished(2));
    relay.receive({ type: 'replay', recording: null, speed: 1 });
    await turn();
    const { source } = world.runs[1]!.params;
    assert.ok(source.kind === 'replay' && source.recording.chunks.length === 1);
  });

  it('of a replay that was stopped half-way takes the whole recording again', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'replay', recording: INFO.id, speed: 0.25 });
    await turn();
    world.tell(started(0), finished(1));
    relay.receive({ type: 'replay', recording: null, speed: 0 });
    await turn();
    assert.deepEqual(world.runs[1]?.params.source, { kind: 'replay', recording: RECORDING, speed: 0 });
  });

  it('as a command of the editor is left to the view, which knows the speed', async () => {
    const { relay, world } = await readyPanel({ latest: RECORDING });
    relay.command('replay');
    assert.deepEqual(world.last('command'), { type: 'command', command: 'replay' });
    await turn();
    assert.equal(world.runs.length, 0);
  });

  it('with nothing on screen takes the newest run that was kept', async () => {
    const { relay, world } = await readyPanel({ latest: RECORDING });
    world.isVisible = false;
    relay.command('replay');
    await turn();
    assert.deepEqual(world.runs[0]?.params.source, { kind: 'replay', recording: RECORDING, speed: 1 });
  });

  it('of nothing says so', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'replay', recording: null, speed: 1 });
    await turn();
    assert.match(world.last('notice').message, /nothing to replay/);
    relay.receive({ type: 'replay', recording: 'run:gone', speed: 1 });
    await turn();
    assert.deepEqual(world.last('notice'), { type: 'notice', severity: 'error', message: 'no such recording' });
  });

  it('of an opened file shows it at once', async () => {
    const { relay, world } = await readyPanel();
    await relay.replays.show(RECORDING);
    await turn();
    const { source } = world.runs[0]!.params;
    assert.ok(source.kind === 'replay' && source.speed === 0);
  });

  it('of what was on screen before a reload does not take the place of a run that was quicker', async () => {
    const { relay, world } = await readyPanel();
    const restoring = relay.replays.show(RECORDING);
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await restoring;
    await turn();
    assert.equal(world.runs.length, 1);
    assert.ok(!world.runs[0]!.signal.aborted);
  });
});

describe('A recording file in an editor', () => {
  it('is shown as it is now while it is what is on screen; a run of one’s own stays', async () => {
    const { relay, world } = await readyPanel();
    await relay.replays.show(RECORDING);
    await turn();
    const changed: Recording = { ...RECORDING, chunks: [{ t: 1, batch: 0, text: 'x' }] };
    relay.replays.reloaded(RECORDING, changed, 'a.bamlrun');
    await turn();
    const source = () => world.runs.at(-1)!.params.source;
    assert.deepEqual(source(), { kind: 'replay', recording: changed, speed: 0 });
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    relay.replays.reloaded(changed, RECORDING, 'a.bamlrun');
    await turn();
    assert.equal(source().kind, 'live');
    assert.match(world.last('notice').message, /`a\.bamlrun` has changed on disk/);
  });
});
