/** The bundles as they ship, for tests that start them or weigh them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

let folder: string | undefined;

/** A folder with the bundles in `dist`, as in the package: built once for all tests of the process (seconds), gone when it ends. Only to be read. */
export function shipped(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(path.join(tmpdir(), 'baml-live-shipped-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  const build = ['esbuild.mjs', '--production', '--out', path.join(made, 'dist')];
  execFileSync(process.execPath, build, { cwd: path.dirname(__TEST_ROOT__) });
  return (folder = made);
}
