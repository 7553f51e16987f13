/** The language server: what it can do, one line for each thing. Knows no transport and no process. */
import {
  CodeLensRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { FunctionsChanged, FunctionsRequest, RunProgress, RunRequest } from '../../protocol/lsp';
import type { RunHost } from './runtime/host';
import { toCodeLens, toSymbol } from './lsp/convert';
import { DiagnosticsPublisher } from './lsp/diagnosticsPublisher';
import { Documents } from './lsp/documents';
import { allFunctions, ChangeNotice } from './lsp/functions';
import { requestHandlers } from './lsp/requestHandler';
import { checkRunParams } from './lsp/runParams';
import { Runs } from './lsp/runs';
import { Workspace } from './lsp/workspace';

/** Serves the connection until it closes. The caller has created the connection and has not begun to listen. */
export function startServer(connection: Connection, host: RunHost): void {
  const now = () => host.now();
  const documents: Documents = new Documents(() => {
    diagnostics.changed();
    notice.changed();
  }, now);
  const diagnostics = new DiagnosticsPublisher(
    documents,
    (params) => news(() => connection.sendDiagnostics(params)),
    now,
  );
  const notice = new ChangeNotice(() => news(() => connection.sendNotification(FunctionsChanged)));
  const runs = new Runs(documents, host, (token, events) => connection.sendProgress(RunProgress, token, events));
  const workspace = new Workspace(connection, documents);
  const { request, file, notification } = requestHandlers(documents, connection.console, now);

  connection.onInitialize((params) => {
    workspace.initialize(params);
    return capabilities();
  });
  connection.onInitialized(notification('initialized', () => void workspace.start()));
  connection.onShutdown(async () => {
    diagnostics.dispose();
    notice.dispose();
    await runs.dispose();
  });

  connection.onNotification(
    DidOpenTextDocumentNotification.type,
    notification('didOpen', ({ textDocument }) => documents.didOpen(textDocument)),
  );
  connection.onNotification(
    DidChangeTextDocumentNotification.type,
    notification('didChange', ({ textDocument, contentChanges }) =>
      documents.didChange(textDocument.uri, textDocument.version, contentChanges),
    ),
  );
  connection.onNotification(
    DidCloseTextDocumentNotification.type,
    notification('didClose', ({ textDocument }) => documents.didClose(textDocument.uri)),
  );
  connection.onNotification(
    DidChangeWatchedFilesNotification.type,
    notification('didChangeWatchedFiles', ({ changes }) => documents.watched(changes.map((change) => change.uri))),
  );

  connection.onRequest(
    CodeLensRequest.type,
    file('codeLens', [], ({ snapshot, uri, root, lines }, { textDocument }) =>
      snapshot.codeLenses(uri).map((lens) => toCodeLens(lens, textDocument.uri, root, lines)),
    ),
  );
  connection.onRequest(
    DocumentSymbolRequest.type,
    file('documentSymbol', [], ({ snapshot, uri, lines }) =>
      snapshot.documentSymbols(uri).map((symbol) => toSymbol(symbol, lines)),
    ),
  );
  connection.onRequest(
    RunRequest,
    request('run', checkRunParams, (params, token) => runs.run(params, token)),
  );
  const functions = request('functions', anything, () => allFunctions(documents));
  connection.onRequest(FunctionsRequest, (token) => functions(undefined, token));
}

/** Sends what nobody waits for. A connection that has closed meanwhile throws or rejects, and nobody is left to tell. */
function news(send: () => Promise<void>): void {
  try {
    send().catch(() => undefined);
  } catch {
    // closed
  }
}

function anything(): undefined {
  return undefined;
}

function capabilities(): InitializeResult {
  return {
    serverInfo: { name: 'BAML Live' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeLensProvider: { resolveProvider: false },
      documentSymbolProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
