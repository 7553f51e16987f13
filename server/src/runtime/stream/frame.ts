/**
 * What a chunk of model text changes, in the runtime's own words: as `protocol/run.ts`, but with places as source
 * ranges (offsets). `server/src/lsp` turns ranges into editor locations; everything else has the same shape, which the
 * compiler checks there.
 *
 * Times are milliseconds since the request was sent; offsets are UTF-16 code units of the model's text.
 */
import type { Json } from '../../ir/json';
import type { SourceRange } from '../../ir/schema';

/** As reported by the provider; absent numbers were not reported. */
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cachedInputTokens?: number;
  /** For thoughts. Some providers count them among the output, some beside it; it is given as they give it. */
  readonly reasoningTokens?: number;
}

/** One event of the provider's stream. Chunks of one network read share `batch` and `t`. */
export interface Chunk {
  readonly t: number;
  readonly batch: number;
  readonly text: string;
  readonly reasoning?: string;
  readonly usage?: Usage;
}

/** Keys and indexes from the root of a JSON value. */
export type Path = readonly (string | number)[];

/** One step from a snapshot to the next. The root (empty path) starts as undefined. */
export type ValueChange =
  | { readonly op: 'set'; readonly path: Path; readonly value: Json }
  | { readonly op: 'append'; readonly path: Path; readonly text: string }
  | { readonly op: 'push'; readonly path: Path; readonly value: Json }
  | { readonly op: 'truncate'; readonly path: Path; readonly length: number }
  | { readonly op: 'remove'; readonly path: Path };

/** The official completion state of a value. */
export type CompletionState = 'pending' | 'incomplete' | 'complete';

/** A row of the timeline. */
export interface FieldDecl {
  readonly parent: number | null;
  readonly key: string | number | null;
  /** The type as written in BAML, without attributes. */
  readonly type: string;
  /** Stream attributes in force here, as written: `@stream.done`, `@@stream.done`, … */
  readonly attributes: readonly string[];
  readonly at?: SourceRange;
}

export interface FieldChange {
  readonly id: number;
  readonly decl?: FieldDecl;
  readonly start?: number | null;
  readonly end?: number | null;
  readonly visible?: boolean;
  readonly state?: CompletionState;
  readonly hold?: Hold | null;
  /** Of a final reading that refuses the answer: why it has no value for the row. */
  readonly refused?: string;
  /** Of a final reading that leaves out this item of a list or entry of a map: why it does not fit. */
  readonly dropped?: string;
}

export type HoldCause = 'done' | 'block-done' | 'not-null' | 'atomic' | 'union' | 'parent' | 'prose' | 'parser';

/** Why a value whose text has arrived is not visible yet. */
export interface Hold {
  readonly cause: HoldCause;
  readonly waitsFor?: string;
  readonly on?: string;
  readonly at?: SourceRange;
}

/** A check on the value of a row that was asked for the first time, turned, or was decided. */
export interface CheckChange {
  readonly id: number;
  readonly name: string;
  readonly expression: string;
  readonly holds: boolean;
  readonly decided: boolean;
  /** An assert: a value that does not hold it is refused. Absent for a check. */
  readonly level?: 'assert';
}

export interface Frame {
  readonly chunk: Chunk;
  readonly length: number;
  readonly value: readonly ValueChange[];
  readonly fields: readonly FieldChange[];
  readonly refusal?: string | null;
  readonly sampled?: number;
  readonly checks?: readonly CheckChange[];
}
