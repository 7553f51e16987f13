import assert from 'node:assert/strict';
import { layoutShifts, shiftsUntil, skeletonLines } from '../../webview/src/skeleton';
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

  it('shifts when a line comes above one that is visible already; with room for fields only items do', async () => {
    for (const name of ['receipt', 'resume', 'stocks']) {
      const timeline = await realTimeline(name);
      const { shown, reserved } = layoutShifts(timeline);
      assert.ok(reserved.length <= shown.length);
      // The same from the rows alone: a row that was first visible after one that stands below it.
      const order = skeletonLines(timeline, timeline.frames.length - 1).map(({ row }) => timeline.rows.get(row)!);
      const frames = new Set<number>();
      order.forEach((row, i) => {
        const first = row.firstVisible?.frame;
        if (first === undefined) return;
        if (order.slice(i + 1).some((below) => (below.firstVisible?.frame ?? Infinity) < first)) frames.add(first);
      });
      assert.deepEqual(
        shown.map(({ frame }) => frame),
        [...frames].sort((a, b) => a - b),
        name,
      );
      assert.equal(shiftsUntil(shown, Infinity), shown.length);
      assert.equal(shiftsUntil(shown, -1), 0);
    }
  });
});
