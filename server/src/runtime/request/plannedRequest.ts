/** The request of a plan, and the request that is really sent. */
import type { Media } from '../prompt/messages';
import type { RequestText } from './requestText';

/** A request with its secrets and with holes: not to be shown or kept. Plain data. */
export interface PlannedRequest {
  readonly method: 'POST';
  readonly url: RequestText;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestText;
  /** Media that fill holes; fetched or read when the request is sent. */
  readonly media?: readonly Media[];
  /** What else proves who is asking. */
  readonly authorization?: Authorization;
  /**
   * Values of environment variables that the prompt was shown as part of `ctx.client`. It may have written them in any form
   * (backwards, say), so they count as sent, wherever else they are.
   */
  readonly seen?: readonly string[];
}

/** Whole, with its secrets. `completeRequest` makes it. */
export interface ReadyRequest {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

export type Authorization = AwsSigning | GoogleAccess;

/** Signature Version 4 over the whole request. */
export interface AwsSigning {
  readonly kind: 'aws';
  readonly service: string;
  readonly region: string;
  /** Absent: the default chain of the AWS SDK, beginning with `profile` when that is given. */
  readonly keys?: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  readonly profile?: string;
}

/** An OAuth token of Google. */
export interface GoogleAccess {
  readonly kind: 'google';
  /**
   * `json`: the text of a credentials file. `file`: its path, relative to the working directory. Absent: the application
   * default credentials of this machine.
   */
  readonly credentials?: { readonly json: string } | { readonly file: string };
}
