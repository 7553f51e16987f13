/** From a name to the declarations of its type. */

import { placesOf } from '../places';
import type { Feature } from './feature';

export const typeDefinition: Feature = {
  capabilities: () => ({ typeDefinitionProvider: true }),
  register(connection, { file, editor }, documents) {
    connection.onRequest(
      'textDocument/typeDefinition',
      file('typeDefinition', null, ({ snapshot, uri, lines }, { position }) =>
        placesOf(snapshot, documents).definitions(
          uri,
          snapshot.typeDefinition(uri, lines.offset(position)),
          editor.client().textDocument?.typeDefinition?.linkSupport,
        ),
      ),
    );
  },
};
