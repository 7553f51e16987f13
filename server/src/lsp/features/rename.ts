/** Another name for a thing, wherever it is named. */
import { ResponseError } from 'vscode-jsonrpc/node';
import { REQUEST_FAILED } from '../constants';

import { toWorkspaceEdit } from '../workspaceEdit';
import type { Feature } from './feature';

export const rename: Feature = {
  capabilities: (client) => ({
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
  }),
  register(connection, { file, editor }, documents) {
    connection.onRequest(
      'textDocument/prepareRename',
      file('prepareRename', null, ({ snapshot, uri, lines }, { position }) => {
        const found = snapshot.prepareRename(uri, lines.offset(position));
        if (!found.ok) return refused(found.message);
        return { range: lines.range(found.span.start, found.span.end), placeholder: found.placeholder };
      }),
    );
    connection.onRequest(
      'textDocument/rename',
      file('rename', null, ({ snapshot, uri, lines }, { position, newName }) => {
        const result = snapshot.rename(uri, lines.offset(position), String(newName));
        return result.ok
          ? toWorkspaceEdit(result.edits, snapshot, documents, editor.client())
          : refused(result.message);
      }),
    );
  },
};

/** What editors show to the person. */
function refused(message: string): ResponseError<never> {
  return new ResponseError<never>(REQUEST_FAILED, message);
}
