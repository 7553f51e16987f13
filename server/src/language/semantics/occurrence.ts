/**
 * The places of a file where a name stands for something declared. Definition, references, highlights, rename, hover and
 * semantic tokens all read the same list, so they never disagree.
 */
import type { Span } from '../diagnostic';

export type SymbolKind =
  | 'class'
  | 'enum'
  | 'alias'
  | 'function'
  | 'client'
  | 'retry'
  | 'template'
  | 'generator'
  /** `owner` is `uri#offset` of its name: nothing refers to a test, and two may have one name. */
  | 'test'
  /** Of a class; `owner` is the class, or the `owner` of a class that only a test knows. */
  | 'field'
  /** Of an enum; `owner` as for fields. */
  | 'value'
  /** Of a function or template string; `owner` is its name. */
  | 'parameter'
  /** Made in a template by `set`, `for` or a macro; `owner` is `uri#offset` of the declaration. */
  | 'variable';

/**
 * A declared thing. Two with the same kind, name and owner are the same. A class, enum or alias that a type builder
 * declares for its test alone has the `owner` `uri#offset` (of its name); those of the project have none.
 */
export interface SymbolId {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly owner?: string;
}

export interface Occurrence {
  /** The name alone: without quotes, `@` or a provider's prefix. */
  readonly span: Span;
  readonly symbol: SymbolId;
  readonly role: 'declaration' | 'reference';
  /** `code`: an identifier of the grammar; `jinja`: inside a template or an expression; `value`: text in a property or test argument. */
  readonly where: 'code' | 'jinja' | 'value';
}

/** The identity of a thing as a text, to compare and to look up. */
export function symbolKey({ kind, name, owner }: SymbolId): string {
  return owner === undefined ? `${kind} ${name}` : `${kind} ${owner}.${name}`;
}
