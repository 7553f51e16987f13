/**
 * What a provider has to know: how a request to it looks and how its answer is read. One file per provider, listed in
 * `index.ts`. Providers are pure: no network, no clock, no state.
 */
import type { ClientOptions } from '../clientOptions';
import type { RenderedMessage } from '../prompt/messages';
import type { AnswerName } from './answerFormat';

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
  /** How the answer is to be read, when the client does not say. */
  readonly answers: AnswerName;
  /** Values that nobody may see. */
  readonly secrets: readonly string[];
  /** Environment variables the key came from, to be named in hints. */
  readonly keyVariables: readonly string[];
}
