/** Finds blocks and members in all projects. */

import { bestSymbols } from '../../language/features/bestSymbols';
import { SYMBOL_KIND } from '../convert';
import { placesOf } from '../places';
import type { Feature } from './feature';

export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register(connection, { request }, documents) {
    connection.onRequest(
      'workspace/symbol',
      request('workspaceSymbol', checkQuery, async ({ query }) => {
        // To read a project at once would keep everybody waiting.
        await Promise.all(documents.projects().map(({ ready }) => ready));
        const projects = documents.projects().map(({ project, own }) => ({ snapshot: project.snapshot(), own }));
        const lists = projects.map(({ snapshot, own }) => snapshot.workspaceSymbols(query, (uri) => own.has(uri)));
        return bestSymbols(lists).flatMap(({ name, kind, uri, span, container }) => {
          // Each file is looked for in its innermost project only.
          const home = projects.find(({ own }) => own.has(uri));
          if (!home) return [];
          const location = placesOf(home.snapshot, documents).location({ uri, span });
          return [
            { name, kind: SYMBOL_KIND[kind], location, ...(container !== undefined && { containerName: container }) },
          ];
        });
      }),
    );
  },
};

function checkQuery(params: unknown): string | undefined {
  const { query } = (params ?? {}) as { query?: unknown };
  return typeof query === 'string' ? undefined : 'query is missing';
}
