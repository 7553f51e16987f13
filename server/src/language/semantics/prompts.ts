/** Prompts and template strings as templates: read once for each text a file has had, while somebody works with the file. */
import type { Expression, Template } from '../../ir/template';
import type { JinjaError } from '../jinja/parseTemplate';
import { parseExpression, parseTemplate } from '../jinja/parseTemplate';
import type { SourceFile } from '../project/sourceFile';
import type { FunctionDecl, StringValue, TemplateDecl, ValueExpr } from '../syntax/ast';
import { RECENT_FILES, Recent } from '../recent';
import { rawStringText } from '../syntax/rawString';
import { propertyOf } from './resolve';

export interface ReadTemplate {
  readonly template: Template;
  readonly errors: readonly JinjaError[];
}

/** By file. A template is ten times as large as its text. */
const read = new Recent<WeakMap<StringValue, ReadTemplate>>(RECENT_FILES);

/** The template of a raw string. Spans in it are offsets of the file. */
export function templateOf(file: SourceFile, source: StringValue): ReadTemplate {
  const ofFile = read.get(file.uri, () => new WeakMap());
  let found = ofFile.get(source);
  if (!found) {
    const { text, map } = rawStringText(file.text.slice(source.span.start, source.span.end), source.span.start);
    found = parseTemplate(text, map);
    ofFile.set(source, found);
  }
  return found;
}

export interface ReadExpression {
  readonly expression: Expression;
  readonly errors: readonly JinjaError[];
}

type JinjaValue = Extract<ValueExpr, { kind: 'jinja' }>;

const readExpressions = new WeakMap<JinjaValue, ReadExpression>();

/** The expression between the braces of a check or an assert. Spans in it are offsets of the file. */
export function expressionOf(value: JinjaValue): ReadExpression {
  let found = readExpressions.get(value);
  if (!found) readExpressions.set(value, (found = parseExpression(value.source, (offset) => value.at + offset)));
  return found;
}

/** The prompt of a function, or the body of a template string, when it is a raw string. */
export function promptSource(decl: FunctionDecl | TemplateDecl): StringValue | undefined {
  if (decl.kind === 'template') return decl.body;
  const value = propertyOf(decl.properties, 'prompt')?.value;
  return value?.kind === 'string' && value.form === 'raw' ? value : undefined;
}

/** All identifiers in a text: what it may refer to, and perhaps a few words more. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[A-Za-z_]\w*/g));
}
