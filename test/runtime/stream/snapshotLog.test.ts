import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine, type Mode, type Snapshot } from '../../../server/src/runtime/stream/engine';
import { outputOf } from './cases';
import { generate, randomFrom } from './generate';

const look = (snapshot: Snapshot): string =>
  JSON.stringify(snapshot.kind === 'value' ? snapshot.value : { refused: snapshot.message });

describe('the snapshots of an answer', () => {
  it('are those given after every chunk, refusals included, in either mode', () => {
    const answer = fc.record({
      seed: fc.integer({ min: 1, max: 100_000 }),
      tier: fc.constantFrom('clean' as const, 'attributes' as const, 'messy' as const),
      size: fc.integer({ min: 1, max: 30 }),
      mode: fc.constantFrom<Mode>('official', 'corrected'),
    });
    fc.assert(
      fc.property(answer, ({ seed, tier, size, mode }) => {
        const { baml, text } = generate(randomFrom(seed), tier);
        const engine = createEngine(outputOf(baml), { mode });
        const given: string[] = [];
        for (let at = 0; at < text.length; at += size) {
          engine.feed({ t: 0, batch: 0, text: text.slice(at, at + size) });
          given.push(look(engine.snapshot()));
        }
        assert.equal(engine.snapshots.length, given.length);
        given.forEach((text_, index) => assert.equal(look(engine.snapshots.at(index)), text_));
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});
