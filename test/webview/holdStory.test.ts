import assert from 'node:assert/strict';
import { formatMs, plain } from '../../protocol/words';
import { holdStory } from '../../webview/src/holdStory';
import { realTimeline, rowWith } from './realTimeline';

describe('the story of a hold', () => {
  it('says when the text was enough for something, and which member closed last', async () => {
    const timeline = await realTimeline('receipt');
    const item = rowWith(timeline, 0);
    const members = [...timeline.rows].filter((row) => row?.decl.parent === item.id && row.end);
    const byEnd = [...members].sort((a, b) => a!.end!.t - b!.end!.t);
    const [first, last] = [byEnd[0]!, byEnd.at(-1)!];
    const { sentence, blocker } = holdStory(timeline, item, item.start!.t, undefined);
    assert.equal(
      plain(sentence),
      `Its ${first.decl.key} was complete at ${formatMs(first.end!.t)}; the last member, ${last.decl.key}, at ${formatMs(last.end!.t)}.`,
    );
    assert.equal(blocker?.id, last.id);
  });

  it('says of a value without members when its text began and ended, and what it waited for', async () => {
    const timeline = await realTimeline('receipt');
    const row = rowWith(timeline, 'name');
    const { sentence, blocker } = holdStory(timeline, row, row.start!.t, 'total_cost');
    const total = rowWith(timeline, 'total_cost');
    assert.match(plain(sentence), /^Its text arrived from .* to .*; waited for total_cost, which was complete at /);
    assert.ok(plain(sentence).includes(formatMs(total.end!.t)));
    assert.equal(blocker, null);
  });
});
