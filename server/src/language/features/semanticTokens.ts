/**
 * What the names of a file are, for colours: only what a grammar of regular expressions cannot know. Keywords, strings,
 * comments and primitive types are left to the grammar, and so is a name that stands for nothing, which is how a person
 * sees that it is misspelt.
 */
import { analyseTemplates } from '../jinja/analyse';
import type { JinjaSite } from '../jinja/analysis';
import { FILTERS } from '../jinja/facts/filters';
import { TESTS } from '../jinja/facts/tests';
import type { SemanticToken, SemanticTokenType } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { STREAM_ATTRIBUTES } from '../semantics/attributes';
import { attributeSites } from '../semantics/attributeSites';
import type { SymbolKind } from '../semantics/occurrence';
import { occurrencesOf } from '../semantics/occurrences';
import { perFile, type Symbols } from '../semantics/symbols';

const TYPE: Readonly<Record<SymbolKind, SemanticTokenType>> = {
  class: 'class',
  enum: 'enum',
  alias: 'type',
  function: 'function',
  template: 'function',
  test: 'function',
  client: 'variable',
  retry: 'variable',
  generator: 'variable',
  field: 'property',
  value: 'enumMember',
  parameter: 'parameter',
  variable: 'variable',
};

const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...STREAM_ATTRIBUTES,
  'alias',
  'description',
  'skip',
  'dynamic',
  'check',
  'assert',
]);

/** In order of position; none overlaps another, and each is within one line. */
export const semanticTokens = perFile((file: SourceFile, symbols: Symbols): readonly SemanticToken[] => {
  const all: SemanticToken[] = [];
  for (const { span, symbol, role } of occurrencesOf(file, symbols)) {
    all.push({ span, type: TYPE[symbol.kind], declaration: role === 'declaration', library: false });
  }
  for (const { sites } of analyseTemplates(file, symbols)) {
    for (const site of sites) {
      const token = libraryToken(site);
      if (token) all.push({ ...token, declaration: false, library: true });
    }
  }
  for (const { attributes } of attributeSites(file)) {
    for (const { name, span, nameSpan } of attributes) {
      if (!ATTRIBUTES.has(name)) continue;
      all.push({
        span: { start: span.start, end: nameSpan.end },
        type: 'decorator',
        declaration: false,
        library: false,
      });
    }
  }
  all.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let end = 0;
  return all.filter(({ span }) => {
    const fits = span.start >= end && span.end > span.start && !/[\r\n]/.test(file.text.slice(span.start, span.end));
    if (fits) end = span.end;
    return fits;
  });
});

/** What the language itself brings: `ctx`, `_.role`, filters, tests, methods. */
function libraryToken(site: JinjaSite): Pick<SemanticToken, 'span' | 'type'> | undefined {
  switch (site.kind) {
    case 'name': {
      const { entry, span } = site;
      if (!entry || entry.symbol || entry.kind !== 'builtin') return undefined;
      return { span, type: entry.type.kind === 'callable' ? 'function' : 'variable' };
    }
    case 'attribute': {
      const { member, expression } = site;
      if (!member || member.symbol) return undefined;
      return { span: expression.name.span, type: member.kind === 'method' ? 'method' : 'property' };
    }
    case 'filter': {
      const { name } = site.call;
      return FILTERS.has(name.text) ? { span: name.span, type: 'function' } : undefined;
    }
    case 'test': {
      const { name } = site.expression;
      return TESTS.has(name.text) ? { span: name.span, type: 'function' } : undefined;
    }
    default:
      return undefined;
  }
}
