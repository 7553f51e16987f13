/** What the parser could not read, or read though it was hardly meant so. */
import type { Fix } from '../diagnostic';
import { replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import type { SyntaxError } from '../syntax/parser';
import type { Check } from './check';

export const syntax: Check = (file, _symbols, report) => {
  for (const error of file.errors) {
    const fixes = error.remedy ? [fixOf(error.remedy, file)] : undefined;
    report(error.mild ? 'warning' : 'error', error.code, error.span, error.message, fixes && { fixes });
  }
};

function fixOf({ span, newText }: NonNullable<SyntaxError['remedy']>, file: SourceFile): Fix {
  const before = file.text.slice(span.start, span.end);
  const change = newText.trim();
  const title = !change
    ? `Remove ${quoted(before)}`
    : before.trim()
      ? `Change to ${quoted(change)}`
      : `Add ${quoted(change)}`;
  // Where a bracket belongs is for the person to see.
  const isBracket = /^[})\]>]$/.test(before || newText);
  return { title, edits: [replacement(file, span, newText)], ...(!isBracket && { preferred: true }) };
}

/** As a menu shows it: one line, without blanks around it. */
function quoted(source: string): string {
  const [first = '', ...more] = source.trim().split(/\r\n|\r|\n/);
  return `\`${first.length > MAX_TITLE ? `${first.slice(0, MAX_TITLE)}…` : more.length ? `${first} …` : first}\``;
}

const MAX_TITLE = 40;
