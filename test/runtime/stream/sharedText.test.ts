import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SharedText } from '../../../server/src/runtime/stream/sharedText';

describe('strings that share their text', () => {
  it('say what they were made of, however they grow and are told anew', () => {
    const step = fc.record({ take: fc.nat(3), text: fc.string({ maxLength: 4 }), isAnew: fc.boolean() });
    fc.assert(
      fc.property(fc.string(), fc.nat(40), fc.array(step, { maxLength: 40 }), (start, from, steps) => {
        const kept: [SharedText, string][] = [[SharedText.of(start, from), start]];
        for (const { take, text, isAnew } of steps) {
          const [shared, whole] = kept.pop()!;
          if (!isAnew) {
            kept.push([shared.grown(text), whole + text]);
            continue;
          }
          const length = Math.max(0, whole.length - take);
          const pair = shared.retold(length, text);
          if (pair === null) kept.push([shared, whole]);
          else kept.push([pair[0], whole], [pair[1], whole.slice(0, length) + text]);
        }
        for (const [shared, whole] of kept) {
          assert.equal(String(shared), whole);
          assert.equal(shared.length, whole.length);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('keep the text once', () => {
    const first = SharedText.of('abc\\\\', 3);
    const pair = first.retold(3, 'n');
    assert.deepEqual(pair?.map(String), ['abc\\\\', 'abcn']);
    assert.equal(pair[1].retold(2, 'x'), null, 'what is shared is not taken back');
  });
});
