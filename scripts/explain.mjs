// Prints what a streamed answer becomes, change by change: what each chunk made visible, what it completed, what is held and why.
//   npm run explain -- FILE [--fields] [--official] [--at LENGTH]
// FILE is a recording (`.bamlrun`), or a case: a JSON file with `baml`, `function` and `text` (or `transcript`), as written by
// `npm run differential` and kept in test/fixtures/streaming. A case is read one character at a time.
//   --fields    also tell the state of every field, not only values and holds
//   --at        instead of the trace, everything that is known when LENGTH units of the text have come: candidates, variants, repairs,
//               and every value with its place, state and hold
//   --official  ask the official runtime at every chunk and mark where it answers otherwise (cases only)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests } from './bundle-tests.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fields: { type: 'boolean' }, official: { type: 'boolean' }, at: { type: 'string' } },
});
const options = { ...values, at: values.at === undefined ? undefined : Number(values.at) };
const [file] = positionals;
if (!file) {
  console.error('usage: npm run explain -- FILE [--fields] [--official] [--at LENGTH]');
  process.exit(2);
}

process.env.BAML_INTERNAL_LOG = 'off';
process.env.BAML_LOG = 'off';
const [built] = await bundleTests(['test/runtime/stream/explain.ts'], 'out/explain');
const { explainCase, explainRecording } = createRequire(import.meta.url)(path.resolve(built));

try {
  const text = readFileSync(file, 'utf8');
  const lines = file.endsWith('.bamlrun') ? explainRecording(text, options) : explainCase(JSON.parse(text), options);
  for (const line of lines) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
