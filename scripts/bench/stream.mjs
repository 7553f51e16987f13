// Measures the streaming engine beside the official runtime, other parsers of unfinished JSON, and the least one could do.
//   npm run bench -- stream [--workloads 'list;deep'] [--sizes 16,64,256,1024] [--only 'BAML Live'] [--rounds 3]
//                           [--no-peers] [--no-memory] [--budget 20] [--json FILE] [--markdown FILE]
//
// Sizes are kilobytes of text. A snapshot is taken after every token (four characters on average) and kept. The unit is the CPU of
// one `JSON.parse` of the JSON in the text, measured in turn with it in the same process, which has the flags of the language server
// (`client/src/serverFlags.ts`, `server/src/lsp/newSpace.ts`). Every figure comes from a process of its own; rounds go through
// all engines in turn and the median counts. What reads the whole text for every snapshot is measured at spread lengths (`~`).
// The other parsers are no dependencies: the first run installs them into the user's cache folder.
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { median } from './median.mjs';
import { COLLECT_NEW_ALONE, SERVER_FLAGS } from './serverFlags.mjs';
import { engines, PEER_NAMES } from './stream/engines.mjs';
import { installPeers } from './stream/peers.mjs';
import { report } from './stream/report.mjs';
import { NAMES, workload } from './stream/workloads.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    workloads: { type: 'string', default: NAMES.join(';') },
    sizes: { type: 'string', default: '16,64,256,1024' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    budget: { type: 'string', default: '20' },
    'no-peers': { type: 'boolean', default: false },
    'no-memory': { type: 'boolean', default: false },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
});
const chosen = values.workloads.split(';');
const unknown = chosen.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`no such workload: ${unknown.join('; ')}\nthere are (divide them with ;): ${NAMES.join('; ')}`);
  process.exit(2);
}
// What reads the whole text anew takes hours beyond.
const MOST_KILOBYTES_WHOLE = 64;
const MEMORY_KILOBYTES = 256;

const bundle = path.resolve('out', 'bench', 'stream.cjs');
await build({
  stdin: {
    contents: `export { createEngine } from './server/src/runtime/stream/engine';
      export { createProject } from './server/src/language/languageService';`,
    resolveDir: '.',
    loader: 'ts',
  },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
});
const withPeers = !values['no-peers'] && installPeers();
const measured = engines(bundle).filter(
  ({ name }) => (withPeers || !PEER_NAMES.includes(name)) && (values.only === undefined || values.only === name),
);

const results = [];
const memory = [];
for (const name of chosen) {
  for (const kilobytes of values.sizes.split(',').map(Number)) results.push(await compared(name, kilobytes));
  if (values['no-memory']) continue;
  console.error(`${name}: memory`);
  const job = { workload: name, kilobytes: MEMORY_KILOBYTES, engine: 'BAML Live', memory: true };
  memory.push({ workload: name, ...(await run(job)) });
}
const text = report({ results, memory });
console.log(text);
if (values.markdown) fs.writeFileSync(values.markdown, text);
if (values.json) fs.writeFileSync(values.json, JSON.stringify({ results, memory }, null, 1));

async function compared(name, kilobytes) {
  const { text, tokens } = workload(name, kilobytes);
  const runs = new Map();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const engine of measured) {
      if (engine.whole && (kilobytes > MOST_KILOBYTES_WHOLE || round > 0)) continue;
      if (runs.get(engine.name)?.some(({ failed }) => failed !== undefined)) continue;
      console.error(`${name}, ${kilobytes} KB, round ${round + 1}: ${engine.name}`);
      const figures = await run({ workload: name, kilobytes, engine: engine.name });
      runs.set(engine.name, [...(runs.get(engine.name) ?? []), figures]);
    }
  }
  const units = [...runs.values()].flat().flatMap(({ unitMs }) => unitMs ?? []);
  return {
    workload: `${name}, ${kilobytes} KB`,
    characters: text.length,
    tokens: tokens.length,
    unitMs: units.length === 0 ? 0 : median(units),
    engines: Object.fromEntries([...runs].map(([engine, all]) => [engine, merged(all)])),
  };
}

/** The median of every figure; what is not a number is that of the first run. */
function merged(all) {
  const failed = all.find((one) => one.failed !== undefined);
  if (failed !== undefined) return failed;
  const one = (key) => (typeof all[0][key] === 'number' ? median(all.map((figures) => figures[key])) : all[0][key]);
  return Object.fromEntries(Object.keys(all[0]).map((key) => [key, one(key)]));
}

async function run(job) {
  const script = path.join(import.meta.dirname ?? 'scripts/bench', 'stream', 'measure.mjs');
  const task = JSON.stringify({ bundle, budget: Number(values.budget), ...job });
  const options = { maxBuffer: 2 ** 24, timeout: (Number(values.budget) * 6 + 60) * 1000 };
  try {
    const args = ['--expose-gc', '--max-old-space-size=6000', ...SERVER_FLAGS, COLLECT_NEW_ALONE, script, task];
    return JSON.parse((await promisify(execFile)(process.execPath, args, options)).stdout);
  } catch (error) {
    const lines = (error.stderr || error.message).split('\n');
    return { failed: lines.find((line) => /Error\b/.test(line)) ?? lines[0] };
  }
}
