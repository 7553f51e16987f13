/** Edits that take attributes away, put them elsewhere or change them, leaving the text around them tidy. */
import type { Fix, Span, TextEdit } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Attribute, FieldDecl } from '../syntax/ast';
import type { AttributeSite } from './attributeSites';

/** "Remove `@stream.done`", which there is no doubt about when the attribute does nothing. */
export function removalFix(file: SourceFile, attribute: Attribute): Fix {
  return { title: `Remove \`${writtenName(attribute)}\``, edits: [removal(file, attribute)], preferred: true };
}

/** `@stream.done` or `@@stream.done`, without blanks and arguments. */
export function writtenName({ block, name }: Attribute): string {
  return `${block ? '@@' : '@'}${name}`;
}

/**
 * Takes an attribute away, with the blanks before it; with its line when it is alone on it, and with the parentheses that were
 * written for it: `(string @stream.done)[]` becomes `string[]`.
 */
export function removal(file: SourceFile, { span }: Attribute): TextEdit {
  const { uri, text } = file;
  const opening = /\(\s*(\w+)\s*$/.exec(text.slice(Math.max(0, span.start - 200), span.start));
  const closing = /^\s*\)/.exec(text.slice(span.end, span.end + 200));
  if (opening && closing) {
    return { uri, span: { start: span.start - opening[0].length, end: span.end + closing[0].length }, newText: opening[1]! };
  }
  let start = span.start;
  while (start > 0 && isBlank(text[start - 1])) start--;
  const startsLine = start === 0 || isNewline(text[start - 1]);
  let end = span.end;
  if (startsLine) while (isBlank(text[end])) end++;
  if (!startsLine || start === 0) return { uri, span: { start: startsLine ? span.start : start, end }, newText: '' };
  if (end < text.length && !isNewline(text[end])) return { uri, span: { start: span.start, end }, newText: '' };
  // The line break before goes, so that the one behind stays.
  start -= text[start - 1] === '\n' && text[start - 2] === '\r' ? 2 : 1;
  return { uri, span: { start, end }, newText: '' };
}

/** Where one more attribute of a field, alias or result is written: behind the last one, or behind the type. */
export function behind({ attributes, type, decl, field }: AttributeSite): number | undefined {
  const whole = field?.type ?? (decl.kind === 'alias' ? decl.type : decl.kind === 'function' ? decl.returns : type);
  const own = field?.attributes ?? (decl.kind === 'alias' ? decl.attributes : decl.kind === 'function' ? decl.returnAttributes : attributes);
  const ends = [whole, ...own.filter(({ block }) => !block)].flatMap((part) => part?.span.end ?? []);
  return ends.length ? Math.max(...ends) : undefined;
}

export function insertion(uri: string, at: number, newText: string): TextEdit {
  return { uri, span: { start: at, end: at }, newText };
}

/** A name that nothing in the project has: the wish itself, or the wish and a number. */
export function freeName(wish: string, isTaken: (name: string) => boolean): string {
  let name = wish;
  for (let number = 2; isTaken(name); number++) name = `${wish}${number}`;
  return name;
}

/** The lines of a field, with the comments directly above and the line break behind; undefined when it shares one. */
export function linesOf({ text }: SourceFile, { span }: FieldDecl): Span | undefined {
  let start = lineStart(text, span.start);
  if (text.slice(start, span.start).trim()) return undefined;
  let end = text.indexOf('\n', span.end);
  if (end < 0 || !/^[ \t]*(?:\/\/[^\n]*)?\r?$/.test(text.slice(span.end, end))) return undefined;
  end++;
  for (let above = lineStart(text, start - 1); start > 0; above = lineStart(text, start - 1)) {
    if (!/^[ \t]*\/\//.test(text.slice(above, start))) break;
    start = above;
  }
  return { start, end };
}

/** Where the line of an offset begins; 0 for offsets before the text. */
function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function isNewline(char: string | undefined): boolean {
  return char === '\n' || char === '\r';
}
