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
}

/** Items in the order of the list stay in it: `base` and the index make the sort key. */
export function inOrder<T extends Omit<Completion, 'sort'>>(items: readonly T[], base: string): Completion[] {
  return items.map((item, index) => ({ ...item, sort: base + String(index).padStart(3, '0') }));
}

/** Text as a part of a snippet. */
export function snippetText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** Sorted, and each label of a kind once: the first, which is the one nearest to the place. */
export function finished(items: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  const kept = items.filter(({ label, kind }) => {
    const key = `${kind} ${label}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return kept.sort((a, b) => compare(a.sort, b.sort) || compare(a.label, b.label));
}

/** By code unit: the same everywhere, and faster than by the rules of a language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
