import assert from 'node:assert/strict';
import { problems } from '../../protocol/problems';
import { EMPTY, foldAll, rowOf } from '../../protocol/timeline';
import { nameOf, plain } from '../../protocol/words';
import { recordingNamed } from '../examples/exampleRun';
import { realRun } from '../support/realRuns';

describe('holds that are told as one', () => {
  it('lead to the longest of them: its row, at the moment at which it begins', async () => {
    const { events } = await realRun(recordingNamed('receipt'));
    const timeline = foldAll(EMPTY, events);
    const groups = problems(timeline, 0).filter(({ key }) => key.startsWith('holds '));
    assert.ok(groups.length > 0);
    for (const { row: id, t, frame, title, why } of groups) {
      assert.match(title, /\[\*\].* held \d+ times$/);
      const row = rowOf(timeline, id!)!;
      assert.ok(plain(why).includes(` at ${nameOf(timeline, row)}; `), plain(why));
      const holds = row.holds.items.slice(0, row.holds.length);
      assert.ok(
        holds.some(({ from }) => from.t === t && from.frame === frame),
        `${title}: ${t} ms is no moment of ${nameOf(timeline, row)}`,
      );
    }
  });
});
