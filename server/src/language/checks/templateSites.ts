/** The places of templates, for checks that look at one kind of them. Not a check itself. */
import { analyseTemplates, siteSpan } from '../jinja/analyse';
import type { JinjaSite, TemplateAnalysis } from '../jinja/analysis';
import type { Expression } from '../../ir/template';
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import { suggest, type Suggestion } from './suggestion';

type SiteOf<K extends JinjaSite['kind']> = Extract<JinjaSite, { kind: K }>;

interface FoundSite<K extends JinjaSite['kind']> {
  readonly site: SiteOf<K>;
  readonly analysis: TemplateAnalysis;
}

type Groups = { readonly [K in JinjaSite['kind']]: FoundSite<K>[] };

/** By kind: every check asks for one. */
const grouped = new WeakMap<readonly TemplateAnalysis[], Groups>();

/** The sites of a kind in all templates of a file. */
export function templateSites<K extends JinjaSite['kind']>(
  file: SourceFile,
  symbols: Symbols,
  kind: K,
): readonly FoundSite<K>[] {
  const analyses = analyseTemplates(file, symbols);
  let groups = grouped.get(analyses);
  if (!groups) {
    groups = { name: [], attribute: [], path: [], call: [], filter: [], test: [], comparison: [], output: [] };
    for (const analysis of analyses) {
      for (const site of analysis.sites) {
        if (isDoubtful(site, analysis, file)) continue;
        (groups[site.kind] as FoundSite<JinjaSite['kind']>[]).push({ site, analysis });
      }
    }
    grouped.set(analyses, groups);
  }
  return groups[kind];
}

/**
 * Whether what seems wrong may follow from something that was reported already: from a tag that could not be read, or from
 * parameters, variables or macros that could not.
 */
function isDoubtful(site: JinjaSite, { broken, decl }: TemplateAnalysis, { text }: SourceFile): boolean {
  const isUnknown = site.kind === 'name' && !site.entry;
  if (isUnknown && 'parametersUnread' in decl && decl.parametersUnread) return true;
  if (!broken.length) return false;
  const { start } = siteSpan(site);
  return broken.some(
    (tag) => tag.start <= start && (start < tag.end || (isUnknown && text.startsWith('{%', tag.start))),
  );
}

const MAX_SHOWN = 40;

/** An expression as it is written, for messages; shortened when it is long. */
export function shown(file: SourceFile, expression: Expression): string {
  const text = file.text.slice(expression.span.start, expression.span.end).replaceAll(/\s+/g, ' ');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

/** The nearest of some names; any letter is near to any other, so for one alone there is none. */
export function suggestName(file: SourceFile, span: Span, word: string, names: Iterable<string>): Suggestion {
  return suggest(file, span, word, word.length < 2 ? [] : names);
}

export function capital(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
