/** What is on disk: the files of a project and the projects of a folder. Nothing here throws. */
import fs from 'node:fs';
import path from 'node:path';
import { isBaml, isRootName } from './uris';

export type FileRead =
  | { readonly kind: 'text'; readonly text: string; readonly problem?: string }
  /** It exists but cannot be used; `problem` says why. */
  | { readonly kind: 'unreadable'; readonly problem: string }
  | { readonly kind: 'absent' };

/** A larger file is no BAML that anybody wrote, and reading one takes a hundred times its size in memory. */
const MAX_SIZE = 12 * 1024 * 1024;
const TOO_LARGE: FileRead = {
  kind: 'unreadable',
  problem: 'This file is larger than 12 MB, so it was not read. Split it into several.',
};

/** A text that the editor has, as if it had been read. */
export function readable(text: string): FileRead {
  return text.length > MAX_SIZE ? TOO_LARGE : { kind: 'text', text };
}

/** Reads a file as UTF-8. Bytes that are not UTF-8 become U+FFFD, as in the editor, with a problem that says so. */
export function readText(file: string): FileRead {
  try {
    const stat = fs.statSync(file);
    if (stat.isDirectory()) return { kind: 'absent' };
    // Reading a pipe or a device would wait for ever.
    if (!stat.isFile()) return { kind: 'unreadable', problem: 'This is not a regular file, so it was not read.' };
    if (stat.size > MAX_SIZE) return TOO_LARGE;
    const bytes = fs.readFileSync(file);
    const text = new TextDecoder().decode(bytes);
    if (!text.includes('\uFFFD') || isUtf8(bytes)) return { kind: 'text', text };
    return { kind: 'text', text, problem: 'This file is not valid UTF-8. Save it with the encoding UTF-8.' };
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

/** Folders that hold other people's code or no code at all. */
const SKIPPED = new Set(['node_modules', 'bower_components', 'site-packages', '__pycache__', 'venv']);

/** Whether no projects are looked for in folders of this name. */
export function isSkipped(name: string): boolean {
  return name.startsWith('.') || SKIPPED.has(name);
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

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
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
