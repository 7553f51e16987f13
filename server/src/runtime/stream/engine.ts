/**
 * The streaming engine: model text in, what your code sees out.
 *
 * `json/` reads the growing text: every machine sees each character once. `coerce/` fits the raw values to the return
 * type. `stream/` withholds what must be whole, and tells what changed and why. It promises:
 *
 * 1. Any chunking gives the same snapshot at the same length.
 * 2. The changes of all frames, folded, are the snapshot; there are none when the snapshot is equal to the one before.
 * 3. A snapshot or a frame that was given never changes.
 * 4. A closed value is the same object in every later snapshot, as long as the text is read the same way.
 * 5. No input throws, and no depth overflows the stack.
 * 6. The work for a text is at most a constant times its length: for JSON in prose, in fences or alone, and for texts that are
 *    no JSON at all. The expression of a check or assert costs what it looks at, with every chunk that changes the value it is on.
 * 7. All snapshots together take memory that is at most a constant times the length of the text.
 * 8. What a text amounts to does not depend on what came before it: fed in one piece it reads as the official runtime reads it.
 *
 * `test/runtime/stream` proves each: `guarantees`, `adversarialWork`, `snapshotMemory`, `differential`.
 *
 * After any prefix the snapshot is what version 0.226.2 of the official runtime returns from its partial parser, and the
 * final value what its final parser returns, oddities included. In corrected mode it is that without the quirks of
 * `quirks/catalog.ts` that are marked better; nothing else differs.
 */
import type { Json } from '../../ir/json';
import type { Schema, Type } from '../../ir/schema';
import type { Chunk, FieldChange, Frame } from './frame';
import { evaluateConstraint } from '../coerce/evaluate';
import { correctedEngine } from '../quirks/corrected';
import { ALL_CORRECTIONS, type Corrections } from '../quirks/catalog';
import { keepShapes } from './keptShapes';
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

/** All snapshots of an answer, which take a few bytes each as long as nobody looks. */
export interface Snapshots {
  /** How many there are: one for every chunk. */
  readonly length: number;
  /** The snapshot after chunk `index`, counted from 0. */
  at(index: number): Snapshot;
}

export type Final =
  | {
      readonly kind: 'value';
      readonly value: Json;
      /** The same value as the last event of the official stream carries it: with states where the type asks for them. */
      readonly streamed: Json;
      readonly fields: readonly FieldChange[];
    }
  | { readonly kind: 'invalid'; readonly message: string; readonly fields: readonly FieldChange[] };

export interface Engine {
  /** Takes one chunk and tells what it changed. Any text, any chunking; never throws. */
  feed(chunk: Chunk): Frame;
  /** The snapshot for the text so far. Never changes once given. */
  snapshot(): Snapshot;
  /** The snapshots after every chunk so far; goes on with the engine, and keeps nothing else of it. */
  readonly snapshots: Snapshots;
  /** The independent reading of the whole text by the declared type. */
  finish(): Final;
}

/** `official`: as the program receives it. `corrected`: without the quirks that hide or invent something. */
export type Mode = 'official' | 'corrected';

export interface EngineOptions {
  /** By default `official`. */
  readonly mode?: Mode;
  /** Which quirks corrected mode leaves out; by default all that are marked better. */
  readonly corrections?: Corrections;
}

/** An engine for one answer of type `output`. */
export function createEngine(output: OutputType, options: EngineOptions = {}): Engine {
  keepShapes((kept) => new Reading(kept, evaluateConstraint));
  if (options.mode !== 'corrected') return new Reading(output, evaluateConstraint);
  return correctedEngine(output, evaluateConstraint, options.corrections ?? ALL_CORRECTIONS);
}
