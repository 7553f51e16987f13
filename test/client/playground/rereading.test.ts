import assert from 'node:assert/strict';
import { ActiveRun } from '../../../client/src/playground/activeRun';
import { Rereading, type RereadServer } from '../../../client/src/playground/rereading';
import type { RecordingHeader, RunEvent, RunParams } from '../../../protocol/run';
import type { ToView } from '../../../protocol/webview';
import type { RereadParams, RereadResult } from '../../../protocol/whatIf';
import { READING, RECORDING, turn } from './relayWorld';

const HEADER: RecordingHeader = { ...RECORDING.header, function: 'F', schema: { hash: 'old', ir: null } };
const AT = { uri: 'file:///p/a.baml', line: 1, character: 2, endLine: 1, endCharacter: 14 };
const FILE = 'file:///p/a.baml';
const read = (types: string): RereadResult => ({ kind: 'read', types, reading: READING });

class World implements RereadServer {
  readonly asked: {
    readonly params: RereadParams;
    readonly signal: AbortSignal;
    answer(result: RereadResult): void;
    fail(error: Error): void;
  }[] = [];
  readonly posted: Extract<ToView, { type: 'whatIf' }>[] = [];
  readonly logged: string[] = [];
  readonly notices: string[] = [];
  run: ActiveRun | undefined;
  isSeen = true;
  readonly rereading = new Rereading(this, {
    active: () => this.run,
    isSeen: () => this.isSeen,
    post: (message) => void (message.type === 'whatIf' && this.posted.push(message)),
    notify: (severity, message) => void this.notices.push(`${severity}: ${message}`),
    log: (message) => void this.logged.push(message),
  });

  reread(params: RereadParams, signal: AbortSignal): Promise<RereadResult> {
    return new Promise((answer, fail) => {
      signal.addEventListener('abort', () => answer({ kind: 'cancelled' }));
      this.asked.push({ params, signal, answer, fail });
    });
  }

  /** A run on screen that has ended. */
  async ended(run = 'r', length = 1): Promise<void> {
    const params: RunParams = { run, function: 'F', uri: 'file:///p', args: {}, source: { kind: 'live' } };
    const events: RunEvent[] = [
      { run, seq: 0, type: 'started', header: HEADER, source: 'live', speed: 1, schemaFrom: 'project', types: 'old' },
      {
        run,
        seq: 1,
        type: 'frames',
        frames: [{ chunk: { t: 1, batch: 0, text: 'x' }, length, value: [], fields: [] }],
      },
      { run, seq: 2, type: 'finished', t: 1, outcome: { kind: 'completed', value: null }, fields: [] },
    ];
    const tell = (_: RunParams, onEvents: (events: readonly RunEvent[]) => void) => {
      onEvents(events);
      return Promise.resolve({ run, outcome: 'completed' as const });
    };
    this.run = new ActiveRun(params, { run: tell }, () => undefined);
    await this.run.ended;
  }

  /** Answers what was asked last, and waits until that was heard. */
  async answer(result: RereadResult): Promise<void> {
    this.asked.at(-1)!.answer(result);
    await turn();
  }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 40));

describe('reading the answer on screen again', () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    await world.ended();
  });

  it('asks for a reading by the types as they are now, and sends no recording', async () => {
    void world.rereading.settled();
    await turn();
    assert.deepEqual(world.asked[0]!.params, { run: 'r', function: 'F', uri: 'file:///p', known: ['old'] });
    await world.answer(read('new'));
    assert.deepEqual(world.posted, [{ type: 'whatIf', run: 'r', what: { kind: 'edited' }, reading: READING }]);
  });

  it('sends what was received to a server that does not remember the run', async () => {
    void world.rereading.settled();
    await turn();
    await world.answer({ kind: 'unknownRun' });
    assert.deepEqual(
      world.asked[1]!.params.recording?.chunks.map(({ text }) => text),
      ['x'],
    );
    await world.answer(read('new'));
    assert.equal(world.posted.length, 1);
  });

  it('asks without an attribute when one is named', async () => {
    const what = { kind: 'without', at: AT, name: '@stream.done', only: { at: AT, name: 'f' } } as const;
    void world.rereading.without(what);
    await turn();
    assert.deepEqual([world.asked[0]!.params.without, world.asked[0]!.params.only], [AT, AT]);
    await world.answer(read('new'));
    assert.deepEqual(world.posted[0]?.what, what);
  });

  it('without an attribute says why there is none to show', async () => {
    for (const result of [{ kind: 'known', types: 'old' }, { kind: 'unreadable' }, { kind: 'gone' }] as const) {
      void world.rereading.without({ kind: 'without', at: AT, name: '@stream.done' });
      await turn();
      await world.answer(result);
    }
    assert.equal(world.posted.length, 0);
    assert.match(
      world.notices.join('\n'),
      /^info: Without `@stream.done` .*\ninfo: .* while its types have mistakes.*\ninfo: `@stream.done` is not written any more/,
    );
  });

  it('tells where an attribute stands now, for the edit that takes it out', async () => {
    const what = { kind: 'without', at: AT, name: '@stream.done', only: { at: AT, name: 'f' } } as const;
    const below = { ...AT, line: AT.line + 3, endLine: AT.endLine + 3 };
    const answered = async (result: RereadResult) => {
      const places = world.rereading.placesNow(what).catch((error: unknown) => String(error));
      await turn();
      assert.equal(world.asked.at(-1)!.params.justPlaces, true);
      await world.answer(result);
      return places;
    };
    assert.deepEqual(await answered({ kind: 'placed', places: { at: below, only: below } }), {
      ...what,
      at: below,
      only: { at: below, name: 'f' },
    });
    assert.deepEqual(await answered({ kind: 'unknownRun' }), what, 'nobody knows better');
    assert.match(
      String(await answered({ kind: 'gone' })),
      /or the field `f` is not written any more\. Nothing was changed/,
    );
  });

  it('does not ask for a reading that is shown already', async () => {
    void world.rereading.settled();
    await turn();
    await world.answer(read('new'));
    void world.rereading.settled();
    await turn();
    assert.deepEqual(world.asked[1]!.params.known, ['old', 'new']);
    await world.answer({ kind: 'known', types: 'new' });
    assert.equal(world.posted.length, 1, 'the one that is shown stays');
    void world.rereading.settled();
    await turn();
    await world.answer({ kind: 'known', types: 'old' });
    assert.equal(world.posted[1]?.reading, null, 'as it was: there is nothing to show');
  });

  it('is asked for soon after an edit, once for edits that come together', async () => {
    world.rereading.edited(FILE);
    world.rereading.edited(FILE);
    assert.equal(world.asked.length, 0);
    await soon();
    assert.equal(world.asked.length, 1);
    await world.answer(read('new'));
    assert.equal(world.posted.length, 1);
  });

  it('of a half written text is told only after a pause', async () => {
    world.rereading.edited(FILE);
    await soon();
    await world.answer(read('new'));
    world.rereading.edited(FILE);
    await soon();
    await world.answer({ kind: 'unreadable' });
    assert.equal(world.posted.length, 1);
    void world.rereading.settled();
    await turn();
    await world.answer({ kind: 'unreadable' });
    assert.equal(world.posted[1]?.reading, null);
  });

  it('that goes on when the person pauses is not begun again', async () => {
    world.rereading.edited(FILE);
    await soon();
    void world.rereading.settled();
    await turn();
    assert.equal(world.asked.length, 1);
    await world.answer(read('new'));
    await turn();
    assert.deepEqual(world.asked[1]!.params.known, ['old', 'new']);
  });

  it('is given up with the next edit, and with another run', async () => {
    world.rereading.edited(FILE);
    await soon();
    world.rereading.edited(FILE);
    assert.ok(world.asked[0]!.signal.aborted);
    await soon();
    await world.ended('another');
    world.rereading.forget();
    assert.ok(world.asked[1]!.signal.aborted);
    await turn();
    assert.equal(world.posted.length, 0);
  });

  describe('without an attribute', () => {
    const WHAT = { kind: 'without', at: AT, name: '@stream.done' } as const;

    it('goes on after an edit, by the text as it is then; the edit needs no reading of its own', async () => {
      void world.rereading.without(WHAT);
      await turn();
      world.rereading.edited(FILE);
      assert.ok(world.asked[0]!.signal.aborted);
      await soon();
      assert.deepEqual(world.asked[1]!.params.without, AT);
      await world.answer(read('new'));
      await world.rereading.settled();
      assert.equal(world.asked.length, 2);
      assert.deepEqual(
        world.posted.map(({ what }) => what),
        [WHAT],
      );
      world.rereading.edited(FILE);
      await soon();
      assert.equal(world.asked[2]?.params.without, undefined, 'the next edit is read as ever');
    });

    it('waits for a pause where the text is half written, and is read before the edit', async () => {
      void world.rereading.without(WHAT);
      await turn();
      world.rereading.edited(FILE);
      await soon();
      await world.answer({ kind: 'unreadable' });
      assert.deepEqual(world.notices, []);
      const settled = world.rereading.settled();
      await turn();
      assert.deepEqual(world.asked[2]!.params.without, AT);
      await world.answer({ kind: 'unreadable' });
      assert.match(world.notices.join(), /while its types have mistakes/);
      await world.answer(read('new'));
      await settled;
      assert.deepEqual(
        world.posted.map(({ what }) => what.kind),
        ['edited'],
        'there is none without it: the edit has its reading',
      );
    });

    it('of a long answer is asked anew when the person pauses', async () => {
      await world.ended('long', 300_000);
      void world.rereading.without(WHAT);
      await turn();
      world.rereading.edited(FILE);
      await soon();
      assert.equal(world.asked.length, 1);
      void world.rereading.settled();
      await turn();
      assert.deepEqual(world.asked[1]!.params.without, AT);
    });

    it('is told when the server does not know the run, gave up or failed', async () => {
      for (const result of [{ kind: 'unknownRun' }, { kind: 'cancelled' }] as const) {
        void world.rereading.without(WHAT);
        await turn();
        await world.answer(result);
        if (result.kind === 'unknownRun') await world.answer(result);
      }
      void world.rereading.without(WHAT);
      await turn();
      world.asked.at(-1)!.fail(new Error('The server stopped.'));
      await turn();
      const refused = (why: string) =>
        `error: The answer could not be read without \`@stream.done\`: ${why}. Replay it, then try again.`;
      assert.deepEqual(world.notices, [
        refused('the language server does not know this run any more'),
        refused('the language server gave up'),
        refused('The server stopped'),
      ]);
      assert.deepEqual(world.logged, ['what-if: The server stopped.']);
    });

    it('is not to be had while the answer arrives, and says so', async () => {
      const { params } = world.run!;
      world.run = new ActiveRun(params, { run: () => new Promise(() => undefined) }, () => undefined);
      await world.rereading.without(WHAT);
      assert.equal(world.asked.length, 0);
      assert.match(world.notices.join(), /^info: The answer is still arriving/);
    });

    it('is replaced by another wish', async () => {
      void world.rereading.without(WHAT);
      await turn();
      const other = { ...WHAT, name: '@@stream.done' };
      void world.rereading.without(other);
      await turn();
      await world.answer(read('new'));
      assert.deepEqual(
        world.posted.map(({ what }) => what),
        [other],
      );
      assert.deepEqual(world.notices, []);
    });

    it('is made for a view that was made anew meanwhile or after, and for no other run', async () => {
      void world.rereading.without(WHAT);
      await turn();
      world.isSeen = false;
      await world.answer(read('new'));
      assert.equal(world.posted.length, 0);
      world.isSeen = true;
      for (let shown = 0; shown < 2; shown++) {
        world.rereading.renewed();
        void world.rereading.settled();
        await turn();
        await world.answer(read('new'));
        assert.equal(world.posted.length, shown + 1);
      }
      await world.ended('another');
      world.rereading.renewed();
      void world.rereading.settled();
      await turn();
      assert.equal(world.asked.at(-1)?.params.without, undefined);
    });
  });

  it('is not asked for where nobody sees it, no run has ended, or another project was edited', async () => {
    world.rereading.edited('file:///elsewhere/a.baml');
    world.isSeen = false;
    world.rereading.edited(FILE);
    await world.rereading.settled();
    world.isSeen = true;
    world.run = undefined;
    world.rereading.edited(FILE);
    await soon();
    assert.deepEqual(world.asked, []);
  });

  it('of a long answer waits for a pause', async () => {
    await world.ended('long', 300_000);
    world.rereading.edited(FILE);
    await soon();
    assert.equal(world.asked.length, 0);
    void world.rereading.settled();
    await turn();
    assert.equal(world.asked.length, 1);
  });

  it('that cannot be made is logged', async () => {
    const failing = new Rereading(
      { reread: () => Promise.reject(new Error('the server stopped')) },
      {
        active: () => world.run,
        isSeen: () => true,
        post: () => assert.fail(),
        notify: () => assert.fail(),
        log: (message) => void world.logged.push(message),
      },
    );
    await failing.settled();
    assert.deepEqual(world.logged, ['what-if: the server stopped']);
  });
});
