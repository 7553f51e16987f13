/** What can be folded. */
import type { FoldingRange } from 'vscode-languageserver-protocol';
import { FoldingRangeKind } from 'vscode-languageserver-types';
import type { Feature } from './feature';

export const foldingRanges: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register(connection, { file, editor }) {
    connection.onRequest(
      'textDocument/foldingRange',
      file('foldingRange', null, ({ snapshot, uri, lines }) => {
        const limit = editor.client().textDocument?.foldingRange?.rangeLimit ?? Infinity;
        const byLine = new Map<number, FoldingRange>();
        for (const { span, kind } of snapshot.foldingRanges(uri)) {
          const { start, end } = lines.range(span.start, span.end);
          // The line of the closing brace stays, unless something stands before the brace.
          const isClosing = kind === 'block' && isBlank(lines.text, lines.offset({ ...end, character: 0 }), span.end);
          const endLine = isClosing ? end.line - 1 : end.line;
          if (endLine <= start.line || byLine.has(start.line) || byLine.size >= limit) continue;
          byLine.set(start.line, {
            startLine: start.line,
            endLine,
            ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }),
          });
        }
        return [...byLine.values()];
      }),
    );
  },
};

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text[at] !== ' ' && text[at] !== '\t') return false;
  return true;
}
