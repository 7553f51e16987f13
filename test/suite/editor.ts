/** What the suite does in the editor. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { BamlLiveApi } from '../../client/src/api';

const EXTENSION = 'baml-live.baml-live';
const LIMIT_MS = 20_000;
const PAUSE_MS = 25;

/** Absolute path of a file of the example workspace. */
export function workspaceFile(name: string): string {
  return path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, name);
}

export async function openBaml(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(name));
  await vscode.window.showTextDocument(document);
  return document;
}

export async function api(): Promise<BamlLiveApi> {
  const extension = vscode.extensions.getExtension<BamlLiveApi>(EXTENSION);
  if (!extension) throw new Error(`${EXTENSION} is not installed`);
  return extension.activate();
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Asks again until the answer is neither false, undefined nor an empty list. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  what = ask.toString(),
): Promise<Exclude<T, false | undefined>> {
  const until = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await ask();
    const empty = answer === false || answer === undefined || (Array.isArray(answer) && answer.length === 0);
    if (!empty) return answer as Exclude<T, false | undefined>;
    if (Date.now() > until) throw new Error(`did not become true in ${LIMIT_MS / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
