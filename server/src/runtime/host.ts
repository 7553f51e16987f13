/**
 * The world as the runtime sees it. Everything a run needs from outside comes through here, so the same code runs in
 * Node, in a worker or in a test.
 */
import type { AwsSigning, GoogleAccess, ReadyRequest } from './request/plannedRequest';

export interface RunHost {
  /** As the web standard's: rejects when no answer comes, and with an AbortError when `init.signal` aborts. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /**
   * As `fetch`, for a medium that an argument names. Rejects with FailedRun for an address that arguments must not reach.
   * Follows no redirect.
   */
  fetchMedium(url: string, init: RequestInit): Promise<Response>;
  /**
   * Does what `act` does, and calls `connected` when a request that it sends has its connection. Absent where that cannot be
   * told: then there is no limit for connecting.
   */
  watchConnection?<T>(connected: () => void, act: () => Promise<T>): Promise<T>;
  /** Milliseconds from any fixed origin, with fractions; never goes back. */
  now(): number;
  /** The time of day, ISO 8601. */
  wallClock(): string;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Gives the event loop a turn: timers and messages that are due are served before it resolves. */
  turn(): Promise<void>;
  /**
   * Whose turn it is among the `children` of a round-robin, as an index; then the turn passes on. `turns` names the
   * round-robin, `start` the child of the very first turn; absent means any.
   */
  nextTurn(turns: string, children: number, start: number | undefined): number;
  /** The value of an environment variable, or undefined when it is not set. */
  env(name: string): string | undefined;
  /** The bytes of a file by its URI; rejects with a reason a person understands, also when they are too many. */
  readFile(uri: string, mostBytes: number): Promise<Uint8Array<ArrayBuffer>>;
  readonly credentials: Credentials;
}

/** Proofs of who is asking that are more than a header: made by the vendors' libraries, which are loaded when first asked. */
export interface Credentials {
  /** The headers that sign a request to AWS. Rejects with a reason when there are no credentials. */
  signAws(request: ReadyRequest, how: AwsSigning): Promise<SignedHeaders>;
  /** A token for Google Cloud, asked for over `through` when that is given. Rejects with a reason when there is none. */
  google(how: GoogleAccess, through?: RunHost['fetch']): Promise<GoogleToken>;
}

export interface SignedHeaders {
  readonly headers: Readonly<Record<string, string>>;
  /** Values among them, and behind them, that nobody may see. */
  readonly secrets: readonly string[];
}

export interface GoogleToken {
  readonly token: string;
  /** The project the credentials belong to, when they say so. */
  readonly project?: string;
}
