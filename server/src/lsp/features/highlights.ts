/** The places of a file that name what the cursor is on. */
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import type { Feature } from './feature';

const KIND = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register(connection, { file }) {
    connection.onRequest(
      'textDocument/documentHighlight',
      file('documentHighlight', null, ({ snapshot, uri, lines }, { position }) =>
        snapshot
          .highlights(uri, lines.offset(position))
          .map(({ span, kind }) => ({ range: lines.range(span.start, span.end), kind: KIND[kind] })),
      ),
    );
  },
};
