import assert from 'node:assert/strict';
import type { CompareServer } from '../../../client/src/playground/relayCompare';
import { RelayRecords, type RecordingShelf, type RecordsEditor } from '../../../client/src/playground/relayRecords';
import type { QuirkNote } from '../../../protocol/insight';
import type { ToViewRecords } from '../../../protocol/records';
import { recordingFromEvents, readRecording, writeRecording } from '../../../protocol/recording';
import type { Recording, RunEvent, RunParams } from '../../../protocol/run';
import { eventsOf } from '../../webview/support';

const RECORDING = recordingFromEvents(eventsOf('completed'))!;

class World {
  readonly done: string[] = [];
  readonly posted: ToViewRecords[] = [];
  readonly errors: string[] = [];
  readonly shown: Recording[] = [];
  readonly copied: string[] = [];
  readonly asks: RunParams[] = [];
  readonly brought: string[] = [];
  isTrusted = true;
  private ids = 0;
  onScreen: Recording | null = RECORDING;
  events: readonly RunEvent[] = eventsOf('completed');
  answer: string | undefined;
  asked: { question: string; detail: string; answers: readonly string[] }[] = [];
  pinned = 0;
  quirks: readonly QuirkNote[] | undefined;

  readonly records = new RelayRecords(this.editor(), this.shelf(), this.server(), {
    events: () => this.events,
    reported: async (work) => work().catch((error: unknown) => void this.errors.push((error as Error).message)),
    post: (message) => void this.posted.push(message),
    onScreen: () => this.onScreen,
    show: (recording) => void this.shown.push(recording),
    projectOf: () => 'file:///w',
    newId: () => `id${++this.ids}`,
    isTrusted: () => this.isTrusted,
    bring: (text) => void this.brought.push(text),
    began: () => undefined,
    ended: () => undefined,
    quirks: () => this.quirks,
    learnQuirks: async () => void (this.quirks = []),
    clientOf: (client) => ({ label: client ?? 'Own', source: { kind: 'live' }, isReal: client !== 'simulated/even' }),
  });

  private server(): CompareServer {
    return {
      schemaText: async (ir) => (ir === null ? null : 'class A {}'),
      run: async (params, tell) => {
        this.asks.push(params);
        tell(eventsOf('cancelled').map((event) => ({ ...event, run: params.run })));
        return { run: params.run, outcome: 'cancelled' };
      },
    };
  }

  private editor(): RecordsEditor {
    return {
      showDiff: async (title, before, after, extension) =>
        void this.done.push(`diff ${title} ${extension} ${before.length > 0} ${after.length > 0}`),
      copyText: async (text) => void this.copied.push(text),
      exportRun: async (events, format, quirks) =>
        void this.done.push(`export ${format ?? '?'} ${events.length > 0} ${quirks ? 'with quirks' : ''}`.trim()),
      openAsText: async (source, quirks) =>
        void this.done.push(`text ${source().length > 0}${quirks() ? ' with quirks' : ''}`),
      choose: async (question, detail, answers) => {
        this.asked.push({ question, detail, answers });
        return this.answer;
      },
      ask: async () => this.answer,
      save: async (_recording, name) => void this.done.push(`save ${name ?? ''}`),
      readFile: async (uri) => {
        if (uri.endsWith('none.bamlrun')) throw new Error('no such file');
        return readRecording(writeRecording(RECORDING));
      },
      announcements: () => 'milestones',
      readText: async (uri) => `text of ${uri}`,
      revealFile: (uri) => void this.done.push(`reveal ${uri}`),
    };
  }

  private shelf(): RecordingShelf {
    const note = (what: string) => async (id: string, to?: unknown) =>
      void this.done.push(`${what} ${id} ${String(to)}`);
    return {
      read: async () => RECORDING,
      pin: note('pin'),
      rename: note('rename'),
      remove: note('remove'),
      kept: async () => ({ runs: 3, pinned: this.pinned }),
      clear: async (all) => void this.done.push(`clear ${all}`),
      labelOf: () => 'my run',
      uriOf: (id) => (id.startsWith('project:') ? 'file:///w/long%20one.bamlrun' : undefined),
    };
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('recordings in the panel', () => {
  it('are deleted only after asking', async () => {
    const world = new World();
    await world.records.act('run:a', 'delete');
    assert.deepEqual(world.done, []);
    world.answer = 'Delete';
    await world.records.act('project:b', 'delete');
    assert.deepEqual(world.done, ['remove project:b undefined']);
    assert.equal(world.asked[1]!.question, 'Delete `long one.bamlrun`?');
  });

  it('are renamed to what the person writes, and not when they change their mind', async () => {
    const world = new World();
    await world.records.act('run:a', 'rename');
    world.answer = 'my run';
    await world.records.act('run:a', 'rename');
    assert.deepEqual(world.done, []);
    world.answer = 'baseline';
    await world.records.act('run:a', 'rename');
    assert.deepEqual(world.done, ['rename run:a baseline']);
  });

  it('are cleared without the pinned ones, unless the person wants those too', async () => {
    const world = new World();
    world.pinned = 1;
    world.answer = 'Delete 2 not pinned';
    await world.records.clear();
    world.answer = 'Delete all 3';
    await world.records.clear();
    assert.deepEqual(world.done, ['clear false', 'clear true']);
    assert.deepEqual(world.asked[0]!.answers, ['Delete 2 not pinned', 'Delete all 3']);
    world.pinned = 0;
    world.answer = undefined;
    await world.records.clear();
    assert.deepEqual(world.asked[2]!.answers, ['Delete all 3']);
    assert.equal(world.done.length, 2);
  });

  it('are shown when they are dropped; anything else says what it is', async () => {
    const world = new World();
    const drop = async (files: { name: string; text: string }[], uris: string[] = []): Promise<void> => {
      world.records.receive({ type: 'dropped', files, uris });
      await turn();
    };
    await drop([{ name: 'a.bamlrun', text: writeRecording(RECORDING) }]);
    await drop([], ['file:///w/b.bamlrun']);
    assert.equal(world.shown.length, 2);
    await drop([{ name: 'answer.txt', text: '{"a": 1}' }]);
    await drop([], ['file:///w/answer.json']);
    assert.deepEqual(world.brought, ['{"a": 1}', 'text of file:///w/answer.json']);
    await drop([{ name: 'cat.png', text: '\u0000PNG' }]);
    await drop([{ name: 'x.bamlrun', text: 'hello' }]);
    await drop([], ['file:///w/none.bamlrun']);
    await drop([]);
    assert.deepEqual(world.errors, [
      'This is no text. Drop a `.bamlrun` file, or the text of an answer.',
      '`x.bamlrun`: This is not a recording: its first line is not JSON.',
      'no such file',
      'What was dropped is no file. Drop a `.bamlrun` file, or the text of an answer.',
    ]);
  });

  it('tell a new view what is wrong with the file of its window', () => {
    const world = new World();
    world.records.opened('a.bamlrun', 'file:///a.bamlrun', readRecording('{"format":"other"}'));
    const [message] = world.posted;
    assert.ok(message?.type === 'file');
    assert.equal(message.file?.isReadable, false);
    assert.equal(message.file.problems[0]!.line, 1);
    world.records.sendAll();
    const files = () => world.posted.filter(({ type }) => type === 'file');
    assert.deepEqual(files()[1], message);
    world.records.opened('b.bamlrun', 'file:///b.bamlrun', readRecording(writeRecording(RECORDING)));
    assert.deepEqual(files()[2], { type: 'file', file: null });
  });

  it('export and open as text what is on screen', async () => {
    const world = new World();
    world.records.receive({ type: 'export', format: 'csv' });
    world.records.receive({ type: 'openAsText' });
    await turn();
    assert.deepEqual(world.done, ['export csv true', 'text true']);
    // The quirks were asked for once the text was there, and are part of what is exported then.
    world.records.receive({ type: 'export', format: 'markdown' });
    await turn();
    assert.equal(world.done.at(-1), 'export markdown true with quirks');
  });
});

describe('the baseline of a panel', () => {
  const baselines = (world: World) => world.posted.filter((message) => message.type === 'baseline');

  it('is the run on screen, as it was shown; a run that goes on cannot be one', async () => {
    const world = new World();
    world.records.receive({ type: 'setBaseline', recording: null });
    await turn();
    const [set] = baselines(world);
    assert.equal(set?.baseline?.events, world.events);
    assert.match(set!.baseline!.label, /^FastModel · fast-model · 2026-01-01 00:00:00$/);
    assert.equal(set!.open, false);
    world.events = world.events.slice(0, 5);
    await world.records.setBaseline(null);
    world.onScreen = null;
    await world.records.setBaseline(null);
    assert.match(world.errors[0]!, /goes on/);
    assert.match(world.errors[1]!, /no run on screen/);
    assert.equal(baselines(world).length, 1);
  });

  it('can be a recording, read by its own types; the comparison opens', async () => {
    const world = new World();
    await world.records.setBaseline('run:a');
    const { source } = world.asks[0]!;
    assert.ok(source.kind === 'replay' && source.types === 'recorded' && source.speed === 0);
    const [set] = baselines(world);
    assert.deepEqual([set!.baseline?.label, set!.open], ['my run', true]);
    world.records.receive({ type: 'comparing', open: false });
    world.records.sendAll();
    assert.equal(baselines(world).at(-1)!.open, false, 'a new view shows what was shown');
    world.records.receive({ type: 'forgetBaseline' });
    assert.equal(baselines(world).at(-1)!.baseline, null);
  });

  it('has differences in prompt and types, a text, and changes places', async () => {
    const world = new World();
    await world.records.setBaseline('run:a');
    world.records.receive({ type: 'openDiff', what: 'prompt' });
    world.records.receive({ type: 'openDiff', what: 'schema' });
    world.records.receive({ type: 'copyComparison', align: 'first token', onlyDiffering: true });
    await turn();
    assert.match(world.done[0]!, /^diff Prompt: A my run ↔ B FastModel.* md true true$/);
    assert.match(world.done[1]!, /^diff Types: .* baml true true$/);
    assert.match(world.copied[0]!, /^# Comparison of two runs\n\n- A \(baseline\): my run\n/);
    world.records.receive({ type: 'swapRuns' });
    await turn();
    assert.equal(world.shown[0], RECORDING);
    assert.match(baselines(world).at(-1)!.baseline!.label, /^FastModel/);
  });

  it('is asked for before anything can be compared', async () => {
    const world = new World();
    world.records.receive({ type: 'openDiff', what: 'schema' });
    await turn();
    assert.match(world.errors[0]!, /no baseline yet/);
  });
});

describe('several runs', () => {
  const message = {
    type: 'runMany' as const,
    selection: { function: 'F', project: 'file:///w', test: 'T', args: null, client: null },
    args: {},
    times: 3,
    clients: [null, 'Other'],
  };

  it('are asked about once, and begun only when the person agrees', async () => {
    const world = new World();
    world.records.receive(message);
    await turn();
    assert.deepEqual(world.asked[0]!.answers, ['Run 6 times']);
    assert.equal(world.asks.length, 0);
    world.answer = 'Run 6 times';
    world.records.receive(message);
    await turn();
    assert.equal(world.asked.length, 2);
    assert.equal(world.asks.length, 6);
    assert.ok(world.asks.every(({ test }) => test === 'T'));
  });

  it('with stop rules say that these end each of them', async () => {
    const world = new World();
    const stop = [{ kind: 'cost', amount: 0.05, price: 10 }] as const;
    for (const options of [undefined, { tags: [], stop }]) {
      world.records.receive({ ...message, selection: { ...message.selection, ...(options && { options }) } });
      await turn();
    }
    assert.deepEqual(
      world.asked.map(({ detail }) => detail.includes('The stop rules that are set end each of them.')),
      [false, true],
    );
  });

  it('are not asked about when nothing is sent, and refused without trust', async () => {
    const world = new World();
    world.isTrusted = false;
    world.records.receive(message);
    await turn();
    assert.match(world.errors[0]!, /Restricted Mode/);
    world.records.receive({ ...message, clients: ['simulated/even'] });
    await turn();
    assert.deepEqual([world.asked.length, world.asks.length], [0, 3]);
  });
});
