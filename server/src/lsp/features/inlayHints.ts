/** Notes about streaming beside the code; a setting turns them off. */
import type { InlayHint as LspHint, Location } from 'vscode-languageserver-protocol';
import { MarkupKind } from 'vscode-languageserver-types';
import type { SourceRange } from '../../ir/schema';
import type { Feature } from './feature';

export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register(connection, { file, editor }, documents) {
    connection.onRequest(
      'textDocument/inlayHint',
      file('inlayHint', null, ({ snapshot, uri, lines }, { range }): LspHint[] => {
        if (!editor.settings.current.streamingHints) return [];
        const location = (target: SourceRange | undefined): Location | undefined => {
          const text = target && snapshot.text(target.uri);
          if (!target || text === undefined) return undefined;
          const place = documents.lines(target.uri, text).range(target.start, target.end);
          return { uri: documents.editorUri(target.uri), range: place };
        };
        const span = { start: lines.offset(range.start), end: lines.offset(range.end) };
        return snapshot.inlayHints(uri, span).map(({ offset, label, tooltip, target }) => {
          const to = location(target);
          return {
            position: lines.position(offset),
            label: [{ value: label, ...(to && { location: to }) }],
            tooltip: { kind: MarkupKind.Markdown, value: tooltip },
            paddingLeft: true,
          };
        });
      }),
    );
  },
};
