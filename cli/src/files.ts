/** Files the commands work on. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { readRecording } from '../../protocol/recording';
import type { Recording } from '../../protocol/run';
import { UsageError } from './usage';

/** Folders nobody writes into by hand. */
const SKIPPED = new Set(['node_modules', 'baml_client', 'dist', 'out', 'target', '__pycache__']);

/** Files with one of these endings at or below paths, sorted; hidden folders are left out. */
export function filesBelow(paths: readonly string[], endings: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (file: string, isNamed: boolean): void => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() && endings.some((ending) => file.endsWith(ending))) found.add(file);
    if (!stat?.isDirectory() || (!isNamed && isSkipped(path.basename(file)))) return;
    for (const entry of readdirSync(file, { withFileTypes: true })) {
      if (entry.isDirectory() || entry.isFile()) visit(path.join(file, entry.name), false);
    }
  };
  for (const one of paths) {
    if (!statSync(one, { throwIfNoEntry: false })) throw new UsageError(`There is no file or folder \`${one}\`.`);
    visit(path.resolve(one), true);
  }
  return [...found].sort();
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || SKIPPED.has(name);
}

/** The folder of a path: its own, or that of a file. */
export function folderOf(file: string): string {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory()
    ? path.resolve(file)
    : path.dirname(path.resolve(file));
}

/** A recording, or what is wrong with it. */
export function loadRecording(file: string): { recording: Recording } | { problem: string; line: number } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { problem: `It cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`, line: 1 };
  }
  const { recording, problems } = readRecording(text);
  if (recording) return { recording };
  const [first] = problems;
  return { problem: first?.message ?? 'It is no recording.', line: first?.line ?? 1 };
}

export function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative && !relative.startsWith('..') ? relative : file;
}

/** The folder whose projects a path belongs to: the nearest one around it that holds a `baml_src`, else its own. */
export function workspaceOf(file: string): string {
  const own = folderOf(file);
  for (let folder = own; ; folder = path.dirname(folder)) {
    if (statSync(path.join(folder, 'baml_src'), { throwIfNoEntry: false })?.isDirectory()) return folder;
    if (folder === path.dirname(folder)) return own;
  }
}
