/** The fix of what the parser, or that of templates, surely knows how to put right. Not a check itself. */
import type { Fix, Span } from '../diagnostic';
import { replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';

/** Writes `newText` in place of what stands in the span. */
export function remedyFix({ span, newText }: { readonly span: Span; readonly newText: string }, file: SourceFile): Fix {
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
