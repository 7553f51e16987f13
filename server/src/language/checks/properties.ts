/** What several checks say about the properties of a block. Not a check itself. */
import type { Code } from './codes';
import type { Span } from '../diagnostic';
import type { Declaration, Property, ValueExpr } from '../syntax/ast';
import type { SourceFile } from '../project/sourceFile';
import type { Located, Symbols } from '../semantics/symbols';
import type { Report } from './check';
import { orRemove, suggestWord } from './suggestion';

/** Reports properties that a block does not have. */
export function knownOnly(
  file: SourceFile,
  properties: readonly Property[],
  known: readonly string[],
  block: string,
  code: Code,
  report: Report,
): void {
  const present = new Set(properties.map(({ name }) => name.text));
  // What is there already was not meant once more.
  const free = known.filter((name) => !present.has(name));
  for (const { name, span } of properties) {
    if (known.includes(name.text)) continue;
    const { hint, extra } = orRemove(suggestWord(file, name.span, name.text, free), file, span, name.text);
    const advice = hint || ` It takes ${known.map((property) => `\`${property}\``).join(', ')}.`;
    report('error', code, name.span, `\`${name.text}\` is not a property of a ${block}.${advice}`, extra);
  }
}

/** Where to report that something is missing from a block: its name, or its keyword. */
export function headOf(decl: { readonly name?: { readonly span: Span }; readonly keyword: Span }): Span {
  return decl.name?.span ?? decl.keyword;
}

interface Block {
  readonly span: Span;
  readonly keyword: Span;
  readonly name?: { readonly span: Span };
}

/** Where to report what concerns a block as a whole: from its first word to its name. */
export function startOf(decl: Block): Span {
  return { start: decl.span.start, end: (decl.name?.span ?? decl.keyword).end };
}

/**
 * Whether the first declaration of a circle is one of these, so that one file, and one block of it, tells of the circle. Which one
 * is the first depends on where they stand, and so does every result that asks.
 */
export function isFirstHere({ decl }: Located<Declaration>, file: SourceFile, symbols: Symbols): boolean {
  symbols.file(file.uri);
  return file.ast.declarations.includes(decl);
}

/** Whether something of a block could not be read: what seems to be missing may be there. */
export function isBroken(file: SourceFile, { span }: Block): boolean {
  return file.errors.some(({ mild, span: at }) => !mild && at.start >= span.start && at.start < span.end);
}

const KIND: Readonly<Record<ValueExpr['kind'], string>> = {
  string: 'text',
  number: 'a number',
  bool: 'true or false',
  null: 'null',
  env: 'an environment variable',
  jinja: 'an expression',
  list: 'a list',
  map: 'a map',
};

/** `a list`, for a value that should have been something else. */
export function kindOf(value: ValueExpr): string {
  return KIND[value.kind];
}

/** The entry that counts: the last one of its name. */
export function entryOf<E extends { readonly key: { readonly text: string } }>(
  entries: readonly E[],
  key: string,
): E | undefined {
  return entries.findLast((entry) => entry.key.text === key);
}

/** Where a value of a wrong kind is reported: an expression without its braces, as the compiler does. */
export function spanOf(value: ValueExpr): Span {
  if (value.kind !== 'jinja') return value.span;
  const start = value.at + value.source.length - value.source.trimStart().length;
  return { start, end: start + value.source.trim().length };
}
