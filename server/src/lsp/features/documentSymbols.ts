/** The outline of a file. */
import { DocumentSymbolRequest } from 'vscode-languageserver/node';
import { toSymbol } from '../convert';
import type { Feature } from './feature';

export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(connection, { file }) {
    connection.onRequest(
      DocumentSymbolRequest.type,
      file('documentSymbol', [], ({ snapshot, uri, lines }) =>
        snapshot.documentSymbols(uri).map((symbol) => toSymbol(symbol, lines)),
      ),
    );
  },
};
