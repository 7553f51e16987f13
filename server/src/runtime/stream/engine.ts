/**
 * The streaming engine: model text in, what your code sees out.
 *
 * Contract between `run.ts` (which feeds it) and the engine; see `createEngine`.
 */
import type { Json } from '../../ir/json';
import type { Schema, Type } from '../../ir/schema';
import type { Chunk, FieldChange, Frame } from './frame';
import { evaluateConstraint } from '../coerce/evaluate';
import { Reading } from './reading';

/** The type an answer is read with. */
export interface OutputType {
  readonly returns: Type;
  readonly schema: Schema;
}

export type Snapshot =
  /** What the official partial parser returns for the text so far. */
  | { readonly kind: 'value'; readonly value: Json }
  /** It returns an error; `message` says why. */
  | { readonly kind: 'refusal'; readonly message: string };

export type Final =
  | { readonly kind: 'value'; readonly value: Json; readonly fields: readonly FieldChange[] }
  | { readonly kind: 'invalid'; readonly message: string; readonly fields: readonly FieldChange[] };

export interface Engine {
  /** Takes one chunk and tells what it changed. Any text, any chunking; never throws. */
  feed(chunk: Chunk): Frame;
  /** The snapshot for the text so far. Never changes once given. */
  snapshot(): Snapshot;
  /** The independent reading of the whole text by the declared type. */
  finish(): Final;
}

/** An engine for one answer of type `output`. */
export function createEngine(output: OutputType): Engine {
  return new Reading(output, evaluateConstraint);
}
