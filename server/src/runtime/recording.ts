/**
 * A run as it is kept: the shape of `protocol/run.ts`, which writes it down and reads it back. A recording of the
 * protocol can be given wherever the runtime asks for one.
 */
import type { Json } from '../ir/json';
import type { RunFailure } from './errors';
import type { StopRule } from './stopRules';
import type { Chunk } from './stream/frame';

export interface Recording {
  readonly header: RecordingHeader;
  readonly failedAttempts?: readonly FailedAttempt[];
  readonly attempt?: AttemptStart;
  readonly chunks: readonly Chunk[];
  /** Absent when the file was cut short. */
  readonly end?: RecordingEnd;
}

export interface AttemptStart {
  readonly number: number;
  readonly t: number;
  readonly client: RecordingHeader['client'];
  readonly prompt?: RecordingHeader['prompt']['messages'];
}

export interface FailedAttempt {
  readonly attempt: AttemptStart;
  readonly headersAt?: number;
  readonly chunks: readonly Chunk[];
  readonly failed: AttemptFailure;
}

export interface AttemptFailure {
  readonly t: number;
  readonly error: Omit<RunFailure, 'at'>;
  readonly delayMs: number;
}

export interface RecordingHeader {
  readonly format: 'bamlrun/1';
  readonly function: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly test?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly client: { readonly name: string; readonly provider: string; readonly model?: string };
  readonly prompt: {
    readonly messages: readonly { readonly role: string; readonly text: string }[];
    readonly hash: string;
  };
  readonly schema: { readonly hash: string; readonly ir: Json };
  readonly startedAt: string;
  readonly clock: { readonly unit: 'ms'; readonly origin: 'request sent' };
  readonly redactions: readonly string[];
}

export interface RecordingEnd {
  readonly t: number;
  readonly headersAt?: number;
  readonly end:
    | { readonly kind: 'completed'; readonly finishReason?: string; readonly warnings?: readonly string[] }
    | { readonly kind: 'cancelled'; readonly stopped?: StopRule }
    /** Places are not kept: the files have moved on since. */
    | { readonly kind: 'failed'; readonly error: Omit<RunFailure, 'at'> };
}
