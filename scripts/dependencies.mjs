// Installs what is missing, so that a fresh clone needs one command. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const MINIMUM_NODE = 20;

/**
 * Installs what the lock file names when node_modules is absent or older. Ends the process with a message on failure.
 *
 * Not `npm ci`: it refuses a lock file without the binaries of other platforms, and a registry mirror may hold none of
 * them. `--no-save` leaves package.json and the lock file alone.
 */
export function ensureDependencies(log = console.log) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MINIMUM_NODE) {
    console.error(`BAML Live needs Node ${MINIMUM_NODE} or newer to build; this is ${process.version}.`);
    process.exit(1);
  }
  const lock = path.join(ROOT, 'package-lock.json');
  const installed = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (fs.existsSync(installed) && fs.statSync(installed).mtimeMs >= fs.statSync(lock).mtimeMs) return;
  log('Installing dependencies …');
  const windows = process.platform === 'win32';
  const result = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      stdio: 'inherit',
      shell: windows,
    },
  );
  if (result.status !== 0) {
    console.error('npm install failed; see above. The npm registry must be reachable.');
    process.exit(1);
  }
  // npm keeps the lock's own time for a tree that was already right; touch it so that the next start skips this.
  const now = new Date();
  fs.utimesSync(installed, now, now);
}
