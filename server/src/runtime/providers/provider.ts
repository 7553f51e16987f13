/**
 * What a provider has to know: how a request to it looks, and in which format it answers. One file per provider, listed
 * in `index.ts`. Providers are pure: no network, no files, no clock, no state. What can only be known when the request
 * is sent (the bytes behind a URL, a signature) is a hole in the request; see `request/plannedRequest.ts`.
 */
import type { ClientOptions, OptionValue } from '../clientOptions';
import type { RenderedMessage } from '../prompt/messages';
import type { Authorization } from '../request/plannedRequest';
import type { MediaShelf, RequestText } from '../request/requestText';
import type { AnswerName } from './answerFormat';

export interface Provider {
  /** The modern spelling, as `ctx.client.provider` shows it. */
  readonly name: string;
  /** Older spellings. */
  readonly aliases: readonly string[];
  /** Roles a prompt may use when the client does not say. */
  allowedRoles(model: string | undefined): readonly string[];
  /** The role of text without a role call, if the client allows it; otherwise the first one it allows. */
  readonly defaultRole?: string;
  /** What the provider calls some roles, when the client renames none. */
  readonly remapRoles?: Readonly<Record<string, string>>;
  /** What `allowed_role_metadata` is when the client does not say; `none` when absent. */
  readonly allowedRoleMetadata?: 'all';
  /** Whether a call streams when the client does not say. */
  streams(model: string | undefined): boolean;
  /** The option that names the model, when it is not `model`. */
  readonly modelOption?: string;
  /** Whether the client may say in which format the answer is (`client_response_type`). */
  readonly answersAsTold: boolean;
  /** Takes the options it knows; whatever it does not take goes to the body as written. Complains to `call.options`. */
  request(call: ProviderCall): ProviderRequest;
}

export interface ProviderCall {
  readonly options: ClientOptions;
  readonly messages: readonly RenderedMessage[];
  readonly streaming: boolean;
  /** Takes the media whose bytes are needed. */
  readonly media: MediaShelf;
}

export interface ProviderRequest {
  readonly url: RequestText;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: RequestText;
  /** What signs it, beyond its headers. */
  readonly authorization?: Authorization;
  /** What a prompt sees as `ctx.client.options`, when that is not what was left of the options. */
  readonly shownOptions?: ReadonlyMap<string, OptionValue>;
  /** How the answer is to be read, when the client does not say. */
  readonly answers: AnswerName;
  /** Values that nobody may see. */
  readonly secrets: readonly string[];
  /** Environment variables the key came from, to be named in hints. */
  readonly keyVariables: readonly string[];
}
