/** *Run* above functions and tests, for clients that have said that they can run. */

import { toCodeLens } from '../convert';
import type { Feature } from './feature';

export const codeLens: Feature = {
  capabilities: (_client, { canRun }) => (canRun ? { codeLensProvider: { resolveProvider: false } } : {}),
  register(connection, { file, editor }) {
    connection.onRequest(
      'textDocument/codeLens',
      file('codeLens', [], ({ snapshot, uri, root, lines }, { textDocument }) =>
        editor.settings.canRun
          ? snapshot.codeLenses(uri).map((lens) => toCodeLens(lens, textDocument.uri, root, lines))
          : [],
      ),
    );
  },
};
