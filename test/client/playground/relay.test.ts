import assert from 'node:assert/strict';
import { SIMULATIONS, type ClientChoice } from '../../../protocol/clients';
import type { FunctionInfo } from '../../../protocol/functions';
import type { Recording, RunEvent, RunEventBody, RunParams, RunResult } from '../../../protocol/run';
import type { FromView, RecordingInfo, Selection, ToView } from '../../../protocol/webview';
import type { RereadResult } from '../../../protocol/whatIf';
import { RememberedArguments } from '../../../client/src/playground/rememberedArguments';
import { Relay } from '../../../client/src/playground/relay';
import type { RelayPorts } from '../../../client/src/playground/relayPorts';

const PROJECT = 'file:///w/baml_src';
const CLIENTS: readonly ClientChoice[] = [
  { id: 'Other', label: 'Other', kind: 'project', project: PROJECT },
  { id: 'vscode-lm/gpt', label: 'GPT', kind: 'editor', project: null },
  { id: SIMULATIONS[0]!.id, label: SIMULATIONS[0]!.label, kind: 'simulated', project: null },
];
const SELECTION: Selection = { function: 'Extract', project: PROJECT, test: null, args: null, client: null };

describe('the panel', () => {
  it('is sent everything when it says ready, and again when it becomes visible', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: SELECTION, args: { text: 'a' } } satisfies FromView);
    await turn();
    world.tell(started(0), frames(1));
    world.isVisible = false;
    relay.visibilityChanged();
    world.tell(frames(2));
    const before = world.posted.length;
    world.tell(frames(3));
    assert.equal(world.posted.length, before, 'a hidden view receives nothing');
    world.isVisible = true;
    relay.visibilityChanged();
    const whole = world.last('init');
    assert.deepEqual(
      whole.events.map((event) => event.seq),
      [0, 1, 2, 3],
    );
    assert.deepEqual(whole.selection, SELECTION);
    assert.ok(world.isRunning, 'hiding cancels nothing');
  });

  it('is sent another reading of a run that has ended, when its types were edited meanwhile, and again when it is shown', async () => {
    const { relay, world } = await readyPanel();
    const reading = {
      parents: [-1],
      keys: [null],
      first: [0],
      complete: [0],
      holds: { count: 0, ms: 0 },
      retractions: 0,
      usable: null,
      returns: 'R',
    };
    world.reread = { kind: 'read', types: 'edited', reading };
    relay.receive({ type: 'run', selection: SELECTION, args: { text: 'a' } });
    await turn();
    world.tell(started(0), frames(1));
    await turn();
    assert.ok(!world.posted.some(({ type }) => type === 'whatIf'), 'not while it runs');
    world.tell(finished(2));
    await turn();
    assert.deepEqual(world.last('whatIf').reading, reading);
    world.isVisible = false;
    relay.visibilityChanged();
    world.isVisible = true;
    relay.visibilityChanged();
    await turn();
    const order = world.posted.map(({ type }) => type).filter((type) => type === 'init' || type === 'whatIf');
    assert.deepEqual(order.slice(-3), ['whatIf', 'init', 'whatIf']);
  });

  it('is not sent the whole log again for getting the focus', async () => {
    const { relay, world } = await readyPanel();
    const before = world.posted.length;
    relay.visibilityChanged();
    assert.equal(world.posted.length, before);
  });

  it('is told of a run that was asked for and has not begun', async () => {
    const { relay, world } = await readyPanel();
    assert.equal(world.last('init').running, false);
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    assert.deepEqual([world.last('init').events, world.last('init').running], [[], true]);
  });

  it('is sent the functions and the recordings after it said ready', async () => {
    const { world } = await readyPanel();
    assert.deepEqual(world.last('functions'), {
      type: 'functions',
      functions: [EXTRACT, GREET],
      clients: CLIENTS,
      serverReady: true,
    });
    assert.deepEqual(world.last('recordings').recordings, [INFO]);
  });

  it('cancels its run when it is closed, and says nothing any more', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: SELECTION, args: {} });
    await turn();
    relay.dispose();
    assert.ok(world.runs[0]?.signal.aborted);
    const before = world.posted.length;
    world.tell(started(0));
    assert.equal(world.posted.length, before);
  });

  it('does not run anything a stranger sends', async () => {
    const { relay, world } = await readyPanel();
    for (const message of [null, 'run', { type: 'run' }, { type: 'eval', code: '1' }]) relay.receive(message);
    await turn();
    assert.equal(world.runs.length, 0);
    assert.equal(world.logged.length, 4);
  });
});

describe('What functions were given last', () => {
  const memory = (stored: unknown = []) =>
    new RememberedArguments({ store: { get: () => stored, set: () => {} }, redact: () => [] });
  const own = { ...SELECTION, args: '{"text": "mine"}' };

  it('is there again when the function is chosen again, and when the panel is opened anew', async () => {
    const remembered = memory();
    const { relay, world } = await readyPanel({ remembered });
    relay.receive({ type: 'select', selection: own, another: true } satisfies FromView);
    relay.receive({ type: 'select', selection: { ...SELECTION, function: 'Greet' }, another: true });
    relay.receive({ type: 'select', selection: SELECTION, another: true });
    assert.deepEqual(world.last('select').selection, own);
    const again = await readyPanel({ remembered });
    assert.deepEqual(again.world.last('init').selection, own);
  });

  it('does not come back while the person only empties what they wrote', async () => {
    const { relay, world } = await readyPanel({ remembered: memory([{ ...own }]) });
    relay.receive({ type: 'select', selection: SELECTION });
    assert.ok(!world.posted.some(({ type }) => type === 'select'));
  });

  it('is what a lens runs a function with that has no test', async () => {
    const remembered = memory([{ ...SELECTION, function: 'Greet', args: '{"name": "Ada"}' }]);
    const { relay, world } = await readyPanel({ remembered });
    await relay.runTarget({ function: 'Greet', project: PROJECT, uri: PROJECT });
    await turn();
    assert.deepEqual(world.runs[0]?.params.args, { name: 'Ada' });
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

describe('A file for an argument', () => {
  const browse = { type: 'browseMedia', selection: SELECTION, media: 'image', path: ['photo'] } satisfies FromView;

  it('is told as a path from the file of the function', async () => {
    const { relay, world } = await readyPanel({ browsed: { uri: 'file:///w/media/a%20b.png', isInside: true } });
    relay.receive(browse);
    await turn();
    const { function: name, path, file } = world.last('browsed');
    assert.deepEqual([name, path, file], ['Extract', ['photo'], '../media/a b.png']);
  });

  it('that a run would not read is said to be one', async () => {
    const { relay, world } = await readyPanel({ browsed: { uri: 'file:///elsewhere/a.png', isInside: false } });
    relay.receive(browse);
    await turn();
    assert.equal(world.last('browsed').file, '/elsewhere/a.png');
    assert.match(world.last('notice').message, /outside the folders of the workspace/);
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

describe('What is made of a run', () => {
  it('is a test, written as an edit, with asserts when the person wants them', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'saveAsTest', selection: SELECTION, args: { text: 'a' }, result: { total: 1 } });
    await turn();
    relay.receive({ type: 'saveAsTest', selection: SELECTION, args: { text: 'b' }, result: null });
    await turn();
    assert.deepEqual(world.requests, [
      { function: 'Extract', uri: PROJECT, args: { text: 'a' }, result: { total: 1 } },
      { function: 'Extract', uri: PROJECT, args: { text: 'b' } },
    ]);
    assert.deepEqual(world.copies, ['9: test ExtractTest {}', '9: test ExtractTest {}']);
    assert.match(world.last('notice').message, /`ExtractTest` was written/);
  });

  it('is copied: the snapshot as a literal, a path, code that calls the function', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'copyValue', value: { paid: true } });
    relay.receive({ type: 'copyText', what: 'The path', text: 'items[0]' });
    relay.receive({ type: 'callingCode', selection: SELECTION });
    await turn();
    assert.deepEqual([...world.copies].sort(), ['items[0]', 'ruby code', '{\n  "paid": True,\n}']);
  });
});

describe('What a run is given', () => {
  const options = { tags: [{ name: 'tenant', value: 'acme' }], stop: [] };

  it('are the tags, also of a request that is looked at', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'run', selection: { ...SELECTION, options }, args: {} });
    relay.receive({ type: 'request', selection: { ...SELECTION, options }, args: {}, as: 'text' });
    await turn();
    assert.deepEqual(world.runs[0]!.params.tags, { tenant: 'acme' });
    assert.deepEqual(world.requests, [
      { as: 'text', function: 'Extract', uri: PROJECT, args: {}, tags: { tenant: 'acme' } },
    ]);
  });

  it('are variables whose values never come here: they are told by name and source', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'environment', selection: { ...SELECTION, client: 'Other' } });
    await turn();
    assert.deepEqual(world.requests, [{ function: 'Extract', uri: PROJECT, client: 'Other' }]);
    assert.deepEqual(world.last('environment').variables, [
      { name: 'TEAM_KEY', source: { kind: 'process' }, clients: ['Fast'] },
    ]);
    relay.receive({ type: 'override', selection: SELECTION, name: 'TEAM_KEY' });
    relay.receive({ type: 'override', selection: SELECTION, name: null });
    await turn();
    assert.deepEqual(
      world.last('environment').variables.map(({ name, source }) => `${name} ${source.kind}`),
      ['TEAM_KEY override', 'ASKED override'],
    );
    relay.receive({ type: 'removeOverride', selection: SELECTION, name: 'TEAM_KEY' });
    await turn();
    assert.equal(world.last('environment').variables[0]!.source.kind, 'process');
    assert.ok(!JSON.stringify([world.posted, world.runs]).includes('sk-typed'));
  });

  it('tells a view that is made anew what is set', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'select', selection: SELECTION });
    relay.receive({ type: 'override', selection: SELECTION, name: 'TEAM_KEY' });
    await turn();
    world.posted.length = 0;
    relay.receive({ type: 'ready' });
    await turn();
    assert.equal(world.last('environment').variables[0]!.source.kind, 'override');
  });

  it('sets no variable without trust, and asks the server for none', async () => {
    const { relay, world } = await readyPanel({ isTrusted: false });
    relay.receive({ type: 'override', selection: SELECTION, name: null });
    relay.receive({ type: 'environment', selection: SELECTION });
    await turn();
    assert.match(world.last('notice').message, /Restricted Mode/);
    assert.deepEqual([world.overrides.size, world.requests, world.last('environment').variables], [0, [], []]);
  });

  it('is shown as it was sent, of a run that has called a model', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'sentRequest', as: 'text' });
    await turn();
    assert.match(world.last('notice').message, /Nothing was sent/);
    relay.receive({ type: 'run', selection: SELECTION, args: { text: 'a' } });
    relay.receive({ type: 'sentRequest', as: 'curl' });
    await turn();
    assert.deepEqual(world.requests, [
      { as: 'curl', function: 'Extract', uri: PROJECT, args: { text: 'a' }, run: world.runs[0]!.params.run },
    ]);
  });

  it('does not log what a message that is none holds', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'override', name: 7, value: 'sk-in-a-message' });
    assert.deepEqual(world.logged, ['unknown message of the panel: "override"']);
  });
});

describe('The client', () => {
  const chosen = async (client: string | null, isTrusted = true) => {
    const { relay, world } = await readyPanel({ isTrusted });
    relay.receive({ type: 'run', selection: { ...SELECTION, client }, args: {} });
    await turn();
    return world;
  };

  it('is the one that was chosen', async () => {
    assert.equal((await chosen(null)).runs[0]!.params.client, undefined);
    assert.equal((await chosen('Other')).runs[0]!.params.client, 'Other');
    assert.equal((await chosen('vscode-lm/gpt')).runs[0]!.params.client, 'vscode-lm/gpt');
    assert.equal((await chosen('Gone')).runs[0]!.params.client, undefined);
  });

  it('can be none at all: an example answer is played, also without trust', async () => {
    const { params } = (await chosen(SIMULATIONS[0]!.id, false)).runs[0]!;
    assert.deepEqual(params.source, { kind: 'simulated', playing: SIMULATIONS[0]!.playing });
    assert.equal(params.client, undefined);
    assert.equal((await chosen('Other', false)).runs.length, 0);
  });

  it('stays chosen when another function is run from its lens', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'select', selection: { ...SELECTION, client: 'Other' } });
    await relay.runTarget({ function: 'Greet', project: PROJECT, uri: PROJECT });
    await turn();
    assert.equal(world.last('select').selection.client, 'Other');
  });

  it('has no request to show when nothing is sent from here', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'request', selection: { ...SELECTION, client: 'vscode-lm/gpt' }, args: {}, as: 'text' });
    relay.receive({ type: 'request', selection: { ...SELECTION, client: 'Other' }, args: {}, as: 'text' });
    await turn();
    assert.deepEqual(world.requests, [{ as: 'text', function: 'Extract', uri: PROJECT, client: 'Other', args: {} }]);
    assert.match(world.last('notice').message, /no request to show/);
  });
});

describe('Show Request and Copy as cURL', () => {
  it('ask for the request of what is chosen, with the arguments as edited; nothing is run', async () => {
    const { relay, world } = await readyPanel();
    const selection = { ...SELECTION, args: '{}' };
    relay.receive({ type: 'request', selection, args: { text: 'a' }, as: 'text' } satisfies FromView);
    relay.receive({ type: 'request', selection, args: { text: 'b' }, as: 'curl' } satisfies FromView);
    await turn();
    const of = { function: 'Extract', uri: PROJECT };
    assert.deepEqual(world.requests, [
      { as: 'text', ...of, args: { text: 'a' } },
      { as: 'curl', ...of, args: { text: 'b' } },
    ]);
    assert.equal(world.runs.length, 0);
  });
});

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

describe('Run of a lens', () => {
  it('above a test runs the function with its arguments', async () => {
    const { relay, world } = await readyPanel();
    await relay.runTarget({ function: 'Extract', project: PROJECT, uri: 'file:///w/baml_src/a.baml', test: 'Long' });
    await turn();
    assert.deepEqual(world.last('select').selection, { ...SELECTION, test: 'Long' });
    assert.deepEqual(world.runs[0]?.params.args, { text: 'long' });
    assert.equal(world.runs[0]?.params.test, 'Long');
  });

  it('above a function takes its first test', async () => {
    const { relay, world } = await readyPanel();
    await relay.runTarget({ function: 'Extract', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    await turn();
    assert.equal(world.runs[0]?.params.test, 'Short');
  });

  it('asks for arguments when there is no test to take them from', async () => {
    const { relay, world } = await readyPanel();
    await relay.runTarget({ function: 'Greet', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    await turn();
    assert.equal(world.runs.length, 0);
    assert.match(world.last('notice').message, /`Greet` has no test.*`name`/);
  });

  it('works before the panel is ready: the panel finds the run when it is', async () => {
    const world = new World();
    const relay = new Relay(world.ports());
    await relay.runTarget({ function: 'Extract', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    await turn();
    world.tell(started(0));
    assert.equal(world.posted.length, 0);
    relay.receive({ type: 'ready' });
    assert.equal(world.last('init').events.length, 1);
    assert.equal(world.last('init').selection?.test, 'Short');
  });
});

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

  it('with nothing on screen takes the newest run that was kept', async () => {
    const { relay, world } = await readyPanel({ latest: RECORDING });
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

describe('what a person should know', () => {
  it('is told by the editor while the panel is not to be seen', async () => {
    const { relay, world } = await readyPanel();
    world.isVisible = false;
    await relay.replays.save();
    assert.deepEqual(world.notices, ['info: There is nothing to save yet. Run a function first.']);
  });

  it('includes that the server is away, and that it is back', async () => {
    const { relay, world } = await readyPanel();
    world.isServerReady = false;
    relay.serverChanged();
    assert.equal(world.last('functions').serverReady, false);
    world.isServerReady = true;
    relay.serverChanged();
    await turn();
    assert.equal(world.last('functions').serverReady, true);
  });
});

const AT = { uri: 'file:///w/baml_src/a.baml', line: 0, character: 0, endLine: 0, endCharacter: 1 };
const EXTRACT: FunctionInfo = {
  name: 'Extract',
  project: PROJECT,
  at: AT,
  parameters: [{ name: 'text', type: 'string' }],
  returns: 'string',
  client: 'Fast',
  tests: [
    { name: 'Short', at: AT, args: { text: 'short' } },
    { name: 'Long', at: AT, args: { text: 'long' } },
  ],
  problems: [],
  outline: [],
};
const GREET: FunctionInfo = { ...EXTRACT, name: 'Greet', parameters: [{ name: 'name', type: 'string' }], tests: [] };
const INFO: RecordingInfo = {
  id: 'run:a',
  function: 'Extract',
  detail: '',
  outcome: 'completed',
  durationMs: 1,
  origin: 'run',
};
const RECORDING: Recording = {
  header: {
    format: 'bamlrun/1',
    function: 'Extract',
    args: {},
    client: { name: 'Fast', provider: 'openai' },
    prompt: { messages: [], hash: 'p' },
    schema: { hash: 's', ir: null },
    startedAt: '2026-11-21T13:45:01.007Z',
    clock: { unit: 'ms', origin: 'request sent' },
    redactions: [],
  },
  chunks: [],
};

async function readyPanel(options: WorldOptions = {}): Promise<{ relay: Relay; world: World }> {
  const world = new World(options);
  const relay = new Relay(world.ports());
  relay.receive({ type: 'ready' });
  await turn();
  return { relay, world };
}

interface WorldOptions {
  readonly isTrusted?: boolean;
  readonly closingCancels?: boolean;
  readonly keepFails?: string;
  readonly latest?: Recording;
  /** Whether a run that is cancelled ends. */
  readonly obeys?: boolean;
  /** The file a person chooses. */
  readonly browsed?: { readonly uri: string; readonly isInside: boolean };
  readonly remembered?: RememberedArguments;
}

type Numbered = { readonly seq: number } & RunEventBody;

/** Everything around a relay, in memory. */
class World {
  readonly posted: ToView[] = [];
  readonly runs: { params: RunParams; signal: AbortSignal; tell(...events: readonly Numbered[]): void }[] = [];
  readonly kept: Recording[] = [];
  readonly logged: string[] = [];
  readonly notices: string[] = [];
  readonly requests: unknown[] = [];
  readonly removed: string[] = [];
  /** What was put on the clipboard or into a file. */
  readonly copies: string[] = [];
  readonly overrides = new Map<string, string>();
  isVisible = true;
  isServerReady = true;
  private ids = 0;

  constructor(private readonly options: WorldOptions = {}) {}

  /** Gives events to the newest run. */
  tell(...events: readonly Numbered[]): void {
    this.runs.at(-1)!.tell(...events);
  }

  get isRunning(): boolean {
    return this.runs.some((run) => !run.signal.aborted);
  }

  /** What the answer on screen is by the types as they are written now. */
  reread: RereadResult = { kind: 'unreadable' };

  last<T extends ToView['type']>(type: T): Extract<ToView, { type: T }> {
    const found = this.posted.findLast((message): message is Extract<ToView, { type: T }> => message.type === type);
    assert.ok(found, `no message ${type}`);
    return found;
  }

  ports(): RelayPorts {
    return {
      ...(this.options.remembered && { remembered: this.options.remembered }),
      view: { post: (message) => void this.posted.push(message), isVisible: () => this.isVisible },
      server: {
        schemaText: () => Promise.resolve(null),
        run: (params, onEvents, signal) => this.run(params, onEvents, signal),
        functions: async () => [EXTRACT, GREET],
        clients: async () => CLIENTS,
        isReady: () => this.isServerReady,
        reread: () => Promise.resolve(this.reread),
        arguments: async () => null,
        callingCode: async () => [
          { language: 'Go', code: 'go code' },
          { language: 'Ruby', code: 'ruby code' },
        ],
        newTest: async (params) => {
          this.requests.push(params);
          return { name: 'ExtractTest', uri: PROJECT, line: 9, character: 0, text: 'test ExtractTest {}' };
        },
        quirks: () => Promise.resolve([]),
        moment: () => Promise.resolve(null),
        streamTypes: () => Promise.resolve(null),
        runVariables: async (params) => {
          this.requests.push(params);
          return [{ name: 'TEAM_KEY', source: { kind: 'process' }, clients: ['Fast'] }];
        },
      },
      overrides: {
        names: () => [...this.overrides.keys()],
        delete: (_, name) => void this.overrides.delete(name),
        ask: async (_, name) => {
          this.overrides.set(name ?? 'ASKED', 'sk-typed-in-the-editor');
          return true;
        },
      },
      recordings: {
        pin: () => Promise.resolve(),
        rename: () => Promise.resolve(),
        remove: () => Promise.resolve(),
        kept: () => Promise.resolve({ runs: 0, pinned: 0 }),
        clear: () => Promise.resolve(),
        labelOf: () => undefined,
        uriOf: () => undefined,
        list: async () => [INFO],
        read: async (id) => {
          if (id !== INFO.id) throw new Error('no such recording');
          return RECORDING;
        },
        latest: async () => this.options.latest,
        keep: async (recording) => {
          if (this.options.keepFails) throw new Error(this.options.keepFails);
          this.kept.push(recording);
        },
      },
      editor: {
        exportRun: () => Promise.resolve(),
        showDiff: () => Promise.resolve(),
        copyText: () => Promise.resolve(),
        choose: () => Promise.resolve(undefined),
        ask: () => Promise.resolve(undefined),
        readFile: () => Promise.reject(new Error('no such file')),
        announcements: () => 'milestones',
        readText: () => Promise.resolve(''),
        revealFile: () => undefined,
        openAsText: () => Promise.resolve(),
        removeAttribute: async (at, name) => void this.removed.push(`${name} ${at.line}`),
        showRequest: async (params) => void this.requests.push({ as: 'text', ...params }),
        showQuirk: () => {},
        copyAsCurl: async (params) => void this.requests.push({ as: 'curl', ...params }),
        isTrusted: () => this.options.isTrusted ?? true,
        closingCancels: () => this.options.closingCancels ?? true,
        reveal: () => {},
        copy: async (text) => void this.copies.push(text),
        pick: async (_, labels) => labels.at(-1),
        browse: async () => this.options.browsed,
        insert: async ({ line }, text) => void this.copies.push(`${line}: ${text}`),
        save: async () => {},
        open: async () => undefined,
        log: (message) => void this.logged.push(message),
        notice: (severity, message) => void this.notices.push(`${severity}: ${message}`),
        changed: () => {},
      },
      newId: () => `run ${++this.ids}`,
    };
  }

  private run(params: RunParams, onEvents: (events: readonly RunEvent[]) => void, signal: AbortSignal) {
    const tell = (...events: readonly Numbered[]) => onEvents(events.map((event) => ({ ...event, run: params.run })));
    this.runs.push({ params, signal, tell });
    return new Promise<RunResult>((_, reject) => {
      if (this.options.obeys) signal.addEventListener('abort', () => reject(new Error('cancelled')));
    });
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function started(seq: number): Numbered {
  return {
    seq,
    type: 'started',
    header: RECORDING.header,
    source: 'live',
    speed: 1,
    schemaFrom: 'project',
    types: 'schema',
  };
}

function frames(seq: number): Numbered {
  return {
    seq,
    type: 'frames',
    frames: [{ chunk: { t: seq, batch: seq, text: 'x' }, length: 1, value: [], fields: [] }],
  };
}

function finished(seq: number): Numbered {
  return { seq, type: 'finished', t: 9, outcome: { kind: 'cancelled' }, fields: [] };
}
