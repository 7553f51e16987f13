import assert from 'node:assert/strict';
import { layoutShifts, shiftsUntil } from '../../protocol/layoutShifts';
import { foldAll, EMPTY } from '../../protocol/timeline';
import type { FieldDecl, RunEvent } from '../../protocol/run';
import { skeletonLines } from '../../webview/src/skeleton';
import { eventsOf } from '../webview/support';
import { realTimeline } from '../webview/realTimeline';

describe('layout shifts', () => {
  it('are counted when a line comes above one that is visible already; with room for fields only items do', async () => {
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

  it('are counted in an answer of any depth', () => {
    const DEPTH = 20_000;
    // A value beside the nest comes first, so that nobody has to look for the first field all the way down.
    const decl = (id: number): FieldDecl => ({
      parent: id === 0 ? null : id <= 2 ? 0 : id - 1,
      key: id === 0 ? null : id === 1 ? 'name' : 'next',
      type: id === 1 ? 'string' : 'Node',
      attributes: [],
    });
    const fields = Array.from({ length: DEPTH }, (_, id) => ({ id, decl: decl(id), start: id, visible: true }));
    const value = [{ op: 'set', path: [], value: { name: 'a' } }] as const;
    const frame = { chunk: { t: 10, batch: 0, text: '{' }, length: 1, value, fields };
    const events: RunEvent[] = [
      { ...eventsOf('completed')[0]!, run: 'deep', seq: 0 },
      { run: 'deep', seq: 1, type: 'frames', frames: [frame] },
    ];
    assert.deepEqual(layoutShifts(foldAll(EMPTY, events)), { shown: [], reserved: [] });
  });
});
