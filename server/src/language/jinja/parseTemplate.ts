/**
 * The Jinja of prompts, template strings and checks: text in, tree and errors out. Any text gives a tree; errors are
 * at most one per tag plus one per block that does not close. Linear in the length of the text.
 */
import type { Expression, Template } from '../../ir/template';
import { parseBlocks } from './blocks';
import { Cursor, type JinjaError } from './cursor';
import { parseExpressionAt } from './expressions';
import { lexTemplate } from './lexer';
import { lexTag } from './tagLexer';
import type { LocalError } from './tokens';

export type { JinjaError } from './cursor';

/**
 * Parses a prompt. `text` is what is rendered (dedented and trimmed as the language says); `map` gives, for an offset
 * in it, the offset in the file, and never decreases.
 */
export function parseTemplate(
  text: string,
  map: (offset: number) => number,
): { template: Template; errors: readonly JinjaError[] } {
  const { tokens, errors } = lexTemplate(text);
  const cursor = new Cursor(tokens, map);
  const nodes = parseBlocks(cursor);
  return { template: { nodes, lineStarts: lineStarts(text).map(map) }, errors: collect(cursor, errors) };
}

/** Parses an expression that stands alone, such as the one of `@check`. */
export function parseExpression(
  text: string,
  map: (offset: number) => number,
): { expression: Expression; errors: readonly JinjaError[] } {
  const { tokens, errors } = lexTag(text, 0, 'expression', { stringsSpanLines: true, tagsSpanLines: true });
  const end = { kind: 'end', start: text.length, end: text.length, value: '' } as const;
  const cursor = new Cursor([...tokens, end], map);
  const expression = parseExpressionAt(cursor);
  if (!cursor.at('end')) cursor.unexpected('the end of the expression');
  return { expression, errors: collect(cursor, errors) };
}

/** All errors in order; an error of the parser at a place where the lexer has one already would say it twice. */
function collect(cursor: Cursor, local: readonly LocalError[]): readonly JinjaError[] {
  const lexical = local.map(({ message, start, end, remedy }) => ({
    message,
    span: cursor.place(start, end),
    ...(remedy && { remedy: cursor.remedyAt(remedy) }),
  }));
  const starts = new Set(lexical.map((error) => error.span.start));
  const others = cursor.errors.filter((error) => !starts.has(error.span.start));
  return [...lexical, ...others].sort((a, b) => a.span.start - b.span.start);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
