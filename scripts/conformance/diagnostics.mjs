// Compares our errors with those of the official compiler, file by file.
//   node scripts/conformance/diagnostics.mjs DIR [--verbose]
// DIR holds `.baml` files and the `index.json` that records what the official compiler says about each as a project of
// its own. Files named ok-*, stream-ok-* and *-ok-* must have no error; for the others every official error should
// have one of ours on its line. Prints figures; exit code 1 when a file without official errors has one of ours.
import * as esbuild from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const dir = process.argv.slice(2).find((arg) => !arg.startsWith('--'));
const verbose = process.argv.includes('--verbose');
if (!dir) {
  console.error('usage: node scripts/conformance/diagnostics.mjs DIR [--verbose]');
  process.exit(2);
}

const out = mkdtempSync(path.join(os.tmpdir(), 'baml-live-'));
const bundle = path.join(out, 'language.cjs');
const entry = path.resolve(import.meta.dirname, '../../server/src/language/languageService.ts');
await esbuild.build({ entryPoints: [entry], outfile: bundle, bundle: true, platform: 'node', format: 'cjs' });
const { createProject } = createRequire(import.meta.url)(bundle);
rmSync(out, { recursive: true });

const { files } = JSON.parse(readFileSync(path.join(dir, 'index.json'), 'utf8'));
const figures = { clean: 0, cleanWithErrors: 0, files: 0, filesMatched: 0, errors: 0, errorsMatched: 0 };
for (const [name, { diagnostics }] of Object.entries(files)) {
  const text = readFileSync(path.join(dir, name), 'utf8');
  const project = createProject();
  project.setFile(name, text);
  const ours = project
    .snapshot()
    .diagnostics(name)
    .filter(({ severity }) => severity === 'error')
    .map(({ span, code, message }) => ({ from: lineOf(text, span.start), to: lineOf(text, span.end), code, message }));
  const official = diagnostics.filter(({ severity }) => severity === 'error');
  if (/^(ok-|stream-ok-)|-ok-/.test(name)) {
    figures.clean++;
    if (!ours.length) continue;
    figures.cleanWithErrors++;
    console.log(`${name}: errors where there are none`, ours);
  } else if (official.length) {
    const missed = official.filter(({ line }) => !ours.some(({ from, to }) => from <= line && line <= to));
    figures.files++;
    figures.errors += official.length;
    figures.errorsMatched += official.length - missed.length;
    if (!missed.length) figures.filesMatched++;
    else if (verbose) console.log(name, { missed: missed.map(({ line, message }) => `${line}: ${message}`), ours });
  }
}
console.log(
  `clean files without an error of ours: ${figures.clean - figures.cleanWithErrors} of ${figures.clean}\n` +
    `files whose official errors all have one of ours on their line: ${figures.filesMatched} of ${figures.files}\n` +
    `official errors with one of ours on their line: ${figures.errorsMatched} of ${figures.errors}`,
);
process.exit(figures.cleanWithErrors ? 1 : 0);

function lineOf(text, offset) {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}
