/** How the call at the cursor is written. */
import {
  MarkupKind,
  SignatureHelpRequest,
  type ClientCapabilities,
  type MarkupContent,
  type SignatureHelp as LspSignatureHelp,
} from 'vscode-languageserver/node';
import type { SignatureHelp } from '../../language/languageService';
import type { Feature } from './feature';

export const signatureHelp: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: ['=', ')'] } }),
  register(connection, { file, editor }) {
    connection.onRequest(
      SignatureHelpRequest.type,
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
