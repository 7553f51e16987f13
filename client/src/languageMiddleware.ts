/** What of the server's answers reaches the editor, so that nothing is shown twice beside an official BAML extension. */
import type { Diagnostic, ProviderResult } from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { withRenderedPage } from './checkPages';
import { isOurs, type Served } from './coexistence';
import { isServed, notServed } from './languageFeatures';

/** Passes a question on, or answers it with nothing. `next` is always the last argument. */
function gate<A extends unknown[], R>(what: Served) {
  return (...all: [...A, (...args: A) => ProviderResult<R>]): ProviderResult<R> => {
    const next = all.at(-1) as (...args: A) => ProviderResult<R>;
    return isServed(what) ? next(...(all.slice(0, -1) as A)) : undefined;
  };
}

export function languageMiddleware(): Middleware {
  return {
    handleDiagnostics: (uri, diagnostics, next) => {
      const left = notServed();
      const shown = left === 'all' ? [] : left.has('diagnostics') ? diagnostics.filter(isAboutStreaming) : diagnostics;
      next(uri, shown.map(withRenderedPage));
    },
    provideCodeLenses: gate('codeLens'),
    provideDefinition: gate('definition'),
    provideRenameEdits: gate('rename'),
    prepareRename: gate('rename'),
    provideCodeActions: gate('other'),
    provideCompletionItem: gate('other'),
    provideDocumentFormattingEdits: gate('formatting'),
    provideDocumentHighlights: gate('other'),
    provideDocumentLinks: gate('other'),
    provideDocumentRangeFormattingEdits: gate('formatting'),
    provideDocumentRangeSemanticTokens: gate('semanticTokens'),
    provideDocumentSemanticTokens: gate('semanticTokens'),
    provideDocumentSemanticTokensEdits: gate('semanticTokens'),
    provideDocumentSymbols: gate('other'),
    provideFoldingRanges: gate('other'),
    provideHover: gate('other'),
    provideInlayHints: gate('other'),
    provideOnTypeFormattingEdits: gate('formatting'),
    provideReferences: gate('references'),
    provideSelectionRanges: gate('other'),
    provideSignatureHelp: gate('other'),
    provideTypeDefinition: gate('other'),
    provideWorkspaceSymbols: gate('workspaceSymbol'),
  };
}

function isAboutStreaming({ code }: Diagnostic): boolean {
  return isOurs(String(typeof code === 'object' ? code.value : code));
}
