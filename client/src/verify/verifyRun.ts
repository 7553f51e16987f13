/** *Verify Against Your Runtime*: the answer on screen, read by the `@boundaryml/baml` of the workspace as well. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunEvent } from '../../../protocol/run';
import { EMPTY, foldAll } from '../../../protocol/timeline';
import { compared, prefixesOf, verificationText } from '../../../protocol/verification';
import { nearestFunction, type FunctionInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';
import { readText } from '../playground/recordingFiles';
import { askRuntime, installedRuntime } from './askRuntime';

/** The official parser reads the whole text again each time. */
const MOST_PREFIXES = 400;

export async function verifyRun(
  events: readonly RunEvent[],
  functions: readonly FunctionInfo[],
  script: string,
): Promise<void> {
  const timeline = foldAll(EMPTY, events);
  const called = nearestFunction(functions, timeline.started?.header.function ?? '', timeline.started?.at?.uri ?? '');
  if (!timeline.text || !called)
    return say(
      l10n.t('Run a function of this workspace, or replay a recording of one; then its answer can be verified.'),
    );
  if (!vscode.workspace.isTrusted)
    return say(l10n.t('In Restricted Mode no code of the workspace is run, and its BAML runtime is such code.'));
  const root = vscode.Uri.parse(called.project);
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const runtime = installedRuntime(path.dirname(root.fsPath), folders);
  if (!runtime)
    return say(
      l10n.t(
        'No `@boundaryml/baml` is installed in a `node_modules` of this workspace, so there is nothing to verify against.',
      ),
    );
  const prefixes = prefixesOf(timeline, MOST_PREFIXES);
  const question = {
    package: runtime.folder,
    files: await projectFiles(root),
    function: called.name,
    text: timeline.text,
    lengths: prefixes.map(({ length }) => length),
  };
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Asking {0}', runtime.name),
    cancellable: true,
  };
  const answers = await vscode.window.withProgress(progress, (report, token) => {
    const cancellation = new AbortController();
    token.onCancellationRequested(() => cancellation.abort());
    return askRuntime(script, question, cancellation.signal, (n) =>
      report.report({ message: l10n.t('{0} of {1}', n, prefixes.length) }),
    );
  });
  const content = verificationText(compared(timeline, prefixes, answers, runtime.name));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: true });
}

/** The files of a project by name, as they are typed. */
async function projectFiles(root: vscode.Uri): Promise<Record<string, string>> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, '**/*.baml'));
  const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
  const files: Record<string, string> = {};
  for (const uri of found) {
    const text = open.get(uri.toString())?.getText() ?? (await readText(uri));
    files[`/${path.relative(root.fsPath, uri.fsPath).replaceAll('\\', '/')}`] = text;
  }
  return files;
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
