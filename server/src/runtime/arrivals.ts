/** Where the chunks of a run come from. `executeRun` reads a live call and a replay through this one shape. */
import type { RunFailure } from './errors';
import type { Chunk } from './stream/frame';

/** In order: at most one `headers`, any number of `chunks`, one `end`. Times are milliseconds since the request was sent. */
export type Arrival =
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
  | { readonly kind: 'cancelled'; readonly closedAfter?: number }
  | { readonly kind: 'failed'; readonly error: RunFailure; readonly finishReason?: string };
