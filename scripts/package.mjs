// Makes the extension as it is published: one VSIX for every platform.
//   node scripts/package.mjs [--out FILE]        default: baml-live-VERSION.vsix in the working directory
// What ships is named in .vscodeignore and nowhere else. It is packed in a folder of its own, so that a development build is left alone.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDependencies, ROOT } from './dependencies.mjs';

/** Not a devDependency: only packaging needs it, and it is larger than everything else together. */
const VSCE = '@vscode/vsce@3.9.2';

ensureDependencies();
const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const out = process.argv.includes('--out')
  ? process.argv[process.argv.indexOf('--out') + 1]
  : `baml-live-${version}.vsix`;
const target = path.resolve(out);
const staging = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-package-'));
try {
  run(process.execPath, ['esbuild.mjs', '--production', '--out', path.join(staging, 'dist')], ROOT);
  for (const name of [
    'package.json',
    '.vscodeignore',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'language-configuration.json',
  ]) {
    fs.copyFileSync(path.join(ROOT, name), path.join(staging, name));
  }
  for (const name of ['syntaxes', 'docs', 'l10n'])
    fs.cpSync(path.join(ROOT, name), path.join(staging, name), { recursive: true });
  for (const name of fs.readdirSync(ROOT)) {
    if (/^package\.nls(\.[\w-]+)?\.json$/.test(name)) fs.copyFileSync(path.join(ROOT, name), path.join(staging, name));
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const vsce = ['exec', '--yes', '--ignore-scripts', '--loglevel=error', `--package=${VSCE}`, '--', 'vsce'];
  run(npm, [...vsce, 'package', '--no-dependencies', '--out', target], staging);
  console.log(`${target}: ${(fs.statSync(target).size / 1024).toFixed(0)} KB`);
} finally {
  fs.rmSync(staging, { recursive: true, force: true });
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(error ? String(error) : `${command} ended with ${status}`);
  process.exit(1);
}
