/** Edits of the language in the protocol's words. */
import type {
  ClientCapabilities,
  TextDocumentEdit,
  TextEdit as LspTextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { TextEdit } from '../language/diagnostic';
import type { ProjectSnapshot } from '../language/languageService';
import type { Documents } from './documents';

/**
 * Edits that were computed from a snapshot. A client that understands versions gets them, so that it refuses edits of a
 * text that has changed meanwhile.
 */
export function toWorkspaceEdit(
  edits: readonly TextEdit[],
  snapshot: ProjectSnapshot,
  documents: Documents,
  client: ClientCapabilities,
): WorkspaceEdit {
  const changes = new Map<string, LspTextEdit[]>();
  for (const { uri, span, newText } of edits) {
    const text = snapshot.text(uri);
    if (text === undefined) continue;
    const list = changes.get(uri) ?? [];
    changes.set(uri, list);
    list.push({ range: documents.lines(uri, text).range(span.start, span.end), newText });
  }
  if (!client.workspace?.workspaceEdit?.documentChanges) {
    return { changes: Object.fromEntries([...changes].map(([uri, list]) => [documents.editorUri(uri), list])) };
  }
  return {
    documentChanges: [...changes].map(([uri, list]): TextDocumentEdit => {
      const version = documents.openDocuments().get(uri)?.version ?? null;
      return { textDocument: { uri: documents.editorUri(uri), version }, edits: list };
    }),
  };
}
