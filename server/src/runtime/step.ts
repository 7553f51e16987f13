/**
 * What a run tells while it goes: `RunEventBody` of `protocol/run.ts`, with places as source ranges. `server/src/lsp`
 * numbers the steps and turns the ranges into editor locations.
 *
 * In order: one `started`, at most one `headers`, any number of `frames`, one `finished`, nothing after it. Where there can be
 * several attempts, each begins with `attempt`, and all but the last end with `attemptFailed`.
 * Times are milliseconds since the request was sent.
 */
import type { Json } from '../ir/json';
import type { SourceRange } from '../ir/schema';
import type { RunFailure, RunProblem } from './errors';
import type { AttemptFailure, AttemptStart, RecordingHeader } from './recording';
import type { StopRule } from './stopRules';
import type { CheckChange, FieldChange, Frame, Usage } from './stream/frame';

export type RunStep =
  | {
      readonly type: 'started';
      readonly header: RecordingHeader;
      readonly source: 'live' | 'replay' | 'simulated';
      readonly speed: number;
      /** Whose types the answer is read with. */
      readonly schemaFrom: 'project' | 'recording';
      /** Fingerprint of these types; see `recordedSchema.ts`. */
      readonly types: string;
      /** The function's name in its file. */
      readonly at?: SourceRange;
    }
  | { readonly type: 'headers'; readonly t: number; readonly status: number }
  | { readonly type: 'attempt'; readonly attempt: AttemptStart }
  | { readonly type: 'attemptFailed'; readonly failed: AttemptFailure }
  | { readonly type: 'frames'; readonly frames: readonly Frame[] }
  | FinishedStep;

export interface FinishedStep {
  readonly type: 'finished';
  readonly t: number;
  readonly outcome: Outcome;
  readonly fields: readonly FieldChange[];
  readonly sampled?: number;
  readonly checks?: readonly CheckChange[];
}

/** `refused` is what `prepareRun` answers; a run that has started never ends so. */
export type Outcome =
  | {
      readonly kind: 'completed';
      readonly value: Json;
      readonly finishReason?: string;
      readonly usage?: Usage;
      readonly warnings?: readonly string[];
    }
  | { readonly kind: 'failed'; readonly error: RunFailure; readonly finishReason?: string; readonly usage?: Usage }
  | { readonly kind: 'cancelled'; readonly closedAfter?: number; readonly stopped?: StopRule }
  | { readonly kind: 'refused'; readonly problems: readonly RunProblem[] };
