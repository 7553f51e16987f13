import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { playedChunks, type Playing } from '../../../server/src/runtime/simulate/playedChunks';

const CLOCK: Playing = { tokensPerSecond: 50, wait: 300, jitter: 0, split: 'tokens', seed: 1 };
const TEXT = '{"name": "Ada 👩🏽‍🚀 \\u00e9", "tags": ["a", "b", "c"]}'.repeat(20);

describe('playedChunks', () => {
  it('is a clock without jitter', () => {
    const chunks = playedChunks(TEXT, CLOCK);
    assert.deepEqual(
      chunks.slice(0, 3).map(({ t }) => t),
      [300, 320, 340],
    );
    assert.ok(chunks.every(({ text }) => text.length >= 1 && text.length <= 7));
  });

  it('has bursts and stalls with jitter, and about the same length', () => {
    const chunks = playedChunks(TEXT, { ...CLOCK, jitter: 1 });
    const gaps = chunks.slice(1).map(({ t }, i) => t - chunks[i]!.t);
    assert.ok(gaps.some((gap) => gap === 0) && gaps.some((gap) => gap > 100));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    assert.ok(mean > 10 && mean < 40, `${mean} ms`);
  });

  it('cuts within characters only when asked to', () => {
    const cut = (split: Playing['split']) =>
      playedChunks(TEXT, { ...CLOCK, split }).some(({ text }) => /[\ud800-\udbff]$/.test(text));
    assert.deepEqual([cut('tokens'), cut('characters'), cut('odd')], [false, false, true]);
  });

  it('property: the texts joined are the text, and times never go back', () => {
    const playing = fc.record({
      tokensPerSecond: fc.double({ min: 0, max: 5000, noNaN: true }),
      wait: fc.nat(5000),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
      split: fc.constantFrom('tokens' as const, 'characters' as const, 'odd' as const),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), playing, (text, how) => {
        const chunks = playedChunks(text, how);
        assert.equal(chunks.map((chunk) => chunk.text).join(''), text);
        assert.ok(chunks.every(({ t, text: piece }, i) => piece !== '' && t >= (chunks[i - 1]?.t ?? how.wait)));
      }),
    );
  });
});
