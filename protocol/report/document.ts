/** A text with headings, sentences, lists and tables, and how it is written as Markdown. */
import type { Sentence } from '../words';

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: Sentence }
  | { readonly kind: 'paragraph'; readonly text: Sentence }
  | { readonly kind: 'list'; readonly items: readonly Sentence[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Sentence[])[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

export interface Column {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly right?: boolean;
}

/** The document as Markdown that is also readable as it stands. Whatever a value holds, it stays that value's text. */
export function toMarkdown(blocks: readonly Block[]): string {
  return blocks.map((block) => markdownOf(block) + '\n').join('\n');
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`;
    case 'paragraph':
      return inline(block.text);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'table':
      return table(block.columns, block.rows);
    case 'code':
      return fenced(block.text, block.language);
  }
}

/** Words are escaped, code becomes code spans; all on one line. */
export function inline(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? escapeWords(part) : codeSpan(part.code))).join('');
}

/** Characters that mean something to Markdown or HTML are made to mean nothing; `@` would call somebody on GitHub. */
export function escapeWords(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/[\\`*_[\]<>~|]/g, (character) => `\\${character}`)
    .replace(/@(?=\w)/g, '&#64;')
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, '$1\\$2');
}

/** Fenced by one backtick more than the code has in a row. */
export function codeSpan(code: string): string {
  const text = oneLine(code);
  if (text === '') return '';
  const fence = '`'.repeat(longestRun(text) + 1);
  const padded = /^[` ]|[` ]$/.test(text) ? ` ${text} ` : text;
  return `${fence}${padded}${fence}`;
}

function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}

/** Wider cells do not widen the others: only numbers and names are to stand below each other. */
const WIDEST = 40;

function table(columns: readonly Column[], rows: readonly (readonly Sentence[])[]): string {
  const cells = rows.map((row) => columns.map((_, i) => cell(row[i] ?? [])));
  const widths = columns.map(({ title }, i) =>
    Math.min(WIDEST, Math.max(3, title.length, ...boundedLengths(cells, i))),
  );
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, i) => (columns[i]!.right ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))).join(' | ')} |`;
  const rule = columns.map(({ right }, i) => (right ? `${'-'.repeat(widths[i]! - 1)}:` : '-'.repeat(widths[i]!)));
  return [line(columns.map(({ title }) => escapeWords(title))), `| ${rule.join(' | ')} |`, ...cells.map(line)].join(
    '\n',
  );
}

/** One number, whatever the number of rows: arguments of a call are not unlimited. */
function boundedLengths(cells: readonly (readonly string[])[], column: number): readonly [number] {
  return [cells.reduce((most, row) => Math.max(most, row[column]!.length), 0)];
}

/** A pipe ends a cell even inside code, unless it is escaped. */
function cell(sentence: Sentence): string {
  return sentence
    .map((part) => (typeof part === 'string' ? escapeWords(part) : codeSpan(part.code).replace(/\|/g, '\\|')))
    .join('');
}

/** Line ends and other control characters as the signs that stand for them. */
function oneLine(text: string): string {
  return text.replace(/\r\n?|\n|\u2028|\u2029/g, ' ⏎ ').replace(/\p{Cc}/gu, ' ');
}
