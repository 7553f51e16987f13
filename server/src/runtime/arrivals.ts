/** Where the chunks of a run come from. `executeRun` reads a live call and a replay through this one shape. */
import type { RunFailure } from './errors';
import type { AttemptFailure, AttemptStart } from './recording';
import type { StopRule } from './stopRules';
import type { Chunk } from './stream/frame';

/**
 * In order: at most one `headers`, any number of `chunks`, one `end`. Where there can be several attempts, each begins with
 * `attempt`, and all but the last end with `attemptFailed`. Times are milliseconds since the first request was sent.
 */
export type Arrival =
  | CallArrival
  | { readonly kind: 'attempt'; readonly attempt: AttemptStart }
  | { readonly kind: 'attemptFailed'; readonly failed: AttemptFailure };

/** Of one call. */
export type CallArrival =
  | { readonly kind: 'headers'; readonly t: number; readonly status: number }
  | { readonly kind: 'chunks'; readonly chunks: readonly Chunk[] }
  | { readonly kind: 'end'; readonly t: number; readonly ending: Ending };

export type Ending =
  /** The whole answer is there, to be read by the return type. */
  | {
      readonly kind: 'complete';
      readonly finishReason?: string;
      /** What is odd about the answer, in words; never empty. */
      readonly warnings?: readonly string[];
    }
  | { readonly kind: 'cancelled'; readonly closedAfter?: number; readonly stopped?: StopRule }
  | {
      readonly kind: 'failed';
      readonly error: RunFailure;
      readonly finishReason?: string;
      /** The model answered, but the answer may not be used: no other attempt is to follow. */
      readonly answered?: boolean;
    };
