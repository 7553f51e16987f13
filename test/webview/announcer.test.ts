import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { readingOf } from '../../protocol/reading';
import { EMPTY, fold, foldAll } from '../../protocol/timeline';
import { announcement, milestones } from '../../webview/src/announce';
import type { State } from '../../webview/src/model';
import { announcer, type Announcer } from '../../webview/src/views/announcer';
import { whatIfWords } from '../../webview/src/whatIfWords';
import { after, eventsOf, init } from './support';

describe('what tells screen readers of a run', () => {
  it('asks again for words that did not come, in a while, and tells so once', async () => {
    let now = 0;
    let loads = 0;
    const said: string[] = [];
    const failures: string[] = [];
    const announce = announcer(
      (text) => said.push(text),
      (message) => failures.push(message),
      () => now,
      () =>
        ++loads <= 2
          ? Promise.reject(new Error('offline'))
          : Promise.resolve({ announcement, milestones, whatIfWords }),
    );
    const started = fold(EMPTY, eventsOf('completed')[0]!);
    for (const [at, asked] of [
      [0, 1],
      [100, 1],
      [2_000, 2],
      [4_000, 3],
    ] as const) {
      now = at;
      announce.changed(EMPTY, started, 'milestones');
      await wait(1);
      assert.equal(loads, asked, `after ${at} ms`);
    }
    await wait(1);
    assert.deepEqual(said, ['Run started.']);
    assert.deepEqual(failures, ['offline']);
  });

  describe('of another reading of the answer', () => {
    const done = after(init(eventsOf('completed')));
    const reading = readingOf(foldAll(EMPTY, eventsOf('cancelled')));
    /** Each key brings one of its own. */
    const edited = (): State => ({ ...done, whatIf: { what: { kind: 'edited' }, reading } });
    let said: string[];
    let now: number;
    let announce: Announcer;
    beforeEach(() => {
      mock.timers.enable({ apis: ['setTimeout'] });
      [said, now] = [[], 0];
      const words = Promise.resolve({ announcement, milestones, whatIfWords });
      announce = announcer(
        (text) => said.push(text),
        (message) => assert.fail(message),
        () => now,
        () => words,
      );
    });
    afterEach(() => mock.timers.reset());
    const pass = async (ms: number): Promise<void> => {
      now += ms;
      mock.timers.tick(ms);
      await new Promise((done) => setImmediate(done));
      mock.timers.tick(0);
    };

    it('says nothing with each key, and one sentence once it has been quiet for a second', async () => {
      for (let key = 0; key < 20; key++) {
        announce.reread(edited());
        await pass(200);
      }
      assert.deepEqual(said, []);
      await pass(799);
      assert.deepEqual(said, []);
      await pass(1);
      assert.equal(said.length, 1);
      assert.match(said[0]!, /^As the types are written now: /);
      await pass(10_000);
      assert.equal(said.length, 1, 'said once');
    });

    it('keeps the distance to what was said before', async () => {
      const [started] = eventsOf('completed');
      now = 10_000;
      announce.changed(EMPTY, fold(EMPTY, started!), 'milestones');
      await pass(0);
      assert.deepEqual(said, ['Run started.']);
      announce.reread(edited());
      await pass(1_000);
      assert.equal(said.length, 1, 'too soon after the other');
      await pass(1_000);
      assert.equal(said.length, 2);
    });

    it('says nothing of what is gone by then, or where nothing is to be said', async () => {
      announce.reread(edited());
      await pass(500);
      announce.reread(done);
      await pass(5_000);
      announce.reread({ ...edited(), records: { ...done.records, announcements: 'off' } });
      await pass(5_000);
      assert.deepEqual(said, []);
    });
  });
});
