import assert from 'node:assert/strict';
import { snapshotAfter } from '../../protocol/snapshots';
import { toJson } from '../../protocol/value';
import { changeWords, listedFrames } from '../../webview/src/snapshotList';
import { realTimeline } from './realTimeline';

describe('the list of snapshots', () => {
  it('has each read that changed something once; with no-ops each read that has a snapshot', async () => {
    const timeline = await realTimeline('receipt');
    const listed = listedFrames(timeline, false, false);
    const all = listedFrames(timeline, false, true);
    assert.ok(listed.length > 5 && listed.length <= all.length);
    assert.ok(listed.every((frame) => all.includes(frame)));
    const values = listed.map((frame) => JSON.stringify(toJson(snapshotAfter(timeline, frame)!)));
    for (let i = 1; i < values.length; i++) assert.notEqual(values[i], values[i - 1]);
  });

  it('has with the deliveries only those', async () => {
    const timeline = await realTimeline('receipt');
    const handed = timeline.handed.items.filter(({ kind }) => kind === 'partial').length;
    assert.equal(listedFrames(timeline, true, false).length, handed);
  });

  it('says what a snapshot changed', async () => {
    const timeline = await realTimeline('receipt');
    for (const frame of listedFrames(timeline, false, false)) assert.match(changeWords(timeline, frame), /\S/);
    const grown = listedFrames(timeline, false, false).map((frame) => changeWords(timeline, frame));
    assert.ok(
      grown.some((words) => /\+\d+ chars/.test(words)),
      grown.join('\n'),
    );
  });
});
