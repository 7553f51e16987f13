/** Requests to look at: what a run would send, or has sent, with the names of variables in place of keys. */
import type { Json } from './run';

export interface RequestPreviewParams {
  readonly function: string;
  /** A file of the project, or its root. */
  readonly uri: string;
  /** In place of the function's own client. */
  readonly client?: string;
  readonly args: Readonly<Record<string, Json>>;
  /** Entries of `ctx.tags`. */
  readonly tags?: Readonly<Record<string, string>>;
  /** A live run: what that one has sent, or would have sent next; everything else counts as it was then. */
  readonly run?: string;
}

export type RequestPreview =
  | {
      readonly kind: 'request';
      /** Of every client the function can lead to, in the order of its strategy; never empty. */
      readonly requests: readonly ClientRequest[];
    }
  /** A run would be refused; never empty. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

export interface ClientRequest {
  readonly client: string;
  readonly provider: string;
  /** Whether the answer is asked for as a stream. */
  readonly streaming: boolean;
  /** Whether a run sends it in this form; else it is what a call without streaming sends. */
  readonly isSent: boolean;
  /** As HTTP. */
  readonly text: string;
  /** As a command for a POSIX shell. */
  readonly curl: string;
}
