/** What of the server's answers reaches the editor, so that nothing is shown twice beside an official BAML extension. */
import type { ProviderResult } from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { withRenderedPage } from './checkPages';
import { isShared, languageFeatures } from './languageFeatures';

/** Passes a question on, or answers it with nothing. `next` is always the last argument. */
function gate<A extends unknown[], R>(isServed: () => boolean) {
  return (...all: [...A, (...args: A) => ProviderResult<R>]): ProviderResult<R> => {
    const next = all.at(-1) as (...args: A) => ProviderResult<R>;
    return isServed() ? next(...(all.slice(0, -1) as A)) : undefined;
  };
}

/** What the official extensions do not do, or leave room for. */
const alsoBeside = () => languageFeatures() !== 'off';
/** What they do themselves. */
const onlyAlone = () => languageFeatures() === 'on';

export function languageMiddleware(): Middleware {
  return {
    handleDiagnostics: (uri, diagnostics, next) => {
      const features = languageFeatures();
      const shown = features === 'off' ? [] : features === 'shared' ? diagnostics.filter(isShared) : diagnostics;
      next(uri, shown.map(withRenderedPage));
    },
    provideCodeLenses: gate(onlyAlone),
    provideDefinition: gate(onlyAlone),
    provideRenameEdits: gate(onlyAlone),
    prepareRename: gate(onlyAlone),
    provideCodeActions: gate(alsoBeside),
    provideCompletionItem: gate(alsoBeside),
    provideDocumentFormattingEdits: gate(alsoBeside),
    provideDocumentHighlights: gate(alsoBeside),
    provideDocumentLinks: gate(alsoBeside),
    provideDocumentRangeFormattingEdits: gate(alsoBeside),
    provideDocumentRangeSemanticTokens: gate(alsoBeside),
    provideDocumentSemanticTokens: gate(alsoBeside),
    provideDocumentSemanticTokensEdits: gate(alsoBeside),
    provideDocumentSymbols: gate(alsoBeside),
    provideFoldingRanges: gate(alsoBeside),
    provideHover: gate(alsoBeside),
    provideInlayHints: gate(alsoBeside),
    provideOnTypeFormattingEdits: gate(alsoBeside),
    provideReferences: gate(alsoBeside),
    provideSelectionRanges: gate(alsoBeside),
    provideSignatureHelp: gate(alsoBeside),
    provideTypeDefinition: gate(alsoBeside),
    provideWorkspaceSymbols: gate(alsoBeside),
  };
}
