/** Where templates and expressions of the template language stand in a file. */
import type { Expression } from '../../ir/template';
import type { Span } from '../diagnostic';
import { ofRecentFile } from '../recent';
import type { SourceFile } from '../project/sourceFile';
import { attributeSites, type AttributeSite } from '../semantics/attributeSites';
import { expressionOf, promptSource } from '../semantics/prompts';
import type { Declaration, FunctionDecl, StringValue, TemplateDecl } from '../syntax/ast';

export type TemplateSource = PromptSource | ConstraintSource;

export interface PromptSource {
  readonly kind: 'prompt' | 'template';
  readonly decl: FunctionDecl | TemplateDecl;
  readonly source: StringValue;
  /** Between the quotes. */
  readonly span: Span;
}

/** The expression of a `@check` or `@assert`. */
export interface ConstraintSource {
  readonly kind: 'constraint';
  readonly decl: Declaration;
  readonly site: AttributeSite;
  /** Its place among the attributes of the site. */
  readonly index: number;
  readonly expression: Expression;
  /** Its end could not be read. */
  readonly broken: boolean;
  /** Between the braces. */
  readonly span: Span;
}

/** All of a file, in order of position. */
export const templateSources = ofRecentFile((file): readonly TemplateSource[] =>
  [...prompts(file), ...constraints(file)].sort((a, b) => a.span.start - b.span.start),
);

function* prompts(file: SourceFile): Generator<PromptSource> {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function' && decl.kind !== 'template') continue;
    const source = promptSource(decl);
    if (!source) continue;
    const { start, end } = source.span;
    const mark = /^#*"/.exec(file.text.slice(start, start + 10))?.[0].length ?? 0;
    const closed = end - start >= 2 * mark && file.text.slice(end - mark, end).startsWith('"');
    yield {
      kind: decl.kind === 'function' ? 'prompt' : 'template',
      decl,
      source,
      span: { start: start + mark, end: closed ? end - mark : end },
    };
  }
}

function* constraints(file: SourceFile): Generator<ConstraintSource> {
  for (const site of attributeSites(file)) {
    for (const [index, { name, args }] of site.attributes.entries()) {
      if (name !== 'check' && name !== 'assert') continue;
      for (const arg of args ?? []) {
        if (arg.kind !== 'jinja') continue;
        const { expression, errors } = expressionOf(arg);
        const span = { start: arg.at, end: arg.at + arg.source.length };
        yield { kind: 'constraint', decl: site.decl, site, index, expression, broken: errors.length > 0, span };
      }
    }
  }
}
