/** Quick fixes and refactorings. */
import type { CodeAction as LspCodeAction } from 'vscode-languageserver-protocol';
import { CodeActionKind as LspKind } from 'vscode-languageserver-types';
import { pageOf } from '../../language/checks/codes';
import type { CodeActionKind } from '../../language/languageService';
import { toDiagnostic } from '../convert';
import { locator } from '../locate';
import { atTheirLevels } from '../fileDiagnostics';
import { toWorkspaceEdit } from '../workspaceEdit';
import type { Feature } from './feature';

const KIND: Readonly<Record<CodeActionKind, string>> = {
  fix: LspKind.QuickFix,
  'fix-all': `${LspKind.SourceFixAll}.bamlLive`,
  rewrite: LspKind.RefactorRewrite,
  extract: LspKind.RefactorExtract,
};

export const codeActions: Feature = {
  // A client that knows no literals of code actions expects commands, and there are none.
  capabilities: (client) =>
    client.textDocument?.codeAction?.codeActionLiteralSupport
      ? { codeActionProvider: { codeActionKinds: Object.values(KIND) } }
      : {},
  register(connection, { file, editor }, documents) {
    connection.onRequest(
      'textDocument/codeAction',
      file('codeAction', [], ({ snapshot, uri, lines }, { range, context }): LspCodeAction[] => {
        const client = editor.client();
        const { current, pages } = editor.settings;
        if (!client.textDocument?.codeAction?.codeActionLiteralSupport) return [];
        const span = { start: lines.offset(range.start), end: lines.offset(range.end) };
        const locate = locator(
          (other) => {
            const text = snapshot.text(other);
            return text === undefined ? undefined : documents.lines(other, text);
          },
          (other) => documents.editorUri(other),
        );
        return snapshot
          .codeActions(uri, span, {
            kind: (kind) => wants(context?.only, kind),
            code: (code) => !Object.hasOwn(current.checks, code) || current.checks[code] !== 'off',
          })
          .map(({ title, kind, edits, diagnostics, preferred }) => ({
            title,
            kind: KIND[kind],
            edit: toWorkspaceEdit(edits, snapshot, documents, client),
            ...(diagnostics.length && {
              diagnostics: atTheirLevels(diagnostics, current).map((one) =>
                toDiagnostic(one, lines, locate, pageOf(one.code, pages)),
              ),
            }),
            ...(preferred && { isPreferred: true }),
          }));
      }),
    );
  },
};

/** A kind that is asked for stands for all kinds below it. Source actions are never offered unasked. */
function wants(only: readonly string[] | undefined, kind: CodeActionKind): boolean {
  const name = KIND[kind];
  if (!only?.length) return kind !== 'fix-all';
  return only.some((wanted) => wanted === '' || name === wanted || name.startsWith(`${wanted}.`));
}
