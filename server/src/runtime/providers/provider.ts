/**
 * What a provider has to know: how a request to it looks and how its answer is read. One file per provider, listed in
 * `index.ts`. Providers are pure: no network, no clock, no state.
 */
import type { ClientOptions } from '../clientOptions';
import type { RenderedMessage } from '../prompt/messages';
import type { Usage } from '../stream/frame';

export interface Provider {
  /** The modern spelling, as `ctx.client.provider` shows it. */
  readonly name: string;
  /** Older spellings. */
  readonly aliases: readonly string[];
  /** Roles a prompt may use when the client does not say; the first is the role of text without a role call. */
  allowedRoles(model: string | undefined): readonly string[];
  /** Whether a call streams when the client does not say. */
  streams(model: string | undefined): boolean;
  /** Takes the options it knows; whatever it does not take goes to the body as written. Complains to `call.options`. */
  request(call: ProviderCall): ProviderRequest;
  /** Reads the data of one event of a streamed answer. Never throws. */
  readEvent(data: string): ProviderEvent;
  /** Reads a whole answer that is not a stream. Never throws. */
  readAnswer(body: string): ProviderEvent;
}

export interface ProviderCall {
  readonly options: ClientOptions;
  readonly messages: readonly RenderedMessage[];
  readonly streaming: boolean;
}

export interface ProviderRequest {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Values that nobody may see. */
  readonly secrets: readonly string[];
  /** Environment variables the key came from, to be named in hints. */
  readonly keyVariables: readonly string[];
}

export type ProviderEvent =
  | Delta
  /** The stream says that it is over. */
  | { readonly kind: 'done' }
  /** Not in the provider's format. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What one event adds. Only what it says is present; numbers are those of the whole answer so far. */
export interface Delta {
  readonly kind: 'delta';
  readonly text: string;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly usage?: Usage;
  readonly finishReason?: string;
  /** The provider reports that it failed; what came with it still counts. */
  readonly error?: { readonly kind: 'provider' | 'protocol'; readonly message: string };
}
