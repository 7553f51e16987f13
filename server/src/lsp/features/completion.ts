/** What can be written here. Documentation of declarations is made when an item is looked at. */
import {
  CompletionItemKind,
  CompletionRequest,
  CompletionResolveRequest,
  InsertTextFormat,
  MarkupKind,
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  type Range,
} from 'vscode-languageserver/node';
import type { Completion, CompletionKind, Completions, SymbolId } from '../../language/languageService';
import type { FileView } from '../documents';
import type { Feature } from './feature';

/**
 * A blank asks too, since types and values follow one; the answer is empty wherever something else could follow. A quote
 * opens names of clients, roles and values of enums.
 */
const TRIGGERS: readonly string[] = ['@', '.', '{', '%', '|', '<', '"', "'", '[', '/', '(', ' '];

const KIND: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  block: CompletionItemKind.Snippet,
  primitive: CompletionItemKind.Keyword,
  class: CompletionItemKind.Class,
  enum: CompletionItemKind.Enum,
  alias: CompletionItemKind.Interface,
  literal: CompletionItemKind.Constant,
  attribute: CompletionItemKind.Property,
  property: CompletionItemKind.Property,
  field: CompletionItemKind.Field,
  parameter: CompletionItemKind.Variable,
  client: CompletionItemKind.Reference,
  provider: CompletionItemKind.Module,
  retry: CompletionItemKind.Reference,
  function: CompletionItemKind.Function,
  template: CompletionItemKind.Function,
  value: CompletionItemKind.EnumMember,
  environment: CompletionItemKind.Variable,
  variable: CompletionItemKind.Variable,
  filter: CompletionItemKind.Function,
  test: CompletionItemKind.Operator,
  method: CompletionItemKind.Method,
  builtin: CompletionItemKind.Module,
};

/** Travels with an item and comes back when it is looked at. */
interface ItemData {
  readonly uri: string;
  readonly symbol: SymbolId;
}

export const completion: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: true } }),
  register(connection, { file, editor }) {
    connection.onRequest(
      CompletionRequest.type,
      file(
        'completion',
        null,
        ({ snapshot, uri, lines }, { textDocument, position, context }): CompletionList | null => {
          const found = snapshot.completions(uri, lines.offset(position), context?.triggerCharacter);
          return found ? toList(found, textDocument.uri, lines, editor.client()) : null;
        },
      ),
    );
    const resolve = file('completionResolve', undefined, ({ snapshot }, { item }: ResolveParams) => {
      const { symbol } = item.data as ItemData;
      const value = snapshot.completionDocumentation(symbol);
      if (value === undefined) return undefined;
      return { ...item, detail: item.detail ?? symbol.kind, documentation: toMarkup(value, editor.client()) };
    });
    connection.onRequest(CompletionResolveRequest.type, (item, token) => {
      const uri = (item.data as ItemData | undefined)?.uri;
      if (typeof uri !== 'string') return item;
      return resolve({ textDocument: { uri }, item }, token) ?? item;
    });
  },
};

interface ResolveParams {
  readonly textDocument: { readonly uri: string };
  readonly item: CompletionItem;
}

function toList(found: Completions, uri: string, lines: FileView['lines'], client: ClientCapabilities): CompletionList {
  const support = client.textDocument?.completion;
  const insert = lines.range(found.insert.start, found.insert.end);
  const replace = lines.range(found.replace.start, found.replace.end);
  const shared = support?.completionList?.itemDefaults?.includes('editRange') === true;
  const both = support?.completionItem?.insertReplaceSupport === true;
  return {
    isIncomplete: false,
    ...(shared && { itemDefaults: { editRange: both ? { insert, replace } : insert } }),
    items: found.items.map((item) => ({
      ...toItem(item, uri, client),
      ...edit(textOf(item, client), shared ? undefined : both ? { insert, replace } : insert),
    })),
  };
}

function toItem(item: Completion, uri: string, client: ClientCapabilities): CompletionItem {
  const { label, kind, detail, documentation, filter, sort, symbol } = item;
  const data: ItemData | undefined = symbol && { uri, symbol };
  return {
    label,
    kind: KIND[kind],
    sortText: sort,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: toMarkup(documentation, client) }),
    ...(filter !== undefined && { filterText: filter }),
    ...(isSnippet(item, client) && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(data && { data }),
  };
}

function isSnippet(item: Completion, client: ClientCapabilities): boolean {
  return item.snippet !== undefined && client.textDocument?.completion?.completionItem?.snippetSupport === true;
}

/** What is written. */
function textOf(item: Completion, client: ClientCapabilities): string {
  return (isSnippet(item, client) ? item.snippet : item.insert) ?? item.label;
}

/** Without a range the text goes where the list says. */
function edit(newText: string, range: Range | { insert: Range; replace: Range } | undefined): Partial<CompletionItem> {
  if (!range) return { textEditText: newText };
  return { textEdit: 'insert' in range ? { newText, ...range } : { newText, range } };
}

function toMarkup(value: string, client: ClientCapabilities): CompletionItem['documentation'] {
  const formats = client.textDocument?.completion?.completionItem?.documentationFormat;
  return formats?.includes(MarkupKind.Markdown) === false
    ? { kind: MarkupKind.PlainText, value }
    : { kind: MarkupKind.Markdown, value };
}
