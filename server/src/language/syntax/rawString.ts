/**
 * The text a string literal stands for, with a way back: every offset in that text knows its offset in the file, so
 * that a problem inside a prompt can be shown where it was written. Rules: language reference 1.3.
 */

export interface LiteralText {
  readonly text: string;
  /** An offset in `text` to a UTF-16 offset of the file. The end maps to behind the last character. */
  readonly map: (offset: number) => number;
}

/**
 * A raw string literal, hashes and quotes included, that starts at `start` in its file. When its first line is empty,
 * the smallest indentation of the lines that are not blank is removed; in any case blank lines are emptied and both
 * ends trimmed. A carriage return alone ends no line.
 */
export function rawStringText(literal: string, start: number): LiteralText {
  const hashes = /^#*/.exec(literal)![0].length;
  const closing = '"' + '#'.repeat(hashes);
  const from = hashes + 1;
  const to =
    literal.length >= from + closing.length && literal.endsWith(closing)
      ? literal.length - closing.length
      : literal.length;
  const inner = literal.slice(from, to);
  const lines = splitLines(inner);
  const first = lines[0]!;
  const dedented = isBlank(first.text);
  const indentation = dedented ? smallestIndentation(lines) : 0;
  const pieces: Piece[] = [];
  let text = '';
  lines.forEach((line, index) => {
    // Blank lines lose all they hold, whatever their indentation.
    const cut = isBlank(line.text) ? line.text.length : index === 0 ? 0 : indentation;
    pieces.push({ at: text.length, source: start + from + line.at + cut });
    text += line.text.slice(cut) + (index < lines.length - 1 ? '\n' : '');
  });
  const left = leadingBlanks(text);
  return {
    text: text.slice(left, Math.max(left, trailingBlanksAt(text))),
    map: (offset) => sourceOffset(pieces, offset + left),
  };
}

/** A quoted literal, quotes included: `\n`, `\t`, `\"` and `\\` are processed, every other escape is kept. */
export function quotedText(literal: string): string {
  const closed = literal.length > 1 && literal.endsWith('"');
  return literal
    .slice(1, closed ? -1 : undefined)
    .replaceAll(/\\([nt"\\])/g, (_, escape: string) => (escape === 'n' ? '\n' : escape === 't' ? '\t' : escape));
}

interface Line {
  readonly text: string;
  readonly at: number;
}

/** A stretch of the text that stands unbroken in the file. */
interface Piece {
  readonly at: number;
  readonly source: number;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (const found of text.matchAll(/\r?\n/g)) {
    lines.push({ text: text.slice(at, found.index), at });
    at = found.index + found[0].length;
  }
  lines.push({ text: text.slice(at), at });
  return lines;
}

function smallestIndentation(lines: readonly Line[]): number {
  let smallest = Infinity;
  for (const { text } of lines.slice(1)) if (!isBlank(text)) smallest = Math.min(smallest, leadingBlanks(text));
  return smallest === Infinity ? 0 : smallest;
}

/** White space in the sense of Unicode, which the official compiler counts: unlike `\s`, with U+0085, without U+FEFF. */
const LEADING = /^(?:[^\S\uFEFF]|\u0085)*/;
const BLANK = /[^\S\uFEFF]|\u0085/;

function leadingBlanks(line: string): number {
  return LEADING.exec(line)![0].length;
}

function trailingBlanksAt(text: string): number {
  let end = text.length;
  while (end > 0 && BLANK.test(text[end - 1]!)) end--;
  return end;
}

function isBlank(line: string): boolean {
  return leadingBlanks(line) === line.length;
}

function sourceOffset(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low]!;
  return piece.source + Math.max(0, offset - piece.at);
}
