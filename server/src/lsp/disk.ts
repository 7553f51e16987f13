/** What is on disk: the files of a project and the projects of a folder. Nothing here throws. */
import fs from 'node:fs';
import path from 'node:path';
import { decoded, isSkipped, MOST_BYTES, TOO_LARGE, type FileRead } from './fileRead';
import { isBaml, isRootName } from './uris';

/** Reads a file as UTF-8. Bytes that are not UTF-8 become U+FFFD, as in the editor, with a problem that says so. */
export function readText(file: string): FileRead {
  try {
    const stat = fs.statSync(file);
    if (stat.isDirectory()) return { kind: 'absent' };
    // Reading a pipe or a device would wait for ever.
    if (!stat.isFile()) return { kind: 'unreadable', problem: 'This is not a regular file, so it was not read.' };
    if (stat.size > MOST_BYTES) return TOO_LARGE;
    return decoded(fs.readFileSync(file));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    return { kind: 'unreadable', problem: `This file cannot be read (${code}). Check its permissions.` };
  }
}

/** A tree with more folders is no project of anybody: a link to the root of the disk, perhaps. */
const MAX_FOLDERS = 50_000;

/**
 * The paths of all `*.baml` files below a folder, links followed, each folder visited once. One list for each folder, so
 * that the caller can pause in between: there may be many folders with nothing in them.
 */
export function* bamlFiles(root: string): Generator<readonly string[]> {
  const visited = new Set<string>();
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined && visited.size < MAX_FOLDERS; folder = waiting.pop()) {
    const real = realPath(folder);
    if (real === undefined || visited.has(real)) continue;
    visited.add(real);
    const files: string[] = [];
    for (const entry of entriesOf(folder)) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() || (entry.isSymbolicLink() && isFolder(full))) waiting.push(full);
      else if (isBaml(entry.name)) files.push(full);
    }
    yield files;
  }
}

/** The folders named `baml_src` below a folder (or the folder itself); links are not followed. */
export async function findRoots(folder: string, isCancelled: () => boolean): Promise<string[]> {
  const roots: string[] = [];
  const waiting = [folder];
  for (let seen = 0; waiting.length && seen < MAX_FOLDERS && !isCancelled(); seen++) {
    const at = waiting.pop()!;
    if (isRootName(path.basename(at))) roots.push(at);
    const entries = await fs.promises.readdir(at, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !isSkipped(entry.name)) waiting.push(path.join(at, entry.name));
    }
  }
  return roots;
}

export function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false;
  }
}

/** A file that exists, named from another one. */
export function fileBeside(file: string, name: string): string | undefined {
  const found = path.resolve(path.dirname(file), name);
  return fs.existsSync(found) ? found : undefined;
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function realPath(folder: string): string | undefined {
  try {
    return fs.realpathSync.native(folder);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
