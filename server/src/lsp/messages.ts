/**
 * The messages of the Language Server Protocol that pass between a client and this server, by method. Types only: the objects
 * with which the protocol library says the same make up half of the time a small server takes to start.
 */
import type {
  CodeActionRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CompletionRequest,
  CompletionResolveRequest,
  ConfigurationRequest,
  DefinitionRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InitializedParams,
  InitializeRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  LogMessageParams,
  PrepareRenameRequest,
  PublishDiagnosticsParams,
  ReferencesRequest,
  RegistrationRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRefreshRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
  TypeDefinitionRequest,
  WorkDoneProgressCreateRequest,
  WorkspaceDiagnosticRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol';

/** Requests of the client. */
export interface ClientRequests {
  initialize: typeof InitializeRequest.type;
  'completionItem/resolve': typeof CompletionResolveRequest.type;
  'textDocument/codeAction': typeof CodeActionRequest.type;
  'textDocument/codeLens': typeof CodeLensRequest.type;
  'textDocument/completion': typeof CompletionRequest.type;
  'textDocument/definition': typeof DefinitionRequest.type;
  'textDocument/diagnostic': typeof DocumentDiagnosticRequest.type;
  'textDocument/documentHighlight': typeof DocumentHighlightRequest.type;
  'textDocument/documentLink': typeof DocumentLinkRequest.type;
  'textDocument/documentSymbol': typeof DocumentSymbolRequest.type;
  'textDocument/foldingRange': typeof FoldingRangeRequest.type;
  'textDocument/formatting': typeof DocumentFormattingRequest.type;
  'textDocument/hover': typeof HoverRequest.type;
  'textDocument/inlayHint': typeof InlayHintRequest.type;
  'textDocument/onTypeFormatting': typeof DocumentOnTypeFormattingRequest.type;
  'textDocument/prepareRename': typeof PrepareRenameRequest.type;
  'textDocument/rangeFormatting': typeof DocumentRangeFormattingRequest.type;
  'textDocument/references': typeof ReferencesRequest.type;
  'textDocument/rename': typeof RenameRequest.type;
  'textDocument/selectionRange': typeof SelectionRangeRequest.type;
  'textDocument/semanticTokens/full': typeof SemanticTokensRequest.type;
  'textDocument/semanticTokens/full/delta': typeof SemanticTokensDeltaRequest.type;
  'textDocument/semanticTokens/range': typeof SemanticTokensRangeRequest.type;
  'textDocument/signatureHelp': typeof SignatureHelpRequest.type;
  'textDocument/typeDefinition': typeof TypeDefinitionRequest.type;
  'workspace/diagnostic': typeof WorkspaceDiagnosticRequest.type;
  'workspace/symbol': typeof WorkspaceSymbolRequest.type;
}

/** The parameters of the client's notifications. */
export interface ClientNotifications {
  initialized: InitializedParams;
  'textDocument/didChange': DidChangeTextDocumentParams;
  'textDocument/didClose': DidCloseTextDocumentParams;
  'textDocument/didOpen': DidOpenTextDocumentParams;
  'workspace/didChangeConfiguration': DidChangeConfigurationParams;
  'workspace/didChangeWatchedFiles': DidChangeWatchedFilesParams;
  'workspace/didChangeWorkspaceFolders': DidChangeWorkspaceFoldersParams;
}

/** Requests of the server with parameters. */
export interface ServerRequests {
  'client/registerCapability': typeof RegistrationRequest.type;
  'window/workDoneProgress/create': typeof WorkDoneProgressCreateRequest.type;
  'workspace/configuration': typeof ConfigurationRequest.type;
}

/** Requests of the server that only say: ask again. */
export type RefreshMethod =
  | typeof CodeLensRefreshRequest.method
  | typeof DiagnosticRefreshRequest.method
  | typeof InlayHintRefreshRequest.method
  | typeof SemanticTokensRefreshRequest.method;

/** The parameters of the server's notifications. */
export interface ServerNotifications {
  'textDocument/publishDiagnostics': PublishDiagnosticsParams;
  'window/logMessage': LogMessageParams;
}
