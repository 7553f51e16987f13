/** An immutable state of a project: symbols, diagnostics and `ir`, each computed once, when first asked for. */
import { runChecks } from '../checks/index';
import type { Diagnostic } from '../diagnostic';
import { codeActions } from '../features/codeActions';
import { runLenses } from '../features/codeLens';
import { definition } from '../features/definition';
import { documentSymbols } from '../features/documentSymbols';
import { functionSummaries } from '../features/functions';
import { highlights } from '../features/highlights';
import { references } from '../features/references';
import { typeDefinition } from '../features/typeDefinition';
import type { DocumentSymbol, ProjectSnapshot, RunLens, RunnableResult } from '../languageService';
import { canLower, lowerRunnable } from '../semantics/lower';
import { typeLowering } from '../semantics/lowerTypes';
import { reachableFrom } from '../semantics/reach';
import { collectSymbols } from '../semantics/symbols';
import type { ProjectShape } from './shape';
import type { SourceFile } from './sourceFile';

export function createSnapshot(files: readonly SourceFile[], shape: ProjectShape): ProjectSnapshot {
  const byUri = new Map(files.map((file) => [file.uri, file]));
  const symbols = once(() => collectSymbols(files, shape));
  const types = () => typeLowering(symbols());
  const functions = once(() => functionSummaries(symbols(), types()));
  const diagnostics = keyed((file: SourceFile): readonly Diagnostic[] => runChecks(file, symbols()));
  const lenses = keyed((file: SourceFile): readonly RunLens[] => runLenses(file, symbols()));
  const outline = keyed((file: SourceFile): readonly DocumentSymbol[] => documentSymbols(file));
  const ofFile = <T>(uri: string, read: (file: SourceFile) => readonly T[]): readonly T[] => {
    const file = byUri.get(uri);
    return file ? read(file) : [];
  };
  /** The answer of a feature about a file; `none` when the project does not hold it. */
  const inFile = <T>(uri: string, none: T, ask: (file: SourceFile) => T): T => {
    const file = byUri.get(uri);
    return file ? ask(file) : none;
  };

  function runnable(name: string): RunnableResult {
    const start = symbols().functions.get(name);
    if (!start) {
      return refused(files[0]?.uri ?? '', `No function named \`${name}\`. Pick one of the project's functions.`);
    }
    const problems = reachableFrom(symbols(), start).flatMap(({ file, decl }) =>
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
    const lowered = once(() => lowerRunnable(symbols(), types(), start));
    return {
      ok: true,
      get runnable() {
        return lowered();
      },
    };
  }

  return {
    uris: files.map((file) => file.uri),
    text: (uri) => byUri.get(uri)?.text,
    diagnostics: (uri) => ofFile(uri, diagnostics),
    functions,
    runnable,
    codeLenses: (uri) => ofFile(uri, lenses),
    documentSymbols: (uri) => ofFile(uri, outline),
    codeActions: (uri, span, wanted) =>
      ofFile(uri, (file) =>
        codeActions({ file, symbols: symbols(), diagnostics: () => diagnostics(file), span, wanted }),
      ),
    definition: (uri, offset) => inFile(uri, undefined, (file) => definition(file, symbols(), offset)),
    typeDefinition: (uri, offset) => inFile(uri, undefined, (file) => typeDefinition(file, symbols(), offset)),
    references: (uri, offset, includeDeclaration) =>
      inFile(uri, [], (file) => references(file, symbols(), offset, includeDeclaration)),
    highlights: (uri, offset) => inFile(uri, [], (file) => highlights(file, symbols(), offset)),
  };
}

function refused(uri: string, message: string, span = { start: 0, end: 0 }): RunnableResult {
  return { ok: false, problems: [{ uri, diagnostic: { code: 'not-runnable', severity: 'error', message, span } }] };
}

function once<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
}

function keyed<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly of: T }>();
  return (key) => {
    let found = known.get(key);
    if (!found) known.set(key, (found = { of: compute(key) }));
    return found.of;
  };
}
