/** The outline of a file. */
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-protocol';
import { toSymbol } from '../convert';
import type { Feature } from './feature';

export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(connection, { file, editor }) {
    connection.onRequest(
      'textDocument/documentSymbol',
      file(
        'documentSymbol',
        [],
        ({ snapshot, uri, lines }, { textDocument }): DocumentSymbol[] | SymbolInformation[] => {
          const symbols = snapshot.documentSymbols(uri).map((symbol) => toSymbol(symbol, lines));
          const isTree = editor.client().textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
          return isTree ? symbols : flat(symbols, textDocument.uri);
        },
      ),
    );
  },
};

/** A list for clients that know no trees: each member behind what it belongs to. */
function flat(symbols: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flat(children ?? [], uri, name),
  ]);
}
