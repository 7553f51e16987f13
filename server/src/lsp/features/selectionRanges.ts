/** Ever larger stretches around each cursor. */
import type { SelectionRange } from 'vscode-languageserver-protocol';
import type { Feature } from './feature';

export const selectionRanges: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register(connection, { file }) {
    connection.onRequest(
      'textDocument/selectionRange',
      file('selectionRange', null, ({ snapshot, uri, lines }, { positions }) =>
        positions.map((position) => {
          let range: SelectionRange | undefined;
          for (const { start, end } of snapshot.selectionRanges(uri, lines.offset(position)).toReversed())
            range = { range: lines.range(start, end), ...(range && { parent: range }) };
          return range ?? { range: { start: position, end: position } };
        }),
      ),
    );
  },
};
