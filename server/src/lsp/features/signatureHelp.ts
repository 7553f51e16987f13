/** How the call at the cursor is written. */
import type {
  ClientCapabilities,
  MarkupContent,
  SignatureHelp as LspSignatureHelp,
} from 'vscode-languageserver-protocol';
import { MarkupKind } from 'vscode-languageserver-types';
import type { SignatureHelp } from '../../language/languageService';
import type { Feature } from './feature';

export const signatureHelp: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: ['=', ')'] } }),
  register(connection, { file, editor }) {
    connection.onRequest(
      'textDocument/signatureHelp',
      file('signatureHelp', null, ({ snapshot, uri, lines }, { position }) => {
        const found = snapshot.signatureHelp(uri, lines.offset(position));
        return found ? toHelp(found, editor.client()) : null;
      }),
    );
  },
};

function toHelp(
  { label, documentation, parameters, active }: SignatureHelp,
  client: ClientCapabilities,
): LspSignatureHelp {
  const support = client.textDocument?.signatureHelp?.signatureInformation;
  const markup = (value: string): MarkupContent => ({
    kind:
      support?.documentationFormat?.includes(MarkupKind.Markdown) === false
        ? MarkupKind.PlainText
        : MarkupKind.Markdown,
    value,
  });
  const offsets = support?.parameterInformation?.labelOffsetSupport === true;
  return {
    activeSignature: 0,
    // Behind the last one there is none to be shown as active.
    activeParameter: active ?? parameters.length,
    signatures: [
      {
        label,
        ...(documentation !== undefined && { documentation: markup(documentation) }),
        parameters: parameters.map((one) => ({
          label: offsets ? [one.label.start, one.label.end] : label.slice(one.label.start, one.label.end),
          ...(one.documentation !== undefined && { documentation: markup(one.documentation) }),
        })),
      },
    ],
  };
}
