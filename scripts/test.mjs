// `npm test`: everything a change has to pass. Installs what is missing.
//   node scripts/test.mjs [STEP…]       STEP: typecheck lint build unit browser suite e2e; default: all
import { ensureDependencies, ROOT } from './dependencies.mjs';

ensureDependencies();

const { spawn } = await import('node:child_process');
const fs = await import('node:fs');
const os = await import('node:os');
const path = await import('node:path');
const { ensureBrowser } = await import('./host/browser.mjs');

const stats = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-test-')), 'stats.jsonl');
const bin = (name, file) => path.join('node_modules', name, file);

/**
 * Two lanes, side by side since there are two cores: what computes, and what mostly waits for a browser or an editor. Each step: a
 * name, what it proves, and the arguments for Node.
 */
const LANES = [
  [
    ['typecheck', 'types and layers', [bin('typescript', 'bin/tsc'), '-b']],
    [
      'lint',
      'lint',
      [bin('eslint', 'bin/eslint.js'), '.'],
      [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    ],
    ['unit', 'language, runtime, LSP, examples', ['scripts/unit.mjs']],
  ],
  [
    ['build', 'bundles', ['esbuild.mjs']],
    ['browser', 'the panel in a real Chromium', ['scripts/unit.mjs', '--browser']],
    ['suite', 'inside the extension host of a real VS Code', ['scripts/suite.mjs']],
    ['e2e', 'journeys in a real VS Code', ['scripts/unit.mjs', 'test/e2e']],
  ],
];

const wanted = process.argv.slice(2);
const known = LANES.flat().map(([step]) => step);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length) {
  console.error(`unknown step ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(1);
}
const lanes = LANES.map((lane) => lane.filter(([step]) => !wanted.length || wanted.includes(step))).filter(
  ({ length }) => length,
);
if (lanes.flat().some(([step]) => ['browser', 'suite', 'e2e'].includes(step)))
  process.env.CHROME_PATH = ensureBrowser();

const env = { ...process.env, MOCHA_STATS: stats };
const failed = [];

/** Runs a command; what it prints comes at once when nothing runs beside it, otherwise when it is done, so that nothing is mixed. */
function run(args, print) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', ...(print ? ['pipe', 'pipe'] : ['inherit', 'inherit'])],
    });
    child.stdout?.on('data', print);
    child.stderr?.on('data', print);
    child.on('error', (error) => {
      print?.(Buffer.from(`${error.message}\n`));
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}

async function runStep([step, proves, ...commands]) {
  const printed = [];
  const title = `── ${step}: ${proves}`;
  const isAlone = lanes.length === 1;
  console.log(isAlone ? `\n${title}` : `   ${step} …`);
  const started = Date.now();
  let ok = true;
  for (const args of commands) ok &&= await run(args, isAlone ? undefined : (chunk) => printed.push(chunk));
  if (!isAlone) process.stdout.write(`\n${title}\n${Buffer.concat(printed).toString()}`);
  console.log(`   ${ok ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (!ok) failed.push(step);
  return ok;
}

await Promise.all(
  lanes.map(async (lane) => {
    for (const step of lane) {
      if ((await runStep(step)) || step[0] !== 'build') continue;
      // Nothing behind it can be right.
      const skipped = lane.slice(lane.indexOf(step) + 1).map(([name]) => name);
      if (skipped.length) console.log(`   not run without the bundles: ${skipped.join(', ')}`);
      failed.push(...skipped);
      break;
    }
  }),
);

const counts = { passes: 0, failures: 0, pending: 0 };
for (const line of fs.existsSync(stats) ? fs.readFileSync(stats, 'utf8').trim().split('\n') : []) {
  for (const [name, n] of Object.entries(JSON.parse(line))) counts[name] += n;
}
console.log(failed.length ? `\nFailed steps: ${failed.join(', ')}` : '\nEvery step passed.');
console.log(`${counts.passes} passed, ${counts.failures} failed, ${counts.pending} skipped`);
process.exit(failed.length ? 1 : 0);
