/** *Run* above functions and tests. */
import { CodeLensRequest } from 'vscode-languageserver/node';
import { toCodeLens } from '../convert';
import type { Feature } from './feature';

export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  register(connection, { file }) {
    connection.onRequest(
      CodeLensRequest.type,
      file('codeLens', [], ({ snapshot, uri, root, lines }, { textDocument }) =>
        snapshot.codeLenses(uri).map((lens) => toCodeLens(lens, textDocument.uri, root, lines)),
      ),
    );
  },
};
