import * as assert from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { openOracle, type OracleAnswer } from '../../support/oracle';
import { outputOf } from './cases';
import { generate, randomFrom, type Generated, type Tier } from './generate';
import { sameJson } from './sameJson';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

/** Cases per tier, and the share of prefixes that may differ: the known rest in odd repairs of broken text. */
const SLICES: readonly { tier: Tier; seeds: number; tolerated: number }[] = [
  { tier: 'clean', seeds: 70, tolerated: 0 },
  { tier: 'attributes', seeds: 50, tolerated: 0 },
  { tier: 'messy', seeds: 50, tolerated: 0.01 },
];

interface Outcome {
  prefixes: number;
  differences: string[];
}

const agrees = (want: OracleAnswer, got: OracleAnswer): boolean =>
  'refused' in want ? 'refused' in got : 'value' in got && sameJson(got.value, JSON.parse(JSON.stringify(want.value)));

/** Asks both for every prefix; null when the official compiler does not take the schema. */
function compare({ baml, text }: Generated): Outcome | null {
  let oracle;
  try {
    oracle = openOracle(baml, 'Run');
  } catch {
    return null;
  }
  const engine = createEngine(outputOf(baml));
  const outcome: Outcome = { prefixes: 0, differences: [] };
  let prefix = '';
  for (const character of ['', ...text]) {
    prefix += character;
    engine.feed({ t: 0, batch: 0, text: character });
    const snapshot = engine.snapshot();
    const got = snapshot.kind === 'value' ? { value: snapshot.value } : { refused: snapshot.message };
    const want = oracle.partial(prefix);
    outcome.prefixes++;
    if (!agrees(want, got))
      outcome.differences.push(
        `${JSON.stringify(prefix)}\n  official ${JSON.stringify(want)}\n  ours ${JSON.stringify(got)}`,
      );
  }
  const final = engine.finish();
  const got = final.kind === 'value' ? { value: final.value } : { refused: final.message };
  const want = oracle.final(text);
  if (!agrees(want, got))
    outcome.differences.push(
      `final ${JSON.stringify(text)}\n  official ${JSON.stringify(want)}\n  ours ${JSON.stringify(got)}`,
    );
  return outcome;
}

describe('streaming: random answers, asked of the official runtime at every prefix', () => {
  for (const { tier, seeds, tolerated } of SLICES) {
    it(`${tier}: ${seeds} seeds`, () => {
      let prefixes = 0;
      const differences: string[] = [];
      for (let seed = 1; seed <= seeds; seed++) {
        const generated = generate(randomFrom(seed), tier);
        const outcome = compare(generated);
        if (outcome === null) continue;
        prefixes += outcome.prefixes;
        differences.push(...outcome.differences.map((difference) => `seed ${seed}\n${generated.baml}\n${difference}`));
      }
      assert.ok(prefixes > seeds * 20, 'too little was compared');
      assert.ok(
        differences.length <= prefixes * tolerated,
        `${differences.length} of ${prefixes} differ; first:\n${differences[0] ?? ''}`,
      );
    }).timeout(120_000);
  }
});
