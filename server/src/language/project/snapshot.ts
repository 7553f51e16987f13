/** An immutable state of a project: symbols, diagnostics and `ir`, each computed once, when first asked for. */
import { diagnose } from '../checks/index';
import { codeActions } from '../features/codeActions';
import { runLenses } from '../features/codeLens';
import { definition } from '../features/definition';
import { completionsAt } from '../features/completion';
import { declarationDocumentation } from '../features/completion/declarations';
import { documentLinks } from '../features/documentLinks';
import { documentSymbols } from '../features/documentSymbols';
import { format, formatOnType } from '../features/format/format';
import { foldingRanges } from '../features/foldingRanges';
import { clientsOf } from '../features/clients';
import { functionsOf } from '../features/functions';
import { highlights } from '../features/highlights';
import { hover } from '../features/hover';
import { inlayHints } from '../features/inlayHints';
import { partialTypes } from '../features/partialTypes/index';
import { streamedTypes } from '../features/partialTypes/members';
import { references } from '../features/references';
import { prepareRename, rename } from '../features/rename';
import { signatureHelp } from '../features/signatureHelp';
import { selectionRanges } from '../features/selectionRanges';
import { semanticTokens } from '../features/semanticTokens';
import { typeDefinition } from '../features/typeDefinition';
import { workspaceSymbols } from '../features/workspaceSymbols';
import type { DocumentSymbol, ProjectSnapshot, RunnableResult } from '../languageService';
import { canLower, lowerRunnable } from '../semantics/lower';
import { typeLowering } from '../semantics/lowerTypes';
import { reachableFrom } from '../semantics/reach';
import { perFile } from '../semantics/symbols';
import type { Memory } from './memory';
import type { ProjectIndex } from './projectIndex';
import type { SourceFile } from './sourceFile';
import { createSymbols } from './symbolView';

const lensesOf = perFile(runLenses);
const symbolsOfFile = perFile((file: SourceFile): readonly DocumentSymbol[] => documentSymbols(file));

export function createSnapshot(index: ProjectIndex, memory: Memory): ProjectSnapshot {
  const view = createSymbols(index, memory);
  const symbols = () => view;
  const diagnostics = (file: SourceFile) => view.remember(file, diagnose);
  const ofFile = <T>(uri: string, read: (file: SourceFile) => readonly T[]): readonly T[] => {
    const file = index.file(uri);
    return file ? read(file) : [];
  };
  /** The answer of a feature about a file; `none` when the project does not hold it. */
  const inFile = <T>(uri: string, none: T, ask: (file: SourceFile) => T): T => {
    const file = index.file(uri);
    return file ? ask(file) : none;
  };

  const functionsIn = (uri: string) => ofFile(uri, (file) => functionsOf(file, symbols()));

  function runnable(name: string, client?: string): RunnableResult {
    const start = symbols().functions.get(name);
    if (!start) {
      return refused(index.uris[0] ?? '', `No function named \`${name}\`. Pick one of the project's functions.`);
    }
    const problems = reachableFrom(symbols(), start, client).flatMap(({ file, decl }) =>
      diagnostics(file)
        .filter(
          ({ severity, span }) => severity === 'error' && span.start <= decl.span.end && span.end >= decl.span.start,
        )
        .map((diagnostic) => ({ uri: file.uri, diagnostic })),
    );
    if (problems.length) return { ok: false, problems };
    if (!canLower(start.decl)) {
      return refused(
        start.file.uri,
        `\`${name}\` has no client and prompt, so there is nothing to run.`,
        start.decl.span,
      );
    }
    // Most callers only ask whether it can be run.
    const lowered = once(() => lowerRunnable(symbols(), typeLowering(symbols()), start, client));
    return {
      ok: true,
      get runnable() {
        return lowered();
      },
    };
  }

  return {
    uris: index.uris,
    text: (uri) => index.file(uri)?.text,
    diagnostics: (uri) => ofFile(uri, diagnostics),
    functions: once(() => index.uris.flatMap(functionsIn)),
    functionsIn,
    runnable,
    clients: once(() => clientsOf(symbols())),
    codeLenses: (uri) => ofFile(uri, (file) => lensesOf(file, symbols())),
    documentSymbols: (uri) => ofFile(uri, (file) => symbolsOfFile(file, symbols())),
    codeActions: (uri, span, wanted) =>
      ofFile(uri, (file) =>
        codeActions({ file, symbols: symbols(), diagnostics: () => diagnostics(file), span, wanted }),
      ),
    definition: (uri, offset) => inFile(uri, undefined, (file) => definition(file, symbols(), offset)),
    typeDefinition: (uri, offset) => inFile(uri, undefined, (file) => typeDefinition(file, symbols(), offset)),
    references: (uri, offset, includeDeclaration) =>
      inFile(uri, [], (file) => references(file, symbols(), offset, includeDeclaration)),
    workspaceSymbols: (query, isWanted) => workspaceSymbols(symbols().files, query, isWanted),
    semanticTokens: (uri) => inFile(uri, [], (file) => semanticTokens(file, symbols())),
    foldingRanges: (uri) => inFile(uri, [], foldingRanges),
    selectionRanges: (uri, offset) => inFile(uri, [], (file) => selectionRanges(file, offset)),
    documentLinks: (uri) => inFile(uri, [], documentLinks),
    prepareRename: (uri, offset) => inFile(uri, NO_FILE, (file) => prepareRename(file, symbols(), offset)),
    rename: (uri, offset, newName) => inFile(uri, NO_FILE, (file) => rename(file, symbols(), offset, newName)),
    highlights: (uri, offset) => inFile(uri, [], (file) => highlights(file, symbols(), offset)),
    format: (uri, options, range) => inFile(uri, [], (file) => format(file, options, range)),
    formatOnType: (uri, options, offset, typed) =>
      inFile(uri, [], (file) => formatOnType(file, options, offset, typed)),
    hover: (uri, offset) => inFile(uri, undefined, (file) => hover(file, { symbols: symbols(), diagnostics }, offset)),
    inlayHints: (uri, range) => inFile(uri, [], (file) => inlayHints(file, symbols(), range)),
    partialTypes: (name) => partialTypes(name, symbols()),
    streamedTypes: (name) => streamedTypes(name, symbols()),
    completions: (uri, offset, trigger) =>
      inFile(uri, undefined, (file) => completionsAt(file, symbols(), offset, trigger)),
    signatureHelp: (uri, offset) => inFile(uri, undefined, (file) => signatureHelp(file, symbols(), offset)),
    completionDocumentation: (symbol) => declarationDocumentation(symbol, symbols()),
  };
}

const NO_FILE = { ok: false, message: 'The project does not hold this file.' } as const;

function refused(uri: string, message: string, span = { start: 0, end: 0 }): RunnableResult {
  return { ok: false, problems: [{ uri, diagnostic: { code: 'not-runnable', severity: 'error', message, span } }] };
}

function once<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
}
