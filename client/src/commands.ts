/** The commands of the palette, the lenses and the keys. */
import * as vscode from 'vscode';
import type { FunctionInfo, RunTarget } from '../../protocol/functions';
import { l10n } from '../../protocol/l10n';
import { isExportFormat } from '../../protocol/records';
import type { KeyDestinations } from './keys/keyDestinations';
import type { KeyStore } from './keys/keyStore';
import type { LanguageServer } from './languageClient';
import type { RequestViewer } from './requestViewer';
import { doingCommands } from './doingCommands';
import type { ViewCommands } from './views/commands';
import type { PlaygroundAtHand } from './playground/playgroundAtHand';
import type { Recordings } from './playground/recordings';

export function registerCommands(
  playground: PlaygroundAtHand,
  server: LanguageServer,
  keys: { readonly store: KeyStore; readonly destinations: KeyDestinations },
  requests: RequestViewer,
  recordings: Recordings,
  output: vscode.LogOutputChannel,
  views: ViewCommands,
): vscode.Disposable {
  const commands: Record<string, (argument: unknown) => unknown> = {
    openPlayground: () => openPlayground(playground, server),
    run: (argument) => run(isRunTarget(argument) ? argument : undefined, playground, server),
    cancel: () => playground.cancel(),
    replay: async () => (await playground.activeOrNew()).command('replay'),
    openRecording: async () => (await playground.activeOrNew()).replays.open(),
    saveRecording: async () => (await playground.activeOrNew()).replays.save(),
    exportRun: async (format) =>
      (await playground.activeOrNew()).records.exportRun(isExportFormat(format) ? format : null),
    copyAsMarkdown: async () => (await playground.activeOrNew()).records.exportRun('copy'),
    openAsText: async () => (await playground.activeOrNew()).records.openAsText(),
    showRecordings: async () => (await import('./playground/recordingPicker')).pickRecording(recordings, playground),
    runMany: async () => (await playground.activeOrNew()).command('runMany'),
    playClipboard: async () =>
      (await playground.activeOrNew()).records.bringText(await vscode.env.clipboard.readText()),
    setBaseline: async () => (await playground.activeOrNew()).records.setBaseline(null),
    compareRuns: async () => (await import('./playground/recordingPicker')).compareRun(recordings, playground),
    compareTypes: async () => (await playground.activeOrNew()).records.diff('schema'),
    comparePrompts: async () => (await playground.activeOrNew()).records.diff('prompt'),
    clearRecordings: async () => (await playground.activeOrNew()).records.clear(),
    showRequest: () => request('showRequest', playground, server, requests),
    copyAsCurl: () => request('copyAsCurl', playground, server, requests),
    ...doingCommands(playground),
    openTestTimeline: (argument) => views.openTestTimeline(argument),
    showRecording: (info) => views.showRecording(info),
    refreshFunctions: () => views.refreshFunctions(),
    openWalkthrough: () => views.openWalkthrough(),
    verifyRun: () => views.verifyRun(),
    manageKeys: async () =>
      (await import('./keys/manageKeys')).manageKeys(() => server.variables(), keys.store, keys.destinations),
    showLog: () => output.show(),
    restartServer: () => server.restart(),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, handle]) =>
      vscode.commands.registerCommand(`bamlLive.${name}`, async (argument: unknown) => {
        try {
          await handle(argument);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          output.error(`${name}: ${reason}`);
          void vscode.window.showErrorMessage(`BAML Live: ${reason}`);
        }
      }),
    ),
  );
}

/** Opens the panel with the function at the cursor, or the first of the file, selected. */
async function openPlayground(playground: PlaygroundAtHand, server: LanguageServer): Promise<void> {
  const editor = bamlEditor();
  const panel = await playground.open();
  const target = editor && ((await targetAtCursor(editor, server)) ?? (await firstTarget(editor, server)));
  if (target) panel.offer(target);
}

/** Runs what a lens names, what the cursor is in, what the panel in use has selected, or what the person picks. */
async function run(target: RunTarget | undefined, playground: PlaygroundAtHand, server: LanguageServer): Promise<void> {
  const editor = bamlEditor();
  if (!target && !editor && playground.isInUse) return (await playground.activeOrNew()).command('run');
  const atCursor = target ?? (editor && (await targetAtCursor(editor, server)));
  const wanted = atCursor ?? (await pickTarget(server));
  if (wanted) await (await playground.open()).runTarget(wanted);
}

/** The request of the function the cursor is in, with the arguments of its first test, or of what the panel in use has selected. */
async function request(
  as: 'showRequest' | 'copyAsCurl',
  playground: PlaygroundAtHand,
  server: LanguageServer,
  requests: RequestViewer,
): Promise<void> {
  const editor = bamlEditor();
  if (!editor && playground.isInUse) return (await playground.activeOrNew()).command(as);
  const target = (editor && (await targetAtCursor(editor, server))) ?? (await pickTarget(server));
  if (!target) return;
  const info = (await server.functions()).find((one) => one.name === target.function && one.project === target.project);
  const test = info?.tests.find((one) => target.test === undefined || one.name === target.test);
  const params = { function: target.function, uri: target.project, args: test?.args ?? {} };
  await (as === 'showRequest' ? requests.show(params) : requests.copyAsCurl(params));
}

function bamlEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === 'baml' ? editor : undefined;
}

async function firstTarget(editor: vscode.TextEditor, server: LanguageServer): Promise<RunTarget | undefined> {
  const file = editor.document.uri.toString();
  const first = (await server.functions()).find((info) => vscode.Uri.parse(info.at.uri).toString() === file);
  return first && { function: first.name, project: first.project, uri: file };
}

async function targetAtCursor(editor: vscode.TextEditor, server: LanguageServer): Promise<RunTarget | undefined> {
  const functions = await server.functions();
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    editor.document.uri,
  );
  const block = symbols?.find((symbol) => symbol.range.contains(editor.selection.active));
  return block && targetOf(block, editor.document.uri, functions);
}

/** The function, or the test of a function, that is declared by a block of a file. */
function targetOf(
  block: vscode.DocumentSymbol,
  file: vscode.Uri,
  functions: readonly FunctionInfo[],
): RunTarget | undefined {
  const isHere = (at: { readonly uri: string; readonly line: number; readonly character: number }) =>
    vscode.Uri.parse(at.uri).toString() === file.toString() &&
    block.selectionRange.contains(new vscode.Position(at.line, at.character));
  for (const info of functions) {
    const target = { function: info.name, project: info.project, uri: file.toString() };
    if (isHere(info.at)) return target;
    const test = info.tests.find((one) => isHere(one.at));
    if (test) return { ...target, test: test.name };
  }
  return undefined;
}

async function pickTarget(server: LanguageServer): Promise<RunTarget | undefined> {
  const functions = await server.functions();
  if (!functions.length) {
    void vscode.window.showInformationMessage(l10n.t('There is no BAML function in this workspace to run.'));
    return undefined;
  }
  const items = functions.map((info) => ({
    label: info.name,
    description: info.returns,
    detail: vscode.workspace.asRelativePath(vscode.Uri.parse(info.at.uri)),
    info,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Run which function?'),
    matchOnDetail: true,
  });
  return picked && { function: picked.info.name, project: picked.info.project, uri: picked.info.at.uri };
}

/** Whether a command's argument is what our lenses give; menus give something else. */
function isRunTarget(value: unknown): value is RunTarget {
  if (typeof value !== 'object' || value === null) return false;
  const { function: name, project, uri, test } = value as Record<string, unknown>;
  const isTest = test === undefined || typeof test === 'string';
  return typeof name === 'string' && typeof project === 'string' && typeof uri === 'string' && isTest;
}
