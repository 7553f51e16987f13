/** The two places recordings are in, as folders of VS Code's file system. */
import * as vscode from 'vscode';
import type { FileEntry, RecordingPorts } from './recordings';

const PATTERN = '**/*.bamlrun';
const EXCLUDED = '**/node_modules/**';
const MAX_PROJECT_FILES = 200;

/** The extension's own folder; made when the first recording is kept. */
export function keptFolder(folder: vscode.Uri): RecordingPorts['kept'] {
  const at = (name: string) => {
    if (/[/\\]/.test(name)) throw new Error('There is no such recording.');
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
    read: async (name) => readText(at(name)),
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
    read: async (name) => readText(vscode.Uri.parse(name, true)),
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

export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
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
