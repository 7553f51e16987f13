/** Every place of the project that names a thing. */

import { placesOf } from '../places';
import type { Feature } from './feature';

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register(connection, { file }, documents) {
    connection.onRequest(
      'textDocument/references',
      file('references', null, ({ snapshot, uri, lines }, { position, context }) => {
        const includeDeclaration = context?.includeDeclaration === true;
        const { location } = placesOf(snapshot, documents);
        return snapshot.references(uri, lines.offset(position), includeDeclaration).map(location);
      }),
    );
  },
};
