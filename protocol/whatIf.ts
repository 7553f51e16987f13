/** The answer on screen, read again by other types: what an edit, or an attribute left out, would have changed. */
import type { Reading } from './reading';
import type { Recording, SourceLocation } from './run';

/**
 * Asks for another reading of what was received in a run. The server remembers runs: only the types are looked at until it is known
 * that the reading says something new.
 */
export interface RereadParams {
  readonly run: string;
  readonly function: string;
  /** The project's root. */
  readonly uri: string;
  /** Fingerprints of types whose readings are on screen: another one by them says nothing new. */
  readonly known: readonly string[];
  /** As if the stream attribute that was written there when the run began were not: it is found again where the text has moved. */
  readonly without?: SourceLocation;
  /** With `without`: as if `@stream.done` stood on the field whose name is written there instead. */
  readonly only?: SourceLocation;
  /** Nothing is read: only where the attribute is written now is asked. */
  readonly justPlaces?: true;
  /** What was received; sent to a server that does not remember the run. */
  readonly recording?: Recording;
}

export type RereadResult =
  | { readonly kind: 'read'; readonly types: string; readonly reading: Reading }
  /** The types have a fingerprint that is known. */
  | { readonly kind: 'known'; readonly types: string }
  /** Where the attribute stands, and the field it is to stand on alone. */
  | { readonly kind: 'placed'; readonly places: Places }
  /** The function has no types that can be read now. */
  | { readonly kind: 'unreadable' }
  /** The attribute, or the field, is not written any more. */
  | { readonly kind: 'gone' }
  /** The server does not remember the run. */
  | { readonly kind: 'unknownRun' }
  | { readonly kind: 'cancelled' };

/** As the text is now. */
export interface Places {
  readonly at: SourceLocation;
  readonly only?: SourceLocation;
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
