import assert from 'node:assert/strict';
import type { FromView } from '../../../protocol/webview';
import { Relay } from '../../../client/src/playground/relay';
import {
  PROJECT,
  READING,
  CLIENTS,
  SELECTION,
  EXTRACT,
  GREET,
  INFO,
  turn,
  started,
  frames,
  finished,
  readyPanel,
  World,
} from './relayWorld';

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
    world.reread = { kind: 'read', types: 'edited', reading: READING };
    relay.receive({ type: 'run', selection: SELECTION, args: { text: 'a' } });
    await turn();
    world.tell(started(0), frames(1));
    await turn();
    assert.ok(!world.posted.some(({ type }) => type === 'whatIf'), 'not while it runs');
    world.tell(finished(2));
    await turn();
    assert.deepEqual(world.last('whatIf').reading, READING);
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

describe('with a stop rule that is ticked and lacks something', () => {
  const selection = {
    ...SELECTION,
    options: { tags: [], stop: [], unfinished: [{ kind: 'cost', lacks: 'price' }] },
  } as const;

  it('nothing is run, in whatever way it is asked for; the panel says what is missing and opens where it is written', async () => {
    const asked: readonly FromView[] = [
      { type: 'run', selection, args: {} },
      { type: 'runBeside', selection, args: {} },
      { type: 'runMany', selection, args: {}, times: 2, clients: [null] },
      { type: 'bring', selection, args: {}, text: '{}', way: 'even' },
    ];
    for (const message of asked) {
      const { relay, world } = await readyPanel();
      relay.receive(message);
      await turn();
      assert.equal(world.runs.length, 0, message.type);
      const { severity, message: words } = world.last('notice');
      assert.equal(severity, 'error');
      assert.match(words, /“at a cost” is ticked and lacks the price per million output tokens, in any currency\./);
      assert.equal(world.last('command').command, 'editStopRules');
    }
  });

  it('a lens runs nothing either, and another function is run', async () => {
    const { relay, world } = await readyPanel();
    relay.receive({ type: 'select', selection } satisfies FromView);
    await relay.runTarget({ function: 'Extract', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    await turn();
    assert.equal(world.runs.length, 0);
    assert.match(world.last('notice').message, /^Nothing was run\./);
    await relay.runTarget({ function: 'Greet', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    relay.receive({ type: 'run', selection: { ...SELECTION, function: 'Greet' }, args: {} } satisfies FromView);
    await turn();
    assert.equal(world.runs.length, 1);
  });

  it('what a stranger says is missing is looked at', async () => {
    const { relay, world } = await readyPanel();
    for (const unfinished of [[{ kind: 'cost', lacks: 'name' }], [{ kind: 'check', lacks: 'path' }], [null], 'price'])
      relay.receive({
        type: 'run',
        selection: { ...SELECTION, options: { tags: [], stop: [], unfinished } },
        args: {},
      });
    await turn();
    assert.equal(world.runs.length, 0);
    assert.equal(world.logged.length, 4);
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

  it('keeps the stop rules that are set for the function, and those of no other', async () => {
    const { relay, world } = await readyPanel();
    const options = { tags: [], stop: [{ kind: 'size', characters: 9 }] } as const;
    relay.receive({ type: 'select', selection: { ...SELECTION, options } } satisfies FromView);
    await relay.runTarget({ function: 'Extract', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    await turn();
    assert.deepEqual(world.runs[0]?.params.stop, options.stop);
    await relay.runTarget({ function: 'Greet', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    assert.equal(world.last('select').selection.options, undefined);
    await relay.runTarget({ function: 'Extract', project: PROJECT, uri: 'file:///w/baml_src/a.baml' });
    await turn();
    assert.deepEqual(world.runs.at(-1)?.params.stop, options.stop, 'they are there again');
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
