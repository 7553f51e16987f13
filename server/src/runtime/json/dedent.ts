/** How the text of triple-quoted strings and of backtick blocks is cleaned. */
import { trimBlanks } from './raw';

/** What a line begins with that is white space (Unicode White_Space, which is not what `\\s` means). */
const INDENT = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/;

/** How many characters of white space `line` begins with. */
export const indentOf = (line: string): number => INDENT.exec(line)![0].length;

const isEmptyLine = (line: string): boolean => trimBlanks(line) === '';

/**
 * `text` without leading blank lines, without the whitespace all its lines begin with, blank lines emptied, carriage
 * returns before newlines and one final newline removed. A blank line counts among those that begin with it as far as it goes: one that
 * begins otherwise shortens it.
 */
export function dedent(text: string): string {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length - 1; at++) if (lines[at]!.endsWith('\r')) lines[at] = lines[at]!.slice(0, -1);
  const first = lines.findIndex((line) => !isEmptyLine(line));
  if (first < 0) return '';
  const kept = lines.slice(first);
  let margin = kept[0]!.slice(0, indentOf(kept[0]!));
  for (const line of kept) margin = sharedMargin(margin, line);
  const cleaned = kept.map((line) => (isEmptyLine(line) ? '' : line.slice(margin.length))).join('\n');
  return cleaned.endsWith('\n') ? cleaned.slice(0, -1) : cleaned;
}

/** As much of `margin` as does not differ from what `line` begins with; all of it when the line ends before they do. */
export function sharedMargin(margin: string, line: string): string {
  let shared = 0;
  while (shared < margin.length && margin[shared] === line[shared]) shared++;
  return shared === line.length ? margin : margin.slice(0, shared);
}

/** The text of a backtick block: the info line is dropped once it has ended. */
export function blockText(text: string): string {
  const newline = text.indexOf('\n');
  return newline < 0 ? text : dedent(text.slice(newline + 1));
}
