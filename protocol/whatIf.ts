/** The answer on screen, read again by other types: what an edit, or an attribute left out, would have changed. */
import type { SourceLocation } from './run';

/** Asks for the fingerprint of the types a function has now: null when it has none that can be read. */
export interface TypesParams {
  readonly function: string;
  /** The project's root. */
  readonly uri: string;
}

export type WhatIf =
  /** By the types as they are written now. */
  | { readonly kind: 'edited' }
  /** As if this stream attribute were not written. `name` is what it says: `@stream.done`. */
  | {
      readonly kind: 'without';
      readonly at: SourceLocation;
      readonly name: string;
      /** In its place `@stream.done` stands on this field alone. */
      readonly only?: OneField;
    };

/** A field by its name, and where that stands. */
export interface OneField {
  readonly at: SourceLocation;
  readonly name: string;
}
