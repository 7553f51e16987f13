/** Everything that is known about the templates of a file. */
import type { Expression } from '../../ir/template';
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { templateOf } from '../semantics/prompts';
import type { Symbols } from '../semantics/symbols';
import { typeScope } from '../semantics/typeScope';
import type { JinjaSite, JinjaType, ScopeEntry, TemplateAnalysis } from './analysis';
import { constraintNames, constraintTypes } from './constraintScope';
import { declaredType } from './declaredTypes';
import type { ExpressionWalk } from './expressionWalk';
import { globalEntries, globalNames, parameterSymbol } from './globals';
import { membersOf, typesOf, type Types } from './members';
import { templateSources, type ConstraintSource, type PromptSource, type TemplateSource } from './sources';
import { TemplateWalk } from './templateWalk';

/**
 * Results look at the project when they are asked, so they go with the view of it through which they were made. Checks and
 * features that ask through one view share them; what is looked at is noted for each view, as always.
 */
const known = new WeakMap<Symbols, WeakMap<TemplateSource, TemplateAnalysis>>();

/** The prompts, template strings, checks and asserts of a file, in order of position. */
export function analyseTemplates(file: SourceFile, symbols: Symbols): readonly TemplateAnalysis[] {
  return templateSources(file).map((source) => analyse(source, file, symbols));
}

/** The template or expression around an offset of the file, its quotes and braces not included. Reads no other. */
export function templateAt(file: SourceFile, symbols: Symbols, offset: number): TemplateAnalysis | undefined {
  const source = templateSources(file).find(({ span }) => span.start <= offset && offset <= span.end);
  return source && analyse(source, file, symbols);
}

function analyse(source: TemplateSource, file: SourceFile, symbols: Symbols): TemplateAnalysis {
  let ofProject = known.get(symbols);
  if (!ofProject) known.set(symbols, (ofProject = new WeakMap()));
  let found = ofProject.get(source);
  if (!found) {
    found =
      source.kind === 'constraint'
        ? constraint(source, file, symbols)
        : prompt(source, file, typesOf(typeScope(symbols), symbols));
    ofProject.set(source, found);
  }
  return found;
}

function prompt(source: PromptSource, file: SourceFile, types: Types): TemplateAnalysis {
  const { decl, kind, span } = source;
  const { template, errors } = templateOf(file, source.source);
  const walk = new TemplateWalk(types, true, file.uri);
  const owner = decl.name?.text ?? `${file.uri}#${decl.span.start}`;
  for (const parameter of decl.parameters) {
    const type = declaredType(parameter.type, types.scope);
    const symbol = parameterSymbol(parameter, owner);
    walk.environment.bind({ name: parameter.name.text, kind: 'parameter', type, symbol }, span.start);
  }
  walk.template(template.nodes, span.end);
  const broken = errors.map((error) => tagAround(file.text, span, error.span.start));
  return { kind, decl, root: template, span, broken, ...facts(walk, types) };
}

function constraint(source: ConstraintSource, file: SourceFile, symbols: Symbols): TemplateAnalysis {
  const { decl, kind, span, expression, broken } = source;
  const types = typesOf(constraintTypes(source, file, symbols), symbols);
  const walk = new TemplateWalk(types, false, file.uri);
  for (const entry of constraintNames(source, types.scope, symbols)) walk.environment.bind(entry, span.start);
  walk.type(expression);
  return { kind, decl, root: expression, span, broken: broken ? [span] : [], ...facts(walk, types) };
}

/** The tag that an offset stands in, or directly behind: from its braces to the end of it, or of its line. */
function tagAround(text: string, whole: Span, offset: number): Span {
  const start = Math.max(whole.start, text.lastIndexOf('{{', offset), text.lastIndexOf('{%', offset));
  const close = /[}%]\}|[\r\n]/g;
  close.lastIndex = offset;
  const found = close.exec(text);
  return { start, end: Math.min(whole.end, found ? found.index + found[0].length : whole.end) };
}

type Facts = Omit<TemplateAnalysis, 'kind' | 'decl' | 'root' | 'span' | 'broken'>;

function facts(walk: ExpressionWalk, types: Types): Facts {
  const { sites, occurrences, typed } = walk;
  const start = (site: JinjaSite): number => siteSpan(site).start;
  return {
    sites: sites.sort((a, b) => start(a) - start(b)),
    occurrences: occurrences.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    scopeAt: (offset) => scopeAt(walk, types, offset),
    *namesAt(offset) {
      for (const { name } of walk.environment.entriesAt(offset)) yield name;
      yield* globalNames(walk.prompt, types);
    },
    expressionAt: (offset) => smallest(typed, offset),
    membersOf: (type) => membersOf(type, types),
  };
}

function scopeAt(walk: ExpressionWalk, types: Types, offset: number): readonly ScopeEntry[] {
  const local = walk.environment.entriesAt(offset);
  const names = new Set(local.map(({ name }) => name));
  return [...local, ...globalEntries(walk.prompt, types).filter(({ name }) => !names.has(name))];
}

function smallest(
  typed: ReadonlyMap<Expression, JinjaType>,
  offset: number,
): { readonly expression: Expression; readonly type: JinjaType } | undefined {
  let found: { readonly expression: Expression; readonly type: JinjaType } | undefined;
  let length = Infinity;
  for (const [expression, type] of typed) {
    const { start, end } = expression.span;
    if (start > offset || offset > end || end - start >= length) continue;
    found = { expression, type };
    length = end - start;
  }
  return found;
}

/** Where a site stands. */
export function siteSpan(site: JinjaSite): { readonly start: number; readonly end: number } {
  switch (site.kind) {
    case 'name':
    case 'path':
      return site.span;
    case 'filter':
      return { start: site.call.name.span.start, end: site.end };
    default:
      return site.expression.span;
  }
}
