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
  const title = !newText.trim() ? `Remove \`${before}\`` : before ? `Change to \`${newText}\`` : `Add \`${newText}\``;
  // Where a bracket belongs is for the person to see.
  const isBracket = /^[})\]>]$/.test(before || newText);
  return { title, edits: [replacement(file, span, newText)], ...(!isBracket && { preferred: true }) };
}
