/**
 * How answers of one wire format are read. A provider names its format; several providers share one. Formats are pure
 * and without state: whatever the cuts between reads, an event says the same.
 */
import type { Usage } from '../stream/frame';

/** The formats by the names of `client_response_type`, and one that no client can ask for. */
export type AnswerName =
  'openai' | 'openai-responses' | 'openai-transcription' | 'anthropic' | 'google' | 'vertex' | 'aws-bedrock';

export interface AnswerFormat {
  /** How the bytes of a streamed answer are cut into events. */
  readonly framing: 'server-sent-events' | 'aws-event-stream';
  /** Reads one event of a streamed answer. Never throws. */
  readEvent(event: WireEvent): ProviderEvent;
  /** Reads a whole answer that is not a stream. Never throws. */
  readAnswer(body: string): ProviderEvent;
}

export interface WireEvent {
  readonly data: string;
  /** What the framing calls the event, when it does. */
  readonly name?: string;
  /** The framing says that this is an error. */
  readonly isError?: boolean;
}

export type ProviderEvent =
  | Delta
  /** The stream says that it is over. */
  | { readonly kind: 'done' }
  /** Not in the format. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What one event adds. Only what it says is present; numbers are those of the whole answer so far. */
export interface Delta {
  readonly kind: 'delta';
  readonly text: string;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly usage?: Usage;
  readonly finishReason?: string;
  /** The answer is complete: its usage may still follow, or nothing more of the stream is to be read. */
  readonly ends?: 'answer' | 'stream';
  /** The provider reports that it failed; what came with it still counts. */
  readonly error?: { readonly kind: 'provider' | 'protocol'; readonly message: string };
}
