/** What is known about the thing under the pointer. */
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { MarkupKind } from 'vscode-languageserver-types';
import type { HoverPart } from '../../language/languageService';
import type { Feature } from './feature';

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(connection, { file, editor }) {
    connection.onRequest(
      'textDocument/hover',
      file('hover', null, ({ snapshot, uri, lines }, { position }) => {
        const found = snapshot.hover(uri, lines.offset(position));
        if (!found) return null;
        const formats = editor.client().textDocument?.hover?.contentFormat ?? [];
        return {
          range: lines.range(found.span.start, found.span.end),
          contents: formats.includes(MarkupKind.Markdown) ? markdown(found.parts) : plain(found.parts),
        };
      }),
    );
  },
};

function markdown(parts: readonly HoverPart[]): MarkupContent {
  const value = parts.map((part) => (part.kind === 'code' ? fenced(part) : part.text)).join('\n\n');
  return { kind: MarkupKind.Markdown, value };
}

/** A fence that no line of the code can close. */
function fenced({ language, text }: Extract<HoverPart, { kind: 'code' }>): string {
  let fence = '```';
  while (text.includes(fence)) fence += '`';
  return `${fence}${language}\n${text}\n${fence}`;
}

function plain(parts: readonly HoverPart[]): MarkupContent {
  const value = parts.map((part) => (part.kind === 'code' ? part.text : part.text.replaceAll('**', ''))).join('\n\n');
  return { kind: MarkupKind.PlainText, value };
}
