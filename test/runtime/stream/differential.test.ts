import * as assert from 'node:assert/strict';
import { compare, describe as describeDifference, shrink } from './compare';
import { chunksOf, generate, randomFrom, type Tier } from './generate';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

/** Cases per tier, and the share of prefixes that may differ: the known rest in odd repairs of broken text. */
const SLICES: readonly { tier: Tier; seeds: number; tolerated: number }[] = [
  { tier: 'clean', seeds: 70, tolerated: 0 },
  { tier: 'attributes', seeds: 50, tolerated: 0 },
  { tier: 'messy', seeds: 50, tolerated: 0.01 },
];

describe('streaming: random answers, asked of the official runtime at every prefix', () => {
  for (const { tier, seeds, tolerated } of SLICES) {
    it(`${tier}: ${seeds} seeds`, () => {
      let prefixes = 0;
      const differences: string[] = [];
      for (let seed = 1; seed <= seeds; seed++) {
        const random = randomFrom(seed);
        const question = generate(random, tier);
        const { text } = question;
        const ends = [Math.floor(random() * text.length)];
        const outcome = compare(question, seed % 2 ? { ends } : { chunks: chunksOf(random, text), ends });
        if (outcome === null) continue;
        prefixes += outcome.prefixes;
        differences.push(
          ...outcome.differences.map((difference) => `seed ${seed}\n${describeDifference(question, difference)}`),
        );
      }
      assert.ok(prefixes > seeds * 20, 'too little was compared');
      assert.ok(
        differences.length <= prefixes * tolerated,
        `${differences.length} of ${prefixes} differ; first:\n${differences[0] ?? ''}`,
      );
    }).timeout(120_000);
  }
});

describe('a difference', () => {
  const baml = 'enum E {\n  UP\n}\nclass T0 {\n  a E @stream.done\n  b (int | string)\n}\ntype W = string[]\n';
  const question = { baml, text: '{"a": "UP", "b": 3}' };

  it('is shrunk to what makes it', () => {
    const small = shrink(question, ({ baml, text }) => text.includes('"') && baml.includes('class T0'));
    assert.equal(small.text, '"');
    assert.equal(small.baml.trim(), 'class T0 {');
  });

  it('is not looked for forever', () => {
    let asked = 0;
    shrink(question, () => ++asked > 0, 50);
    assert.equal(asked, 50);
  });
});
