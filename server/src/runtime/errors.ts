/** What can go wrong with a run, as data; the shape of `protocol/run.ts`, with places as source ranges. */
import type { SourceRange } from '../ir/schema';

export type FailureKind =
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

export interface RunFailure {
  readonly kind: FailureKind;
  readonly message: string;
  /** What to do about it, when there is something. */
  readonly hint?: string;
  readonly status?: number;
  /** The request's URL without query, when there was a request. */
  readonly url?: string;
  /** The beginning of the provider's answer, with secrets masked. */
  readonly body?: string;
  readonly at?: SourceRange;
}

/** Why a run cannot start. */
export interface RunProblem {
  readonly message: string;
  readonly at?: SourceRange;
}

/** Thrown inside the runtime only, to leave a stream that cannot go on; `executeRun` turns it into an outcome. */
export class FailedRun extends Error {
  constructor(readonly failure: RunFailure) {
    super(failure.message);
    this.name = 'FailedRun';
  }
}
