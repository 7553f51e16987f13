/** Declarations as a person wrote them, short enough to be read beside the code, and without keys. */
import type { SourceFile } from '../../project/sourceFile';
import type { Span } from '../../diagnostic';

const MAX_LINES = 24;
const MAX_LINE = 160;

/** The lines of a declaration without the indentation they share; the middle of long ones is left out. */
export function sourceText(file: SourceFile, { start, end }: Span): string {
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const before = file.text.slice(lineStart, start);
  const indentation = /^[ \t]*$/.test(before) ? before : '';
  // A prompt may be as long as a book.
  const lines = withoutSecrets(file.text.slice(start, Math.min(end, start + 20_000)))
    .split(/\r\n|\r|\n/)
    .map((line) => (indentation && line.startsWith(indentation) ? line.slice(indentation.length) : line))
    .map((line) => (line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line));
  if (lines.length <= MAX_LINES) return lines.join('\n');
  return [...lines.slice(0, MAX_LINES - 2), '  …', lines.at(-1)!].join('\n');
}

/** A key that is written into a client is not shown anywhere else. */
function withoutSecrets(source: string): string {
  if (!source.startsWith('client')) return source;
  return source.replaceAll(
    /([\s{,]"?[\w-]*(?:key|token|secret|password|authorization|credentials)[\w-]*"?[ \t]*:?[ \t]+)(?!env\.)(?:"(?:[^"\\]|\\.)*"|[A-Za-z][^\r\n,}]*)/gi,
    '$1"…"',
  );
}
