import assert from 'node:assert/strict';
import { foldAll, EMPTY } from '../../protocol/timeline';
import { atTime, seek } from '../../webview/src/navigate';
import { eventsOf } from './support';

const timeline = foldAll(EMPTY, eventsOf('completed'));
const end = timeline.frames.length - 1;

describe('navigate', () => {
  it('stops at the last chunk of every read on the way through', () => {
    const stops: number[] = [];
    for (let at: number | null = -1; at !== null; at = seek(timeline, at, 'nextRead')) stops.push(at);
    assert.deepEqual(
      stops.slice(1).map((frame) => timeline.frames.items[frame]!.read),
      Array.from({ length: timeline.reads.length }, (_, i) => i),
    );
  });

  it('goes back through the same changes it came by', () => {
    const forth: number[] = [];
    for (let at = seek(timeline, -1, 'nextChange'); at !== null; at = seek(timeline, at, 'nextChange')) forth.push(at);
    const back: number[] = [];
    for (let at = seek(timeline, null, 'previousChange')!; at >= 0; at = seek(timeline, at, 'previousChange')!)
      back.unshift(at);
    assert.deepEqual(
      forth.filter((frame) => frame < end),
      back.filter((frame) => frame < end),
    );
    for (const frame of forth)
      assert.ok(
        timeline.frames.items[frame]!.changedAt >= timeline.reads.items[timeline.frames.items[frame]!.read]!.first,
      );
  });

  it('is at the end when there is nothing after, and before everything at time 0', () => {
    assert.equal(seek(timeline, end, 'nextChange'), null);
    assert.equal(seek(timeline, 5, 'live'), null);
    assert.equal(atTime(timeline, 0), -1);
    assert.equal(atTime(timeline, 1e9), end);
    assert.equal(seek(EMPTY, null, 'previousChange'), null);
    assert.equal(seek(timeline, null, { frame: 1e9 }), end);
  });
});
