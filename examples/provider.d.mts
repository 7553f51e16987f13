/** One request, as `GET /log` tells it. Times are milliseconds of the wall clock. */
export interface ProviderLogEntry {
  readonly model: string;
  /** Of the recording whose prompt is nearest to the request's; null when none is near. */
  readonly function: string | null;
  readonly recording: string | null;
  readonly startedAt: number;
  /** Events of the stream written so far. */
  readonly chunksSent: number;
  /** When the client hung up before the answer was complete. */
  readonly closedByClientAt: number | null;
  /** The provider has done all it meant to do: ended the answer, or broken it on purpose. */
  readonly finished: boolean;
}

/** A `*.bamlrun` file: `Recording` of `protocol/run.ts`, with the file's name. */
export interface ExampleRecording {
  readonly name: string;
  readonly header: {
    readonly function: string;
    readonly test?: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly prompt: {
      readonly messages: readonly { readonly role: string; readonly text: string }[];
      readonly hash: string;
    };
    readonly schema: { readonly hash: string; readonly ir: unknown };
    readonly redactions: readonly string[];
  };
  readonly chunks: readonly {
    readonly t: number;
    readonly batch: number;
    readonly text: string;
    readonly usage?: { readonly inputTokens?: number; readonly outputTokens?: number };
  }[];
  readonly end?: {
    readonly t: number;
    readonly headersAt?: number;
    readonly end: { readonly kind: string; readonly finishReason?: string };
  };
}

export interface Provider {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string;
  readonly port: number;
  readonly log: readonly ProviderLogEntry[];
  /** Ends open streams too. */
  close(): Promise<void>;
}

/** Reads every `*.bamlrun` file of a folder; without one, those of the examples. */
export function readRecordings(folder?: string): ExampleRecording[];

/** `port` 0 takes any free one; `speed` 2 is twice as fast as recorded, 0 at once. Rejects when the port is taken. */
export function startProvider(options?: {
  port?: number;
  speed?: number;
  recordings?: readonly ExampleRecording[];
}): Promise<Provider>;
