/** A request to look at: what a run would send, with the names of variables in place of keys. */
import type { Json } from './run';

export interface RequestPreviewParams {
  readonly function: string;
  /** A file of the project, or its root. */
  readonly uri: string;
  /** In place of the function's own client. */
  readonly client?: string;
  readonly args: Readonly<Record<string, Json>>;
}

export type RequestPreview =
  | {
      readonly kind: 'request';
      /** As HTTP. */
      readonly text: string;
      /** As a command for a POSIX shell. */
      readonly curl: string;
    }
  /** A run would be refused; never empty. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };
