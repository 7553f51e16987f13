import assert from 'node:assert/strict';
import { EMPTY, foldAll } from '../../protocol/timeline';
import type { RunEvent } from '../../protocol/run';
import { Thoughts } from '../../webview/src/thoughts';
import { eventsOf } from './support';

const withThoughts = (run: Parameters<typeof eventsOf>[0]): readonly RunEvent[] =>
  eventsOf(run).map((event): RunEvent =>
    event.type === 'frames'
      ? { ...event, frames: event.frames.map((frame) => ({ ...frame, chunk: { ...frame.chunk, reasoning: '.' } })) }
      : event,
  );
const timeline = foldAll(EMPTY, withThoughts('completed'));

describe('thoughts of the model', () => {
  it('are those up to a frame, forwards and backwards, of each run its own', () => {
    const thoughts = new Thoughts();
    for (const frame of [3, 10, 9_999, 2, -1]) {
      const many = Math.min(frame + 1, timeline.frames.length);
      const reached = thoughts.upTo(timeline, frame);
      assert.deepEqual([reached, thoughts.lengthOf(reached)], [many, many]);
      assert.equal(thoughts.pieces.slice(0, reached).join(''), '.'.repeat(many));
    }
    assert.equal(thoughts.upTo(foldAll(EMPTY, eventsOf('cancelled')), 20), 0);
    assert.deepEqual(thoughts.pieces, []);
  });

  it('are read once while they grow', () => {
    const thoughts = new Thoughts();
    const events = withThoughts('completed');
    let growing = EMPTY;
    const before = thoughts.pieces;
    for (const event of events) {
      growing = foldAll(growing, [event]);
      assert.equal(thoughts.upTo(growing, Infinity), growing.frames.length);
    }
    assert.notEqual(thoughts.pieces, before);
    const { pieces } = thoughts;
    thoughts.upTo(growing, 1);
    assert.equal(thoughts.pieces, pieces, 'looking back reads nothing');
  });
});
