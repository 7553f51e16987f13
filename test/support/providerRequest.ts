/** Requests of a provider for options written as plain data: what the tests of providers look at. */
import type { MapEntry, Value } from '../../server/src/ir/functions';
import type { Json } from '../../server/src/ir/json';
import { ClientOptions } from '../../server/src/runtime/clientOptions';
import type { Media, MessagePart, RenderedMessage } from '../../server/src/runtime/prompt/messages';
import type { Provider } from '../../server/src/runtime/providers/provider';
import { draftRequest } from '../../server/src/runtime/request/draftRequest';
import { MediaShelf } from '../../server/src/runtime/request/requestText';

type Options = { readonly [name: string]: Json | Value };

/** `{ env: 'NAME' }` stands for `env.NAME`. */
export function optionsOf(options: Options, env: Readonly<Record<string, string>> = {}): ClientOptions {
  return new ClientOptions('Main', entriesOf(options), (name) => env[name]);
}

function entriesOf(options: { readonly [name: string]: unknown }): MapEntry[] {
  return Object.entries(options).map(([key, value]) => ({ key, value: valueOf(value as Json) }));
}

function valueOf(value: Json): Value {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item: Json) => valueOf(item)) };
  const map = value as JsonObject;
  if (typeof map.env === 'string') return { kind: 'env', name: map.env };
  return { kind: 'map', entries: entriesOf(map) };
}

export interface Asked {
  readonly options?: Options;
  readonly messages?: readonly RenderedMessage[];
  readonly env?: Readonly<Record<string, string>>;
  readonly streaming?: boolean;
}

/** The draft of the request, its body as JSON where it is some, and the complaints. */
export function ask(provider: Provider, { options = {}, messages = [user('hi')], env = {}, streaming = true }: Asked) {
  const client = optionsOf(options, env);
  const shelf = new MediaShelf();
  const made = provider.request({ options: client, messages, streaming, media: shelf });
  const headers = Object.fromEntries(made.headers);
  const draft = draftRequest({ method: 'POST', url: made.url, headers, body: made.body, media: shelf.media });
  return {
    ...made,
    url: draft.url,
    headers,
    text: draft.body,
    json: () => JSON.parse(draft.body) as JsonObject,
    problems: client.problems,
  };
}

export type JsonObject = { readonly [name: string]: Json };

export const text = (words: string, metadata: JsonObject = {}): MessagePart => ({
  kind: 'text',
  text: words,
  metadata,
  ...(Object.keys(metadata).length ? { annotated: true } : {}),
});
export const media = (kind: Media['media'], url: string, mimeType?: string): MessagePart => ({
  kind: 'media',
  media: { media: kind, source: { type: 'url', url }, ...(mimeType === undefined ? {} : { mimeType }) },
  metadata: {},
});
export type Parts = (string | MessagePart)[];
export const message = (role: string, ...parts: Parts): RenderedMessage => ({
  role,
  parts: parts.map((part) => (typeof part === 'string' ? text(part) : part)),
});
export const user = (...parts: Parts): RenderedMessage => message('user', ...parts);
