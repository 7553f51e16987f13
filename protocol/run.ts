/**
 * The nouns of the product: what a run is asked with, what it tells while it goes, and how it ends.
 *
 * Times are milliseconds since the request was sent, with fractions. Offsets and lengths are UTF-16 code units of the
 * model's text. Every union is closed and has a string tag.
 */

import type { Playing } from './clients';
import type { StopRule } from './runOptions';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A range of a file as an editor shows it: zero-based lines, UTF-16 columns, end exclusive. */
export interface SourceLocation {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

// ---------------------------------------------------------------------------------------------- asking for a run

export interface RunParams {
  /** Chosen by the asker; every event of the run carries it. */
  readonly run: string;
  readonly function: string;
  /** A file of the project the function belongs to. */
  readonly uri: string;
  /** Argument values by parameter name. */
  readonly args: Readonly<Record<string, Json>>;
  /** The test the arguments were taken from, when there is one. */
  readonly test?: string;
  /** In place of the function's own client: another one of the project, or `provider/model`. */
  readonly client?: string;
  /** Entries of `ctx.tags`. */
  readonly tags?: Readonly<Record<string, string>>;
  /** When to end it early. */
  readonly stop?: readonly StopRule[];
  readonly source: RunSource;
}

export type RunSource =
  /** Calls the model. */
  | { readonly kind: 'live' }
  /**
   * No model: an example answer for the return type, played as a stream; or `text`, a raw answer or a provider's raw event stream
   * that somebody brings.
   */
  | { readonly kind: 'simulated'; readonly playing: Playing; readonly text?: string }
  /** Feeds a recording through the same engine. `speed` 1 is the original timing; 0 means at once. */
  | {
      readonly kind: 'replay';
      readonly recording: Recording;
      readonly speed: number;
      /** A reading beside the run on screen: nobody will ask about it. */
      readonly aside?: true;
      /** By the types in the recording instead of those of the project. */
      readonly types?: 'recorded';
    };

// ---------------------------------------------------------------------------------------------- recordings

/** A run as it is kept: the header, the chunks with their arrival times, and how it ended. */
export interface Recording {
  readonly header: RecordingHeader;
  /** Attempts that failed before the one that counts, in order. */
  readonly failedAttempts?: readonly FailedAttempt[];
  /** The attempt that counts; absent when the run could have no other. */
  readonly attempt?: AttemptStart;
  /** Of the attempt that counts. */
  readonly chunks: readonly Chunk[];
  /** Absent when the file was cut short. */
  readonly end?: RecordingEnd;
}

/** One call among the attempts of a run with a retry policy or several clients. */
export interface AttemptStart {
  /** From 1. */
  readonly number: number;
  /** When its request was sent. */
  readonly t: number;
  readonly client: { readonly name: string; readonly provider: string; readonly model?: string };
  /** Present when it is not the prompt in the header: prompts may depend on the client. */
  readonly prompt?: readonly PromptMessage[];
}

/** An attempt that failed and was followed by another one. Nothing of it is part of the answer. */
export interface FailedAttempt {
  readonly attempt: AttemptStart;
  readonly headersAt?: number;
  readonly chunks: readonly Chunk[];
  readonly failed: AttemptFailure;
}

export interface AttemptFailure {
  readonly t: number;
  readonly error: Omit<RunFailure, 'at'>;
  /** How long the next attempt waits, in milliseconds. */
  readonly delayMs: number;
}

export interface RecordingHeader {
  readonly format: 'bamlrun/1';
  readonly function: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly test?: string;
  /** Entries of `ctx.tags` the run was given. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly client: { readonly name: string; readonly provider: string; readonly model?: string };
  readonly prompt: { readonly messages: readonly PromptMessage[]; readonly hash: string };
  /**
   * The return type and the named types the function reaches, as they were when the run started: plain data of
   * `server/src/ir`, opaque to everybody else. `hash` is the same wherever they are written.
   */
  readonly schema: { readonly hash: string; readonly ir: Json };
  /** ISO 8601, from the wall clock of the machine that ran it. */
  readonly startedAt: string;
  readonly clock: { readonly unit: 'ms'; readonly origin: 'request sent' };
  /** What was left out on purpose, in words. */
  readonly redactions: readonly string[];
}

export interface PromptMessage {
  readonly role: string;
  /** Text parts joined; media parts as a short note in square brackets. */
  readonly text: string;
}

/** One event of the provider's stream. */
export interface Chunk {
  readonly t: number;
  /** Chunks of one network read share a batch and a time; nobody can tell them apart. */
  readonly batch: number;
  /** Text added to the model's answer; may be empty. */
  readonly text: string;
  readonly reasoning?: string;
  readonly usage?: Usage;
}

/** As reported by the provider; absent numbers were not reported. */
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cachedInputTokens?: number;
  /** For thoughts. Some providers count them among the output, some beside it; it is given as they give it. */
  readonly reasoningTokens?: number;
}

export interface RecordingEnd {
  readonly t: number;
  /** When response headers arrived, if they did. */
  readonly headersAt?: number;
  readonly end:
    | { readonly kind: 'completed'; readonly finishReason?: string; readonly warnings?: readonly string[] }
    | { readonly kind: 'cancelled'; readonly stopped?: StopRule }
    /** Places are not kept: the files have moved on since, and their folders concern nobody else. */
    | { readonly kind: 'failed'; readonly error: Omit<RunFailure, 'at'> };
}

// ---------------------------------------------------------------------------------------------- while it runs

/** One message about a run. `seq` counts from 0 without gaps within a run. */
export type RunEvent = { readonly run: string; readonly seq: number } & RunEventBody;

export type RunEventBody =
  | Started
  /** Response headers arrived. */
  | { readonly type: 'headers'; readonly t: number; readonly status: number }
  /** An attempt begins, told when there can be several. Everything after it is about this attempt: values start over. */
  | { readonly type: 'attempt'; readonly attempt: AttemptStart }
  /** The attempt failed and another one follows. */
  | { readonly type: 'attemptFailed'; readonly failed: AttemptFailure }
  | { readonly type: 'frames'; readonly frames: readonly Frame[] }
  | Finished;

export interface Started {
  readonly type: 'started';
  readonly header: RecordingHeader;
  readonly source: 'live' | 'replay' | 'simulated';
  readonly speed: number;
  /** Whose types the answer is read with. A replay prefers the project's, as edited now. */
  readonly schemaFrom: 'project' | 'recording';
  /** Fingerprint of these types: equal ones read an answer equally, wherever they are written. */
  readonly types: string;
  /** The function's name in its file. */
  readonly at?: SourceLocation;
}

/**
 * What one chunk changed. `value` folds into the snapshot your code would hold after this chunk; an empty list means
 * the snapshot is equal to the one before (a no-op).
 */
export interface Frame {
  readonly chunk: Chunk;
  /** Length of the model's text after this chunk. */
  readonly length: number;
  readonly value: readonly ValueChange[];
  readonly fields: readonly FieldChange[];
  /**
   * Present when it changed: why no snapshot can be read from the text so far, or null when one can.
   * A refusal keeps the last snapshot on screen.
   */
  readonly refusal?: string | null;
  /**
   * Present when the official stream looked at the text between the frame before and this chunk: the time at which it did. Your
   * program was handed the snapshot of the frame before then, unless it is a refusal or the one that was handed over last.
   */
  readonly sampled?: number;
  /** What this chunk did to checks. */
  readonly checks?: readonly CheckChange[];
}

/** A check on the value of a row that was asked for the first time, turned, or was decided; or an assert that was decided. */
export interface CheckChange {
  /** The row. */
  readonly id: number;
  readonly name: string;
  readonly expression: string;
  readonly holds: boolean;
  /** Its result can no longer change: the text of the value has ended. */
  readonly decided: boolean;
  /** An assert: a value that does not hold it is refused. Absent for a check. */
  readonly level?: 'assert';
}

/** A path into a JSON value: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** One step from a snapshot to the next. The root (empty path) starts as undefined: no snapshot yet. */
export type ValueChange =
  | { readonly op: 'set'; readonly path: Path; readonly value: Json }
  /** Text added to the end of a string. */
  | { readonly op: 'append'; readonly path: Path; readonly text: string }
  /** An item added to the end of a list. */
  | { readonly op: 'push'; readonly path: Path; readonly value: Json }
  /** A list cut to its first `length` items. */
  | { readonly op: 'truncate'; readonly path: Path; readonly length: number }
  /** A key that is gone from an object. */
  | { readonly op: 'remove'; readonly path: Path };

/** The official completion state of a value. */
export type CompletionState = 'pending' | 'incomplete' | 'complete';

/** A row of the timeline: one node of the value, as the schema declares it or the answer brought it. */
export interface FieldDecl {
  /** The row above it; null for the root. */
  readonly parent: number | null;
  /** Field name, map key or list index; null for the root. */
  readonly key: string | number | null;
  /** The type as written in BAML, without attributes. */
  readonly type: string;
  /** Stream attributes in force here, as written: `@stream.done`, `@@stream.done`, … */
  readonly attributes: readonly string[];
  /** Where the field (for items: their class) is declared. */
  readonly at?: SourceLocation;
}

/** What one frame says about one row; an absent member did not change. */
export interface FieldChange {
  readonly id: number;
  /** With the first change of a row, and again when another union variant is chosen. */
  readonly decl?: FieldDecl;
  /** Offset of the first character of the row's text; null when the text was re-read and is no longer this row's. */
  readonly start?: number | null;
  /** Offset after the last character of the row's text, once its end was really seen; null when that was taken back. */
  readonly end?: number | null;
  /** Whether code sees a value here (not null, not absent, not a filler). */
  readonly visible?: boolean;
  readonly state?: CompletionState;
  /** Why text that has arrived is not visible; null when nothing is withheld any more. */
  readonly hold?: Hold | null;
  /** Of a final reading that refuses the answer: why it has no value for this very row. */
  readonly refused?: string;
  /** Of a final reading that leaves out this item of a list or entry of a map, and keeps the others: why it does not fit its type. */
  readonly dropped?: string;
}

/** Why a value whose text has arrived is not visible yet. */
export interface Hold {
  readonly cause:
    /** `@stream.done` on the field, or on a type around it. */
    | 'done'
    /** `@@stream.done` on its class. */
    | 'block-done'
    /** A `@stream.not_null` member of the same object is not ready. */
    | 'not-null'
    /** A number, boolean, enum or literal is visible only when it is certain. */
    | 'atomic'
    /** No variant of the union fits yet. */
    | 'union'
    /** Withheld because a value around it is withheld. */
    | 'parent'
    /** What has come is text before the value, or the line that opens a code fence. */
    | 'prose'
    /** The parser cannot tell yet where the value ends or what it is. */
    | 'parser';
  /** What it waits for, as a path from the root, when that is another value: `items[0].price`. */
  readonly waitsFor?: string;
  /** The type or field that carries the attribute, in words: `class ReceiptItem`, `field type`. */
  readonly on?: string;
  /** Where the attribute is written. */
  readonly at?: SourceLocation;
}

// ---------------------------------------------------------------------------------------------- how it ends

export interface Finished {
  readonly type: 'finished';
  readonly t: number;
  readonly outcome: Outcome;
  /** Last changes: what the final reading makes of the rows, with the states fields ended in. */
  readonly fields: readonly FieldChange[];
  /** When the official stream looked at the text for the last time, if what came last had not been looked at. */
  readonly sampled?: number;
  /** What the final reading did to checks. */
  readonly checks?: readonly CheckChange[];
}

/** A cancelled or failed run keeps every frame it sent. */
export type Outcome =
  | {
      readonly kind: 'completed';
      /** The final value: an independent reading of the whole text by the declared type. */
      readonly value: Json;
      readonly finishReason?: string;
      readonly usage?: Usage;
      /** What is odd about the answer, in words; never empty. */
      readonly warnings?: readonly string[];
    }
  | { readonly kind: 'failed'; readonly error: RunFailure; readonly finishReason?: string; readonly usage?: Usage }
  | {
      readonly kind: 'cancelled';
      /** Milliseconds from the cancel to the moment the connection was closed; absent for a replay. */
      readonly closedAfter?: number;
      /** The rule that was met; absent when the person cancelled. */
      readonly stopped?: StopRule;
      /** The person did not wait for the connection to close: nobody knows whether it did. */
      readonly forced?: true;
    }
  /** Nothing was sent: the function or its arguments do not permit a run. */
  | { readonly kind: 'refused'; readonly problems: readonly RunProblem[] };

export interface RunProblem {
  readonly message: string;
  readonly at?: SourceLocation;
}

/** What went wrong, in words a person can act on. No secret is ever in it. */
export interface RunFailure {
  readonly kind:
    /** The provider answered with an error status. */
    | 'http'
    /** No connection, or it was lost. */
    | 'connection'
    /** The provider's answer is not a stream in its wire format. */
    | 'protocol'
    /** The provider reported an error inside the stream. */
    | 'provider'
    /** The answer does not fit the return type. */
    | 'validation'
    /** The prompt could not be rendered. */
    | 'prompt'
    /** A client option or environment variable is missing or wrong. */
    | 'configuration'
    /** A mistake of ours. */
    | 'internal';
  readonly message: string;
  /** What to do about it, when there is something. */
  readonly hint?: string;
  readonly status?: number;
  /** The request's URL without query, when there was a request. */
  readonly url?: string;
  /** The beginning of the provider's answer, with secrets masked. */
  readonly body?: string;
  readonly at?: SourceLocation;
}

/** What the `bamlLive/run` request resolves to; everything else was told as events. */
export interface RunResult {
  readonly run: string;
  readonly outcome: Outcome['kind'];
}
