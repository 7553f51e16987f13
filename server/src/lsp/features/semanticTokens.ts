/** Colours by meaning: all of a file, a part of it, and what has changed since the last answer. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';
import type { SemanticToken, SemanticTokenType } from '../../language/languageService';
import type { FileView } from '../documents';
import type { LineIndex } from '../lineIndex';
import type { Feature } from './feature';

/** The order is the numbering on the wire. */
const TYPES: readonly SemanticTokenType[] = [
  'class',
  'enum',
  'type',
  'enumMember',
  'function',
  'method',
  'parameter',
  'property',
  'variable',
  'decorator',
];
const MODIFIERS = ['declaration', 'defaultLibrary'];
const DECLARATION = 1;
const LIBRARY = 2;

export const semanticTokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...TYPES], tokenModifiers: MODIFIERS },
      full: { delta: true },
      range: true,
    },
  }),
  register(connection, { file }, documents) {
    /** What each open file was last answered, to answer with the difference the next time. */
    const told = new Map<string, { readonly id: string; readonly data: number[] }>();
    let answers = 0;
    const remember = (uri: string, data: number[]): string => {
      for (const known of told.keys()) if (!documents.openDocuments().has(known)) told.delete(known);
      const id = String(++answers);
      told.set(uri, { id, data });
      return id;
    };
    const full = ({ snapshot, uri, lines }: FileView): SemanticTokens => {
      const data = encode(snapshot.semanticTokens(uri), lines);
      return { resultId: remember(uri, data), data };
    };
    connection.onRequest(
      'textDocument/semanticTokens/full',
      file('semanticTokens', { data: [] }, (view) => full(view)),
    );
    connection.onRequest(
      'textDocument/semanticTokens/full/delta',
      file<{ textDocument: { uri: string }; previousResultId: string }, SemanticTokens | SemanticTokensDelta>(
        'semanticTokensDelta',
        { data: [] },
        (view, { previousResultId }) => {
          const before = told.get(view.uri);
          if (before?.id !== previousResultId) return full(view);
          const data = encode(view.snapshot.semanticTokens(view.uri), view.lines);
          return { resultId: remember(view.uri, data), edits: difference(before.data, data) };
        },
      ),
    );
    connection.onRequest(
      'textDocument/semanticTokens/range',
      file('semanticTokensRange', { data: [] }, ({ snapshot, uri, lines }, { range }) => {
        const [start, end] = [lines.offset(range.start), lines.offset(range.end)];
        const inside = snapshot.semanticTokens(uri).filter(({ span }) => span.end > start && span.start < end);
        return { data: encode(inside, lines) };
      }),
    );
  },
};

/** Five numbers for each token: lines and columns since the one before, length, type, modifiers. */
function encode(tokens: readonly SemanticToken[], lines: LineIndex): number[] {
  const data: number[] = [];
  let [line, column] = [0, 0];
  for (const { span, type, declaration, library } of tokens) {
    const { start, end } = lines.range(span.start, span.end);
    data.push(
      start.line - line,
      start.line === line ? start.character - column : start.character,
      end.character - start.character,
      TYPES.indexOf(type),
      (declaration ? DECLARATION : 0) | (library ? LIBRARY : 0),
    );
    [line, column] = [start.line, start.character];
  }
  return data;
}

/** The one stretch of numbers that differs; nothing when none does. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta['edits'] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const deleteCount = before.length - same - start;
  const data = after.slice(start, after.length - same);
  return deleteCount || data.length ? [{ start, deleteCount, data }] : [];
}
