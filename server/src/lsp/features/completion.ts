/** What can be written here. Documentation of declarations is made when an item is looked at. */
import type { ClientCapabilities, CompletionItem, CompletionList, Range } from 'vscode-languageserver-protocol';
import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver-types';
import { BY_CHARACTER } from '../constants';
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
  /** Left out where the kind and the label of the item say it: lists hold all types of a project. */
  readonly symbol?: SymbolId;
}

const NAMED: Partial<Record<CompletionItemKind, SymbolId['kind']>> = {
  [CompletionItemKind.Class]: 'class',
  [CompletionItemKind.Enum]: 'enum',
  [CompletionItemKind.Interface]: 'alias',
};

function symbolOf({ label, kind, data }: CompletionItem): SymbolId | undefined {
  const named = kind === undefined ? undefined : NAMED[kind];
  return (data as ItemData).symbol ?? (named && { kind: named, name: label });
}

export const completion: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: true } }),
  register(connection, { file, editor }) {
    connection.onRequest(
      'textDocument/completion',
      file(
        'completion',
        null,
        ({ snapshot, uri, lines }, { textDocument, position, context }): CompletionList | null => {
          const asked = context?.triggerKind === BY_CHARACTER;
          const trigger = asked ? context.triggerCharacter : undefined;
          const found = snapshot.completions(uri, lines.offset(position), trigger);
          return found ? toList(found, textDocument.uri, lines, editor.client()) : null;
        },
      ),
    );
    const resolve = file('completionResolve', undefined, ({ snapshot }, { item }: ResolveParams) => {
      const symbol = symbolOf(item);
      const value = symbol && snapshot.completionDocumentation(symbol);
      if (!symbol || value === undefined) return undefined;
      return { ...item, detail: item.detail ?? symbol.kind, documentation: toMarkup(value, editor.client()) };
    });
    connection.onRequest('completionItem/resolve', (item, token) => {
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
  const shared = support?.completionList?.itemDefaults;
  const insert = lines.range(found.insert.start, found.insert.end);
  const replace = lines.range(found.replace.start, found.replace.end);
  const range = support?.completionItem?.insertReplaceSupport === true ? { insert, replace } : insert;
  const data: ItemData = { uri };
  const sharesRange = shared?.includes('editRange') === true;
  const sharesData = shared?.includes('data') === true;
  return {
    isIncomplete: found.isPart,
    itemDefaults: { ...(sharesRange && { editRange: range }), ...(sharesData && { data }) },
    items: found.items.map((item) => ({
      ...toItem(item, client),
      ...dataOf(item, sharesData ? undefined : data, uri),
      ...edit(item, textOf(item, client), sharesRange ? undefined : range),
    })),
  };
}

function toItem(item: Completion, client: ClientCapabilities): CompletionItem {
  const { label, kind, detail, documentation, filter, sort } = item;
  return {
    label,
    kind: KIND[kind],
    sortText: sort,
    ...(detail && { detail }),
    ...(documentation !== undefined && { documentation: toMarkup(documentation, client) }),
    ...(filter !== undefined && { filterText: filter }),
    ...(isSnippet(item, client) && { insertTextFormat: InsertTextFormat.Snippet }),
  };
}

/** What the item has to bring back: nothing when its list says it for all. */
function dataOf({ symbol, label, kind }: Completion, unshared: ItemData | undefined, uri: string): { data?: ItemData } {
  if (!symbol) return {};
  const isSaid = NAMED[KIND[kind]] === symbol.kind && label === symbol.name && symbol.owner === undefined;
  if (isSaid) return unshared ? { data: unshared } : {};
  return { data: { uri, symbol } };
}

function isSnippet(item: Completion, client: ClientCapabilities): boolean {
  return item.snippet !== undefined && client.textDocument?.completion?.completionItem?.snippetSupport === true;
}

/** What is written. */
function textOf(item: Completion, client: ClientCapabilities): string {
  return (isSnippet(item, client) ? item.snippet : item.insert) ?? item.label;
}

/** Without a range of its own, an item goes where the list says, and its label is its text. */
function edit(
  { label }: Completion,
  newText: string,
  range: Range | { insert: Range; replace: Range } | undefined,
): Partial<CompletionItem> {
  if (!range) return newText === label ? {} : { textEditText: newText };
  return { textEdit: 'insert' in range ? { newText, ...range } : { newText, range } };
}

function toMarkup(value: string, client: ClientCapabilities): CompletionItem['documentation'] {
  const formats = client.textDocument?.completion?.completionItem?.documentationFormat;
  return formats?.includes(MarkupKind.Markdown) === false
    ? { kind: MarkupKind.PlainText, value }
    : { kind: MarkupKind.Markdown, value };
}
