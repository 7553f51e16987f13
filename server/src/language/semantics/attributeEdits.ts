/** Fixes that take attributes away or write them elsewhere. */
import type { Fix, Span, TextEdit } from '../diagnostic';
import { insertion, removal, replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import type { Attribute, FieldDecl, TypeExpr } from '../syntax/ast';
import type { AttributeSite } from './attributeSites';

/** `@stream.done` or `@@stream.done`, without blanks and arguments. */
export function writtenName({ block, name }: Attribute): string {
  return `${block ? '@@' : '@'}${name}`;
}

/** For an attribute that does nothing: there is no doubt that it can go. */
export function removalFix(file: SourceFile, attribute: Attribute): Fix {
  return { title: `Remove \`${writtenName(attribute)}\``, edits: [attributeRemoval(file, attribute)], preferred: true };
}

/** Takes an attribute away; with the parentheses that were written for it: `(string @stream.done)[]` becomes `string[]`. */
export function attributeRemoval(file: SourceFile, { span }: Attribute): TextEdit {
  const opening = /\(\s*(\w+)\s*$/.exec(file.text.slice(Math.max(0, span.start - 200), span.start));
  const closing = /^\s*\)/.exec(file.text.slice(span.end, span.end + 200));
  if (!opening || !closing) return removal(file, span);
  const around = { start: span.start - opening[0].length, end: span.end + closing[0].length };
  return replacement(file, around, opening[1]!);
}

/**
 * Writes an attribute behind the whole type of a field, alias or result; behind the attributes it has already. Undefined when
 * there is no such type.
 */
export function wholeTypeInsertion(file: SourceFile, site: AttributeSite, written: string): TextEdit | undefined {
  const [type, attributes] = wholeType(site);
  if (!type) return undefined;
  const ends = attributes.filter(({ block }) => !block).map(({ span }) => span.end);
  return insertion(file, Math.max(type.span.end, ...ends), ` ${written}`);
}

/** The whole type that a site is, or is inside of, with the attributes behind it. */
export function wholeType({ decl, field }: AttributeSite): [TypeExpr | undefined, readonly Attribute[]] {
  if (field) return [field.type, field.attributes];
  if (decl.kind === 'alias') return [decl.type, decl.attributes];
  return decl.kind === 'function' ? [decl.returns, decl.returnAttributes] : [undefined, []];
}

/** Takes an attribute from inside a type and writes it behind the whole type. */
export function outwardFix(file: SourceFile, attribute: Attribute, site: AttributeSite): Fix | undefined {
  const written = writtenName(attribute);
  const edits = [attributeRemoval(file, attribute)];
  if (!wholeType(site)[1].some(({ name }) => name === attribute.name)) {
    const added = wholeTypeInsertion(file, site, written);
    if (!added) return undefined;
    edits.push(added);
  }
  const target = site.field ? `\`${site.field.name.text}\`` : 'the whole type';
  return { title: `Move \`${written}\` to ${target}`, edits };
}

/** The lines of a field, with the comments directly above and the line break behind; undefined when it shares one. */
export function linesOf({ text }: SourceFile, { span }: FieldDecl): Span | undefined {
  let start = lineStart(text, span.start);
  if (text.slice(start, span.start).trim()) return undefined;
  const newline = text.indexOf('\n', span.end);
  if (newline < 0 || !/^[ \t]*(?:\/\/[^\n]*)?\r?$/.test(text.slice(span.end, newline))) return undefined;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*\/\//.test(text.slice(above, start))) break;
    start = above;
  }
  return { start, end: newline + 1 };
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
