/** The edits that fixes and refactorings are made of. They keep indentation and leave no empty lines or stray blanks. */
import type { Span, TextEdit } from './diagnostic';

interface EditedFile {
  readonly uri: string;
  readonly text: string;
}

export function replacement(file: EditedFile, span: Span, newText: string): TextEdit {
  return { uri: file.uri, span: { start: span.start, end: span.end }, newText };
}

export function insertion(file: EditedFile, at: number, newText: string): TextEdit {
  return { uri: file.uri, span: { start: at, end: at }, newText };
}

/**
 * Removes something that stands behind something else, or alone: with the blanks before it, or with the whole line when it
 * is alone there.
 */
export function removal(file: EditedFile, span: Span): TextEdit {
  const { text } = file;
  let start = span.start;
  while (start > 0 && isBlank(text[start - 1])) start--;
  let end = span.end;
  while (isBlank(text[end])) end++;
  const startsLine = start === 0 || isNewline(text[start - 1]);
  const endsLine = end === text.length || isNewline(text[end]);
  if (startsLine && endsLine) return replacement(file, { start, end: nextLine(text, end) }, '');
  if (startsLine) return replacement(file, { start: span.start, end }, '');
  // In a one-line block the blank before a closing brace stays.
  return replacement(file, { start, end: endsLine ? end : span.end }, '');
}

/** Removes an entry of a map, an item of a list or a property, with the comma behind it, or before it when it is the last. */
export function itemRemoval(file: EditedFile, span: Span): TextEdit {
  const { text } = file;
  let { start, end } = span;
  while (isBlank(text[end])) end++;
  if (text[end] === ',') {
    end++;
    const only = removal(file, { start, end });
    while (isBlank(text[end])) end++;
    return end === text.length || isNewline(text[end]) ? only : replacement(file, { start, end }, '');
  }
  while (start > 0 && isBlank(text[start - 1])) start--;
  if (text[start - 1] === ',' && CLOSING.test(text[end] ?? '')) {
    return replacement(file, { start: start - 1, end: span.end }, '');
  }
  return removal(file, span);
}

const CLOSING = /[\]})]/;

/** Longer lines are not looked through for each problem in them: they are made by machines. */
const LONGEST_LINE = 500;

/** The blanks before the first word of the line of an offset. */
export function indentationAt(text: string, offset: number): string {
  let start = offset;
  const farthest = Math.max(0, offset - LONGEST_LINE);
  while (start > farthest && !isNewline(text[start - 1])) start--;
  if (start > 0 && start === farthest) return '';
  let end = start;
  while (end < offset && isBlank(text[end])) end++;
  return text.slice(start, end);
}

/** The line break that a file uses. */
export function newlineOf(text: string): string {
  const beginning = text.slice(0, 10 * LONGEST_LINE);
  const at = beginning.indexOf('\n');
  if (at < 0) return beginning.slice(0, -1).includes('\r') ? '\r' : '\n';
  return text[at - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * Adds lines at the end of a block that ends with `}`: `span` is the block, its last character the brace. The lines are
 * indented one step deeper than the block. Undefined when the block does not end with a brace.
 */
export function appendedLines(file: EditedFile, span: Span, lines: readonly string[]): TextEdit | undefined {
  const { text } = file;
  if (text[span.end - 1] !== '}') return undefined;
  const newline = newlineOf(text);
  const outer = indentationAt(text, span.start);
  const added = lines.map((line) => (line ? `${outer}  ${line}` : line)).join(newline);
  let at = span.end - 1;
  while (at > span.start && isBlank(text[at - 1])) at--;
  const braceAlone = isNewline(text[at - 1]);
  if (braceAlone) return insertion(file, at, added + newline);
  return replacement(file, { start: at, end: span.end - 1 }, newline + added + newline + outer);
}

/** Where a declaration starts that begins at an offset: above the comments that stand directly over it. */
export function withComments(text: string, start: number): number {
  let at = start;
  while (at > 0 && isBlank(text[at - 1])) at--;
  if (at > 0 && !isNewline(text[at - 1])) return start;
  for (;;) {
    const before = at > 0 ? lineStart(text, at - (text[at - 1] === '\n' && text[at - 2] === '\r' ? 2 : 1)) : at;
    if (before === at || !text.slice(before, at).trimStart().startsWith('//')) return at;
    at = before;
  }
}

/** A declaration with the comments directly above it and the empty lines behind it. */
export function wholeBlock(text: string, span: Span): Span {
  let end = span.end;
  for (let at = end; at < text.length && (isBlank(text[at]) || isNewline(text[at])); at++) {
    if (isNewline(text[at])) end = at + 1;
  }
  return { start: withComments(text, span.start), end };
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isNewline(text[at - 1])) at--;
  return at;
}

/** Adds an entry to a map value `{ … }`: in its own line, or behind a comma when the map stands in one line. */
export function addedEntry(
  file: EditedFile,
  map: { readonly span: Span; readonly entries: readonly unknown[] },
  entry: string,
): TextEdit | undefined {
  const { start, end } = map.span;
  const source = file.text.slice(start, end);
  if (!source.endsWith('}')) return undefined;
  if (source.includes('\n') || source.includes('\r') || !map.entries.length) {
    return appendedLines(file, map.span, entry.split('\n'));
  }
  const inside = source.slice(0, -1).trimEnd();
  return replacement(file, { start: start + inside.length, end }, `, ${entry} }`);
}

function nextLine(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2;
  return Math.min(at + 1, text.length);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isNewline(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
