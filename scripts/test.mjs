// `npm test`: everything a change has to pass, in the order in which it fails fastest. Installs what is missing.
//   node scripts/test.mjs [STEP…]       STEP: typecheck lint build unit browser suite e2e; default: all
import { ensureDependencies, ROOT } from './dependencies.mjs';

ensureDependencies();

const { spawnSync } = await import('node:child_process');
const fs = await import('node:fs');
const os = await import('node:os');
const path = await import('node:path');
const { ensureBrowser } = await import('./host/browser.mjs');

const stats = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-test-')), 'stats.jsonl');
const bin = (name, file) => path.join('node_modules', name, file);

/** Each step: a name, what it proves, and the arguments for Node. */
const STEPS = [
  ['typecheck', 'types and layers', [bin('typescript', 'bin/tsc'), '-b']],
  [
    'lint',
    'lint',
    [bin('eslint', 'bin/eslint.js'), '.'],
    [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ],
  ['build', 'bundles', ['esbuild.mjs']],
  ['unit', 'language, runtime, LSP, examples', ['scripts/unit.mjs']],
  ['browser', 'the panel in a real Chromium', ['scripts/unit.mjs', '--browser']],
  ['suite', 'inside the extension host of a real VS Code', ['scripts/suite.mjs']],
  ['e2e', 'journeys in a real VS Code', ['scripts/unit.mjs', 'test/e2e']],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some(([step]) => step === name));
if (unknown.length) {
  console.error(`unknown step ${unknown.join(', ')}; there are ${STEPS.map(([step]) => step).join(', ')}`);
  process.exit(1);
}

const failed = [];
for (const [step, proves, ...commands] of STEPS) {
  if (wanted.length && !wanted.includes(step)) continue;
  console.log(`\n── ${step}: ${proves}`);
  if (['browser', 'suite', 'e2e'].includes(step)) process.env.CHROME_PATH = ensureBrowser();
  const started = Date.now();
  const ok = commands.every(
    (args) =>
      spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, MOCHA_STATS: stats } })
        .status === 0,
  );
  console.log(`   ${ok ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (!ok) failed.push(step);
}

const counts = { passes: 0, failures: 0, pending: 0 };
for (const line of fs.existsSync(stats) ? fs.readFileSync(stats, 'utf8').trim().split('\n') : []) {
  for (const [name, n] of Object.entries(JSON.parse(line))) counts[name] += n;
}
console.log(failed.length ? `\nFailed steps: ${failed.join(', ')}` : '\nEvery step passed.');
console.log(`${counts.passes} passed, ${counts.failures} failed, ${counts.pending} skipped`);
process.exit(failed.length ? 1 : 0);
