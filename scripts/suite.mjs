// Builds the suite that runs inside the extension host and runs it.
//   node scripts/suite.mjs [--electron]      --electron: in desktop VS Code, through @vscode/test-electron
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies, ROOT } from './dependencies.mjs';

ensureDependencies();
const { bundleTests } = await import('./bundle-tests.mjs');
const { globSync } = await import('./files.mjs');

const electron = process.argv.includes('--electron');
if (electron) run(['esbuild.mjs']);
await bundleTests(globSync('test/suite/**/*.ts'), 'out/suite', { external: ['vscode'] });
if (electron) {
  await bundleTests(['test/electron/run.ts'], 'out/electron');
  run(['out/electron/electron/run.js']);
} else {
  run([
    'scripts/host/run-suite.mjs',
    `--extensionDevelopmentPath=${ROOT}`,
    `--extensionTestsPath=${path.join(ROOT, 'out', 'suite', 'suite', 'index')}`,
    path.join(ROOT, 'examples'),
  ]);
}

function run(args) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
