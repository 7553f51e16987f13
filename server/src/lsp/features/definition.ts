/** From a name to its declarations. */

import { placesOf } from '../places';
import type { Feature } from './feature';

export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(connection, { file, editor }, documents) {
    connection.onRequest(
      'textDocument/definition',
      file('definition', null, ({ snapshot, uri, lines }, { position }) =>
        placesOf(snapshot, documents).definitions(
          uri,
          snapshot.definition(uri, lines.offset(position)),
          editor.client().textDocument?.definition?.linkSupport,
        ),
      ),
    );
  },
};
