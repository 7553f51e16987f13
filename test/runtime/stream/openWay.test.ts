import * as assert from 'node:assert/strict';
import { Reading } from '../../../server/src/runtime/stream/reading';
import { outputOf, source } from './cases';

/** Steps of the engine per character of a text in the innermost of `levels` lists. */
function stepsPerCharacter(levels: number): number {
  const text = '["a", "bc", "def"],\n'.repeat(400);
  const engine = new Reading(outputOf(source(`string${'[]'.repeat(levels)}`)), null);
  const feed = (part: string): unknown => engine.feed({ t: 0, batch: 0, text: part });
  feed('['.repeat(levels - 1));
  const before = engine.work;
  for (let at = 0; at < text.length; at += 4) feed(text.slice(at, at + 4));
  return (engine.work - before) / text.length;
}

describe('the way to the open part', () => {
  it('is not read from the root: what stands around costs nothing', () => {
    const [few, many] = [stepsPerCharacter(3), stepsPerCharacter(8)];
    assert.ok(many > 0 && many < few * 1.2, `${few} steps per character in 3 lists, ${many} in 8`);
  });
});
