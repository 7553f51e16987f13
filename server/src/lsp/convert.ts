/** The language's and the runtime's words in those of the protocols: spans become ranges, severities numbers. */
import type {
  CodeLens,
  Diagnostic as LspDiagnostic,
  DocumentSymbol as LspSymbol,
} from 'vscode-languageserver-protocol';
import { DiagnosticSeverity, DiagnosticTag, SymbolKind } from 'vscode-languageserver-types';
import type { RunTarget } from '../../../protocol/functions';
import type { SourceLocation } from '../../../protocol/run';
import type { Diagnostic, Span } from '../language/diagnostic';
import type { DocumentSymbol, RunLens } from '../language/languageService';
import type { LineIndex } from './lineIndex';
import type { Locate } from './locate';

/** The name diagnostics carry in the editor. */
const DIAGNOSTIC_SOURCE = 'BAML Live';
/** The editor's command behind every *Run*; its argument is a `RunTarget`. */
const RUN_COMMAND = 'bamlLive.run';

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** `page` is the address of the page about the code. */
export function toDiagnostic(diagnostic: Diagnostic, lines: LineIndex, locate: Locate, page?: string): LspDiagnostic {
  const related = (diagnostic.related ?? []).flatMap((other) => {
    const at = locate({ uri: other.uri, ...other.span });
    return at ? [{ message: other.message, location: { uri: at.uri, range: rangeOf(at) } }] : [];
  });
  return {
    range: toRange(diagnostic.span, lines),
    severity: SEVERITY[diagnostic.severity],
    code: diagnostic.code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: DIAGNOSTIC_SOURCE,
    message: diagnostic.message,
    ...(diagnostic.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length && { relatedInformation: related }),
  };
}

export const SYMBOL_KIND = {
  class: SymbolKind.Class,
  enum: SymbolKind.Enum,
  alias: SymbolKind.Interface,
  function: SymbolKind.Function,
  client: SymbolKind.Object,
  test: SymbolKind.Event,
  template: SymbolKind.String,
  generator: SymbolKind.Module,
  retry: SymbolKind.Constant,
  field: SymbolKind.Field,
  value: SymbolKind.EnumMember,
} as const satisfies Record<DocumentSymbol['kind'], SymbolKind>;

export function toSymbol(symbol: DocumentSymbol, lines: LineIndex): LspSymbol {
  return {
    // The protocol forbids empty names; a declaration that is being typed has none yet.
    name: symbol.name || '…',
    detail: symbol.detail,
    kind: SYMBOL_KIND[symbol.kind],
    range: toRange(symbol.span, lines),
    selectionRange: toRange(within(symbol.selection, symbol.span), lines),
    children: symbol.children.map((child) => toSymbol(child, lines)),
  };
}

export function toCodeLens(lens: RunLens, uri: string, project: string, lines: LineIndex): CodeLens {
  const target: RunTarget = {
    function: lens.function,
    project,
    uri,
    ...(lens.test !== undefined && { test: lens.test }),
  };
  const title = lens.test === undefined ? '▶ Run' : '▶ Run test';
  return {
    range: toRange(lens.span, lines),
    command: { title, command: RUN_COMMAND, arguments: [target] },
  };
}

function toRange(span: Span, lines: LineIndex) {
  return lines.range(span.start, span.end);
}

function rangeOf(at: SourceLocation) {
  return {
    start: { line: at.line, character: at.character },
    end: { line: at.endLine, character: at.endCharacter },
  };
}

/** The protocol demands that a symbol's name lies within the symbol. */
function within(inner: Span, outer: Span): Span {
  const start = Math.min(Math.max(inner.start, outer.start), outer.end);
  return { start, end: Math.min(Math.max(inner.end, start), outer.end) };
}
