/** The places of a file that name what the cursor is on. */
import { DocumentHighlightKind, DocumentHighlightRequest } from 'vscode-languageserver/node';
import type { Feature } from './feature';

const KIND = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register(connection, { file }) {
    connection.onRequest(
      DocumentHighlightRequest.type,
      file('documentHighlight', null, ({ snapshot, uri, lines }, { position }) =>
        snapshot
          .highlights(uri, lines.offset(position))
          .map(({ span, kind }) => ({ range: lines.range(span.start, span.end), kind: KIND[kind] })),
      ),
    );
  },
};
