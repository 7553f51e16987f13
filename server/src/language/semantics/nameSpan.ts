/** Where a name stands when quotes, hashes or blanks around it are left out. */
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Name, StringValue } from '../syntax/ast';
import { rawStringText } from '../syntax/rawString';

/** A name of the grammar; the names of properties, arguments and tests may be quoted. */
export function nameSpan(file: SourceFile, { text, span }: Name): Span {
  const inner = { start: span.start + 1, end: span.start + 1 + text.length };
  return file.text[span.start] === '"' && file.text.slice(inner.start, inner.end) === text ? inner : span;
}

/** The text of a string that is a name; undefined when it stands otherwise in the file, as with escapes. */
export function stringSpan(file: SourceFile, { value, form, span }: StringValue): Span | undefined {
  const start =
    form === 'bare'
      ? span.start
      : form === 'quoted'
        ? span.start + 1
        : rawStringText(file.text.slice(span.start, span.end), span.start).map(0);
  const end = start + value.length;
  return value && file.text.slice(start, end) === value ? { start, end } : undefined;
}
