// Compares our streaming engine with the official runtime on random schemas, answers, spellings and chunkings.
//   npm run differential -- [--minutes N] [--seed S] [--tier clean|attributes|messy] [--keep N]
// Goes through the tiers in turn, one seed after the other, until the time is up (default one minute). Differences are made
// small and written to out/differential/<tier>-<seed>.json, which `npm run explain` reads. Exit code 1 when clean or
// attributes differ anywhere, or messy in more than one prefix of a thousand.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests } from './bundle-tests.mjs';

const TIERS = ['clean', 'attributes', 'messy'];
const MESSY_TOLERATED = 0.001;
/** In ms. For some recursive types the official runtime takes minutes. */
const PATIENCE = 15_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    tier: { type: 'string' },
    keep: { type: 'string', default: '10' },
  },
});
const minutes = Number(values.minutes);
const first = Number(values.seed);
const tiers = values.tier === undefined ? TIERS : [values.tier];
if (!(minutes > 0) || !Number.isInteger(first) || tiers.some((tier) => !TIERS.includes(tier))) {
  console.error('usage: npm run differential -- [--minutes N] [--seed S] [--tier clean|attributes|messy] [--keep N]');
  process.exit(2);
}

// The native parser writes refusals of parts of a text to stderr.
process.env.BAML_INTERNAL_LOG = 'off';
process.env.BAML_LOG = 'off';
const folder = path.resolve('out/differential');
mkdirSync(folder, { recursive: true });
const [comparing, generating] = await bundleTests(
  ['test/runtime/stream/compare.ts', 'test/runtime/stream/generate.ts'],
  'out/unit/differential',
);
const load = createRequire(import.meta.url);
const { compare, shrink, describe } = load(path.resolve(comparing));
const { generate, randomFrom, chunksOf } = load(path.resolve(generating));

/** Every third seed looks at every prefix, the others at random ones, and at some texts that end early. */
function looksAt(random, text, seed) {
  if (seed % 3 === 0) return { patience: PATIENCE };
  const ends = Array.from({ length: 3 }, () => Math.floor(random() * text.length));
  return { chunks: chunksOf(random, text), ends, patience: PATIENCE };
}

const figures = Object.fromEntries(
  tiers.map((tier) => [tier, { seeds: 0, refused: 0, cut: 0, prefixes: 0, different: 0, kept: 0 }]),
);
const end = Date.now() + minutes * 60_000;
let seed = first;
for (; Date.now() < end; seed++) {
  for (const tier of tiers) {
    const random = randomFrom(seed);
    const question = generate(random, tier);
    const result = compare(question, looksAt(random, question.text, seed));
    const figure = figures[tier];
    figure.seeds++;
    if (!result) {
      figure.refused++;
      continue;
    }
    figure.prefixes += result.prefixes;
    if (result.cut) figure.cut++;
    figure.different += result.differences.length;
    if (!result.differences.length || figure.kept >= Number(values.keep)) continue;
    figure.kept++;
    const small = shrink(question);
    const file = path.join(folder, `${tier}-${seed}.json`);
    writeFileSync(file, `${JSON.stringify({ tier, seed, function: 'Run', ...small }, null, 2)}\n`);
    const found = compare(small)?.differences[0];
    const shown = found === undefined ? describe(question, result.differences[0]) : describe(small, found);
    console.log(`${tier}, seed ${seed} (${path.relative('.', file)}):\n${shown}\n`);
  }
}

let failed = false;
for (const [tier, { seeds, refused, cut, prefixes, different }] of Object.entries(figures)) {
  const share = prefixes ? (100 * (prefixes - different)) / prefixes : 100;
  failed ||= different > (tier === 'messy' ? prefixes * MESSY_TOLERATED : 0);
  console.log(
    `${tier}: ${seeds - refused} schemas and answers, ${prefixes} prefixes, ${different} differ (${share.toFixed(3)} % equal)` +
      (refused ? `; ${refused} schemas that a compiler does not take` : '') +
      (cut ? `; ${cut} answers not to their end, which took the official runtime too long` : ''),
  );
}
console.log(`seeds ${first} to ${seed - 1}`);
process.exit(failed ? 1 : 0);
