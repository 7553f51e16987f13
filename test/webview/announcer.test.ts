import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { EMPTY, fold } from '../../protocol/timeline';
import { announcement, milestones } from '../../webview/src/announce';
import { announcer } from '../../webview/src/views/announcer';
import { whatIfWords } from '../../webview/src/whatIfWords';
import { eventsOf } from './support';

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
});
