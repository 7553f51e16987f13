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

/** What a check of a file said is said again while neither the file nor the rules have changed. */
const kept = (name) => ['--cache', '--cache-strategy', 'content', '--cache-location', path.join('out', 'lint', name)];

/**
 * Each step: a name, what it proves, and commands as arguments for Node. Two runners, since there are two cores, take from both ends
 * until they meet: first what computes, last what mostly waits for a browser or an editor. `needs` has to be done before; of those with the
 * same `uses` one runs at a time.
 */
const STEPS = [
  { name: 'typecheck', proves: 'types and layers', commands: [[bin('typescript', 'bin/tsc'), '-b']] },
  {
    name: 'lint',
    proves: 'lint',
    commands: [
      [bin('eslint', 'bin/eslint.js'), '.', ...kept('eslint')],
      [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.', ...kept('prettier')],
    ],
  },
  { name: 'unit', proves: 'runtime', commands: [['scripts/unit.mjs', 'test/runtime']] },
  { name: 'unit', proves: 'language', commands: [['scripts/unit.mjs', 'test/language']] },
  {
    name: 'unit',
    proves: 'LSP, protocol, client, panel, examples, documents',
    commands: [['scripts/unit.mjs', '--without', 'test/runtime', '--without', 'test/language']],
  },
  { name: 'browser', proves: 'the panel in a real Chromium', commands: [['scripts/unit.mjs', '--browser']] },
  {
    name: 'suite',
    proves: 'inside the extension host of a real VS Code',
    commands: [['scripts/suite.mjs']],
    needs: 'build',
    uses: 'editor',
  },
  {
    name: 'e2e',
    proves: 'journeys in a real VS Code',
    commands: [['scripts/unit.mjs', 'test/e2e']],
    needs: 'build',
    uses: 'editor',
  },
  { name: 'build', proves: 'bundles', commands: [['esbuild.mjs']] },
];

const wanted = process.argv.slice(2);
const known = new Set(STEPS.map(({ name }) => name));
const unknown = wanted.filter((name) => !known.has(name));
if (unknown.length) {
  console.error(`unknown step ${unknown.join(', ')}; there are ${[...known].join(', ')}`);
  process.exit(1);
}
const steps = STEPS.filter(({ name }) => !wanted.length || wanted.includes(name));
const isAlone = steps.length === 1;
if (steps.some(({ name }) => ['browser', 'suite', 'e2e'].includes(name))) process.env.CHROME_PATH = ensureBrowser();

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

async function runStep({ name, proves, commands }) {
  const printed = [];
  const title = `── ${name}: ${proves}`;
  console.log(isAlone ? `\n${title}` : `   ${name}: ${proves} …`);
  const started = Date.now();
  let ok = true;
  for (const args of commands) ok &&= await run(args, isAlone ? undefined : (chunk) => printed.push(chunk));
  if (!isAlone) process.stdout.write(`\n${title}\n${Buffer.concat(printed).toString()}`);
  console.log(`   ${ok ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (!ok) failed.push(name);
}

const waiting = [...steps];
const running = new Map();
const isReady = ({ needs, uses }) =>
  [...waiting, ...running.keys()].every((other) => other.name !== needs) &&
  [...running.keys()].every((other) => !uses || other.uses !== uses);

async function runAll(next) {
  while (waiting.length) {
    const step = next(isReady);
    if (!step) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(step), 1);
    if (failed.includes(step.needs)) {
      // It cannot be right.
      console.log(`   not run without the bundles: ${step.name}`);
      failed.push(step.name);
      continue;
    }
    const ended = runStep(step).finally(() => running.delete(step));
    running.set(step, ended);
    await ended;
  }
}

await Promise.all([runAll((test) => waiting.find(test)), runAll((test) => waiting.findLast(test))]);

const counts = { passes: 0, failures: 0, pending: 0 };
for (const line of fs.existsSync(stats) ? fs.readFileSync(stats, 'utf8').trim().split('\n') : []) {
  for (const [name, n] of Object.entries(JSON.parse(line))) counts[name] += n;
}
console.log(failed.length ? `\nFailed steps: ${[...new Set(failed)].join(', ')}` : '\nEvery step passed.');
console.log(`${counts.passes} passed, ${counts.failures} failed, ${counts.pending} skipped`);
process.exit(failed.length ? 1 : 0);
