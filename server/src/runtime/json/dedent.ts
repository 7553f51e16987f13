/** How the text of triple-quoted strings and of backtick blocks is cleaned. */
import { trimBlanks } from './raw';

const isEmptyLine = (line: string): boolean => trimBlanks(line) === '';

/**
 * `text` without leading blank lines, without the whitespace all its lines begin with, blank lines emptied, carriage
 * returns before newlines and one final newline removed.
 */
export function dedent(text: string): string {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const first = lines.findIndex((line) => !isEmptyLine(line));
  if (first < 0) return '';
  const kept = lines.slice(first);
  let margin: string | null = null;
  for (const line of kept) {
    if (isEmptyLine(line)) continue;
    const indent = /^\s*/.exec(line)![0];
    if (margin === null) margin = indent;
    else {
      let shared = 0;
      while (shared < margin.length && margin[shared] === indent[shared]) shared++;
      margin = margin.slice(0, shared);
    }
  }
  const width = margin?.length ?? 0;
  const cleaned = kept.map((line) => (isEmptyLine(line) ? '' : line.slice(width))).join('\n');
  return cleaned.endsWith('\n') ? cleaned.slice(0, -1) : cleaned;
}

/** The text of a backtick block: the info line is dropped once it has ended. */
export function blockText(text: string): string {
  const newline = text.indexOf('\n');
  return newline < 0 ? text : dedent(text.slice(newline + 1));
}
