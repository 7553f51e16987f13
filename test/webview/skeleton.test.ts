import assert from 'node:assert/strict';
import { skeletonLines } from '../../webview/src/skeleton';
import { realTimeline } from './realTimeline';

describe('a card of a partial answer', () => {
  it('has every declared field from the start, and items once they are there', async () => {
    const timeline = await realTimeline('receipt');
    const end = timeline.frames.length - 1;
    const early = skeletonLines(timeline, 0).map(({ label }) => label);
    const late = skeletonLines(timeline, end);
    assert.ok(early.includes('items') && early.includes('total_cost'), early.join());
    assert.ok(!skeletonLines(timeline, 0).some(({ kind }) => kind === 'item'));
    assert.ok(late.some(({ kind, visible }) => kind === 'item' && visible));
  });
});
