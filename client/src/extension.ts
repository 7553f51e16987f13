/** Where VS Code enters: wires server, recordings, playground and commands. */
import * as vscode from 'vscode';
import { l10n, useTranslations } from '../../protocol/l10n';
import type { BamlLiveApi } from './api';
import { checkPages, showCheckPages, showQuirkPage } from './checkPages';
import { registerCommands } from './commands';
import { expectationLanguage } from './expectations/language';
import { EnvironmentOverrides } from './keys/environmentOverrides';
import { KeyDestinations } from './keys/keyDestinations';
import { KeyQuestions } from './keys/keyQuestions';
import { KeyStore } from './keys/keyStore';
import { createSeal } from './keys/seal';
import { LanguageServer } from './languageClient';
import { onDidChangeLanguageFeatures } from './languageFeatures';
import { ExportPort, redactedPaths } from './playground/exportPort';
import { PANEL_TYPE, PlaygroundAtHand, RECORDING_TYPE } from './playground/playgroundAtHand';
import {
  keptArguments,
  keptFolder,
  keptLimits,
  keptMarks,
  projectFolder,
  watchProject,
} from './playground/recordingFolders';
import { Recordings } from './playground/recordings';
import { RememberedArguments } from './playground/rememberedArguments';
import { RunFiguresView } from './playground/runFiguresView';
import { RequestViewer } from './requestViewer';
import { showRunState } from './runState';
import { registerViewCommands } from './viewCommands';
import { FunctionsView } from './views/functionsView';
import { LanguageStatus } from './views/languageStatus';
import { RecordingsView } from './views/recordingsView';
import { viewCommands } from './views/commands';
import { TestExplorer } from './testing/testExplorer';

let ending: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): BamlLiveApi {
  useTranslations(vscode.l10n.bundle);
  const output = vscode.window.createOutputChannel('BAML Live', { log: true });
  const keys = {
    store: new KeyStore(context.secrets, context.globalState),
    destinations: new KeyDestinations(context.globalState),
    overrides: new EnvironmentOverrides(),
  };
  const language = new LanguageServer(
    context.extensionUri,
    checkPages(context.extensionUri),
    new KeyQuestions(keys.store, keys.destinations, keys.overrides, createSeal()),
    output,
  );
  const storage = context.storageUri ?? context.globalStorageUri;
  const recordings: Recordings = new Recordings(
    {
      kept: keptFolder(vscode.Uri.joinPath(storage, 'runs')),
      project: projectFolder(),
      marks: keptMarks(context.storageUri ? context.workspaceState : context.globalState),
      redact: redactedPaths,
      log: (message) => output.warn(message),
      changed: () => {
        playground.recordingsChanged();
        recordingsView.refresh();
      },
      newId: () => crypto.randomUUID().slice(0, 8),
    },
    keptLimits,
  );
  const requests = new RequestViewer((params) => language.requestPreview(params));
  const exports = new ExportPort(vscode.Uri.joinPath(context.extensionUri, 'dist'));
  const remembered = new RememberedArguments({
    store: keptArguments(context.workspaceState),
    redact: redactedPaths,
  });
  const playground = new PlaygroundAtHand(async () => {
    const { Playground } = await import('./playground/panel');
    const { rerunOnSave } = await import('./playground/rerunOnSave');
    const made = new Playground(
      context.extensionUri,
      language,
      recordings,
      requests,
      exports,
      output,
      keys.overrides,
      remembered,
    );
    context.subscriptions.push(rerunOnSave(made));
    return made;
  });
  const tests = new TestExplorer({
    server: language,
    recordings: (of) => recordings.ofFunction(of),
    keep: (recording) => recordings.keep(recording),
    show: async (recording, frame) => (await playground.open()).replays.showAt(recording, frame),
  });
  const functionsView = new FunctionsView(() => language.functions());
  const recordingsView = new RecordingsView(() => recordings.list());
  const status = new LanguageStatus(language);
  ending = async () => {
    remembered.flush();
    await playground.finish();
    await language.stop();
  };

  context.subscriptions.push(
    output,
    language,
    requests,
    exports,
    playground,
    registerViewCommands(playground),
    tests,
    functionsView,
    recordingsView,
    status,
    expectationLanguage(language),
    registerCommands(
      playground,
      language,
      keys,
      requests,
      recordings,
      output,
      viewCommands(playground, recordings, functionsView, tests, async () => {
        const { verifyRun } = await import('./verify/verifyRun');
        await verifyRun(playground.events, await language.functions(), context.asAbsolutePath('dist/verify.js'));
      }),
    ),
    showRunState(playground),
    new RunFiguresView(playground),
    showCheckPages(context.extensionUri),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('bamlLive.announcements')) playground.settingsChanged();
      if (event.affectsConfiguration('bamlLive.recordings.redactArguments')) remembered.settingsChanged();
    }),
    watchProject(() => {
      playground.recordingsChanged();
      recordingsView.refresh();
    }),
    showQuirkPage(context.extensionUri),
    // What the editor shows already was filtered by the old answer; a fresh server says everything again.
    onDidChangeLanguageFeatures(() => void language.restartIfUp()),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.languageId === 'baml' && contentChanges.length) playground.edited(document.uri.toString());
    }),
    language.onDidChangeFunctions(() => {
      playground.functionsChanged();
      tests.functionsChanged();
      functionsView.refresh();
      status.refresh();
    }),
    language.onDidChangeState(() => {
      playground.serverChanged();
      tests.functionsChanged();
      status.refresh();
    }),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, playground),
    vscode.window.registerCustomEditorProvider(RECORDING_TYPE, playground),
    // The server was told otherwise when it started.
    vscode.workspace.onDidGrantWorkspaceTrust(() => void language.restartIfUp()),
    startWithFirstFile(language, output),
  );

  return Object.freeze({
    events: () => playground.events,
    isRunning: () => playground.isRunning,
    isServerReady: () => language.isReady,
  });
}

export async function deactivate(): Promise<void> {
  await ending?.();
}

/** Starts the server when a BAML file is open. The panel and the commands start it when they need it. */
function startWithFirstFile(language: LanguageServer, output: vscode.LogOutputChannel): vscode.Disposable {
  let isStarted = false;
  const look = (document: vscode.TextDocument) => {
    if (isStarted || document.languageId !== 'baml') return;
    isStarted = true;
    language.start().catch((error: unknown) => {
      output.error(`the language server did not start: ${String(error)}`);
      void vscode.window.showErrorMessage(l10n.t('The language server of BAML Live did not start. Its log says why.'));
    });
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}
