/** What is offered at a place, as plain data; and the small words in which the offers are written. */
import type { Span } from '../../diagnostic';
import type { SymbolId } from '../../semantics/occurrence';

export type CompletionKind =
  | 'keyword'
  | 'block'
  | 'primitive'
  | 'class'
  | 'enum'
  | 'alias'
  | 'literal'
  | 'attribute'
  | 'property'
  | 'field'
  | 'parameter'
  | 'client'
  | 'provider'
  | 'retry'
  | 'function'
  | 'template'
  | 'value'
  | 'environment'
  | 'variable'
  | 'filter'
  | 'test'
  | 'method'
  | 'builtin';

export interface Completion {
  /** What the list shows, and what the typed text is compared with unless `filter` says otherwise. */
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is written where it is not the label. */
  readonly insert?: string;
  /** The same with places to fill, `${1:name}`, for editors that know them. */
  readonly snippet?: string;
  readonly filter?: string;
  /** Smaller comes first; of equals, the label decides. */
  readonly sort: string;
  /** The declaration whose documentation `completionDocumentation` tells. */
  readonly symbol?: SymbolId;
}

export interface Completions {
  /** What is written takes the place of this: from the start of the typed word to the cursor. */
  readonly insert: Span;
  /** The same up to the end of the word, for an editor that is told to overwrite. */
  readonly replace: Span;
  /** In the order in which they are to be shown; no two with the same label and kind. */
  readonly items: readonly Completion[];
  /** There are too many to offer all: these fit what was typed so far, and after the next letter it is time to ask again. */
  readonly isPart: boolean;
}

/** Nobody looks through more, and sending thousands takes longer than a key may take. */
const MOST_ITEMS = 300;

/** The items that fit a typed word best when there are very many: those that begin with it, then those that have its letters in order. */
export function fitting(items: readonly Completion[], typed: string): readonly Completion[] {
  if (items.length <= MOST_ITEMS) return items;
  const wanted = typed.toLowerCase();
  const first: Completion[] = [];
  const others: Completion[] = [];
  for (const item of items) {
    const text = (item.filter ?? item.label).toLowerCase();
    if (text.startsWith(wanted)) first.push(item);
    else if (others.length < MOST_ITEMS && hasInOrder(text, wanted)) others.push(item);
  }
  return first.concat(others.slice(0, Math.max(0, MOST_ITEMS - first.length)));
}

function hasInOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Items in the order of the list stay in it: `base` and the index make the sort key. */
export function inOrder<T extends Omit<Completion, 'sort'>>(items: readonly T[], base: string): Completion[] {
  return items.map((item, index) => ({ ...item, sort: base + String(index).padStart(3, '0') }));
}

/** Text as a part of a snippet. */
export function snippetText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** Sorted, and each label of a kind once: the first, which is the one nearest to the place. The first of very many. */
export function finished(items: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  const kept = items.filter(({ label, kind }) => {
    const key = `${kind} ${label}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return kept.sort((a, b) => compare(a.sort, b.sort) || compare(a.label, b.label)).slice(0, MOST_ITEMS);
}

/** By code unit: the same everywhere, and faster than by the rules of a language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
