/** The layout of files: of a whole file, of a range, and of what was just typed. */
import type { FormattingOptions, TextEdit as LspEdit } from 'vscode-languageserver-protocol';
import type { TextEdit } from '../../language/diagnostic';
import type { FormatOptions } from '../../language/languageService';
import type { LineIndex } from '../lineIndex';
import type { Feature } from './feature';

const MAX_TAB_SIZE = 16;

export const formatting: Feature = {
  capabilities: (_client, { formats }) =>
    formats
      ? {
          documentFormattingProvider: true,
          documentRangeFormattingProvider: true,
          documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
        }
      : {},
  register(connection, { file }) {
    connection.onRequest(
      'textDocument/formatting',
      file('formatting', null, ({ snapshot, uri, lines }, { options }) =>
        toEdits(snapshot.format(uri, toOptions(options)), lines),
      ),
    );
    connection.onRequest(
      'textDocument/rangeFormatting',
      file('rangeFormatting', null, ({ snapshot, uri, lines }, { options, range }) => {
        const span = { start: lines.offset(range.start), end: lines.offset(range.end) };
        return toEdits(snapshot.format(uri, toOptions(options), span), lines);
      }),
    );
    connection.onRequest(
      'textDocument/onTypeFormatting',
      file('onTypeFormatting', null, ({ snapshot, uri, lines }, { options, position, ch }) =>
        toEdits(snapshot.formatOnType(uri, toOptions(options), lines.offset(position), ch), lines),
      ),
    );
  },
};

/** The client's wish, which may be anything, as a step of indentation. */
function toOptions(options: FormattingOptions | undefined): FormatOptions {
  const size = options?.tabSize;
  const tabSize = typeof size === 'number' && size >= 1 ? Math.min(Math.floor(size), MAX_TAB_SIZE) : 2;
  return { tabSize, insertSpaces: options?.insertSpaces !== false };
}

function toEdits(edits: readonly TextEdit[], lines: LineIndex): LspEdit[] {
  return edits.map(({ span, newText }) => ({ range: lines.range(span.start, span.end), newText }));
}
