// Builds the suite that runs inside the extension host and runs it.
//   node scripts/suite.mjs [--electron]      --electron: in desktop VS Code, through @vscode/test-electron
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies, ROOT } from './dependencies.mjs';

ensureDependencies();
const { bundleTests } = await import('./bundle-tests.mjs');
const { globSync } = await import('./files.mjs');

const { copyExamples } = await import('./example-copy.mjs');

const electron = process.argv.includes('--electron');
const index = path.join(ROOT, 'out', 'suite', 'suite', 'index');
if (electron) build();
await bundleTests(globSync('test/suite/**/*.ts'), 'out/suite', { external: ['vscode'] });
if (electron) await bundleTests(['test/electron/run.ts'], 'out/electron');

const examples = await copyExamples(ROOT);
// The first for the suite's model, the second for the launcher of desktop VS Code.
const env = { BAML_LIVE_EXAMPLE_PORT: String(examples.port), BAML_LIVE_EXAMPLES: examples.folder };
let status;
try {
  status = electron
    ? run(['out/electron/electron/run.js'])
    : run([
        'scripts/host/run-suite.mjs',
        `--extensionDevelopmentPath=${ROOT}`,
        `--extensionTestsPath=${index}`,
        examples.folder,
      ]);
} finally {
  examples.remove();
}
process.exit(status ?? 1);

function build() {
  const { status: built } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: ROOT, stdio: 'inherit' });
  if (built !== 0) process.exit(built ?? 1);
}

function run(args) {
  return (
    spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1
  );
}
