/** Addresses and files that can be opened from a file. */
import type { DocumentLink } from 'vscode-languageserver-protocol';
import { fileBeside } from '../disk';
import { pathOf, uriOf } from '../uris';
import type { Feature } from './feature';

export const documentLinks: Feature = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  register(connection, { file }) {
    connection.onRequest(
      'textDocument/documentLink',
      file('documentLink', null, ({ snapshot, uri, lines }) =>
        snapshot.documentLinks(uri).flatMap(({ span, target }): DocumentLink[] => {
          const opened = target.kind === 'address' ? target.address : fileTarget(uri, target.path);
          return opened === undefined ? [] : [{ range: lines.range(span.start, span.end), target: opened }];
        }),
      ),
    );
  },
};

/** A file that exists, named from the folder of another. */
function fileTarget(uri: string, name: string): string | undefined {
  const from = pathOf(uri);
  if (from === undefined) return undefined;
  const found = fileBeside(from, name);
  return found === undefined ? undefined : uriOf(found);
}
