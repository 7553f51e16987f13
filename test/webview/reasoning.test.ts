import assert from 'node:assert/strict';
import { EMPTY, foldAll } from '../../protocol/timeline';
import type { RunEvent } from '../../protocol/run';
import { Thoughts } from '../../webview/src/views/reasoning';
import { eventsOf } from './support';

const timeline = foldAll(
  EMPTY,
  eventsOf('completed').map((event): RunEvent =>
    event.type === 'frames'
      ? { ...event, frames: event.frames.map((frame) => ({ ...frame, chunk: { ...frame.chunk, reasoning: '.' } })) }
      : event,
  ),
);

describe('thoughts of the model', () => {
  it('are those up to a frame, forwards and backwards, of each run its own', () => {
    const thoughts = new Thoughts();
    for (const frame of [3, 10, 9_999, 2, -1]) {
      const many = Math.min(frame + 1, timeline.frames.length);
      assert.equal(thoughts.after(timeline, frame).length, many);
    }
    assert.equal(thoughts.after(foldAll(EMPTY, eventsOf('cancelled')), 20), '');
  });
});
