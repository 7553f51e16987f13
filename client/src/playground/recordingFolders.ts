/** The two places recordings are in, as folders of VS Code's file system. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import { peekAt, readRecordingAt } from './recordingFiles';
import type { RememberedPorts } from './rememberedArguments';
import { LIMITS, type FileEntry, type Limits, type Marks, type RecordingPorts } from './recordings';

const PATTERN = '**/*.bamlrun';
const EXCLUDED = '**/node_modules/**';
const MAX_PROJECT_FILES = 200;
const MARKS = 'bamlLive.recordings.marks';
const ARGUMENTS = 'bamlLive.arguments';
const MEGABYTE = 1024 * 1024;

/** The extension's own folder; made when the first recording is kept. */
export function keptFolder(folder: vscode.Uri): RecordingPorts['kept'] {
  const at = (name: string) => {
    if (/[/\\]/.test(name)) throw new Error(l10n.t('There is no such recording.'));
    return vscode.Uri.joinPath(folder, name);
  };
  return {
    list: async () => {
      const names = await vscode.workspace.fs.readDirectory(folder).then(
        (entries) => entries.filter(([name]) => name.endsWith('.bamlrun')).map(([name]) => name),
        () => [],
      );
      return stats(names, at);
    },
    load: async (name) => readRecordingAt(at(name)),
    peek: async (name) => peekAt(at(name)),
    write: async (name, text) => {
      await vscode.workspace.fs.createDirectory(folder);
      await vscode.workspace.fs.writeFile(at(name), new TextEncoder().encode(text));
    },
    remove: async (name) => vscode.workspace.fs.delete(at(name)),
  };
}

/** All `*.bamlrun` files of the workspace; their names are their URIs. */
export function projectFolder(): RecordingPorts['project'] {
  return {
    list: async () => {
      const found = await vscode.workspace.findFiles(PATTERN, EXCLUDED, MAX_PROJECT_FILES);
      return stats(
        found.map((uri) => uri.toString()),
        (name) => vscode.Uri.parse(name, true),
      );
    },
    load: async (name) => readRecordingAt(vscode.Uri.parse(name, true)),
    peek: async (name) => peekAt(vscode.Uri.parse(name, true)),
    remove: async (name) => vscode.workspace.fs.delete(vscode.Uri.parse(name, true), { useTrash: true }),
    rename: async (name, to) => {
      const uri = vscode.Uri.parse(name, true);
      await vscode.workspace.fs.rename(uri, vscode.Uri.joinPath(uri, '..', to), { overwrite: false });
    },
  };
}

/** Calls `changed` when a recording of the workspace appears, changes or goes. */
export function watchProject(changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
  );
}

/** What people said about kept runs, in a store of the editor. */
export function keptMarks(store: vscode.Memento): RecordingPorts['marks'] {
  return {
    get: () => store.get<Marks>(MARKS) ?? {},
    set: async (marks) => store.update(MARKS, marks),
  };
}

/** What functions were given last, in a store of the editor. */
export function keptArguments(store: vscode.Memento): RememberedPorts['store'] {
  return { get: () => store.get(ARGUMENTS), set: (all) => void store.update(ARGUMENTS, all) };
}

/** How much is kept, as the settings say. */
export function keptLimits(): Limits {
  const settings = vscode.workspace.getConfiguration('bamlLive.recordings');
  const number = (name: string, usual: number): number => {
    const value: unknown = settings.get(name);
    return typeof value === 'number' && Number.isFinite(value) ? value : usual;
  };
  return { runs: number('keepRuns', LIMITS.runs), bytes: number('keepMegabytes', LIMITS.bytes / MEGABYTE) * MEGABYTE };
}

async function stats(names: readonly string[], at: (name: string) => vscode.Uri): Promise<readonly FileEntry[]> {
  const entries = await Promise.all(
    names.map((name) =>
      vscode.workspace.fs.stat(at(name)).then(
        ({ size, mtime }): FileEntry => ({ name, size, modified: mtime }),
        () => undefined,
      ),
    ),
  );
  return entries.filter((entry) => entry !== undefined);
}
