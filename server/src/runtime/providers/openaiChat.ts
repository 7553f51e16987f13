/**
 * Requests in OpenAI's chat format: `{base_url}/chat/completions`. The members of the family differ in a few settings.
 * Two deliberate differences from the official runtime: no `baml-original-url` header, and `accept` says what is wanted.
 */
import { optionJson, type ClientOptions, type OptionValue } from '../clientOptions';
import { contentJson, jsonMembers, type RequestText } from '../request/requestText';
import { chatMessages, type TextLayout } from './openaiContent';
import type { Provider, ProviderCall, ProviderRequest } from './provider';
import { requestHeaders, takeKey, type HeaderSources } from './requestHeaders';
import { requestUrl, type RequestUrl } from './requestUrl';

export interface ChatDialect {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Absent: the client must give `base_url`. */
  readonly baseUrl?: string;
  /** The variable that holds the key when the client does not give `api_key`. */
  readonly keyVariable?: string;
  readonly textLayout: TextLayout;
  readonly defaultRole?: string;
  /** Whether usage is asked for while streaming. */
  readonly asksForUsage: boolean;
  allowedRoles(model: string | undefined): readonly string[];
  streams(model: string | undefined): boolean;
  /** Where the request goes, when that is more than `base_url`. Takes the options it needs. */
  url?(options: ClientOptions, path: string): RequestUrl;
  /** The header that carries the key, when it is not `authorization`; the client's own header of that name is kept. */
  readonly keyHeader?: string;
  /** Adds its own to what is left of the options, or takes from it. */
  finish?(options: Map<string, OptionValue>): void;
}

export function openaiChat(dialect: ChatDialect): Provider {
  return {
    name: dialect.name,
    aliases: dialect.aliases,
    allowedRoles: dialect.allowedRoles,
    streams: dialect.streams,
    ...(dialect.defaultRole === undefined ? {} : { defaultRole: dialect.defaultRole }),
    answersAsTold: true,
    request: (call) => chatRequest(dialect, call),
  };
}

function chatRequest(dialect: ChatDialect, { options, messages, streaming, media }: ProviderCall): ProviderRequest {
  const path = '/chat/completions';
  const where = dialect.url ? dialect.url(options, path) : requestUrl(dialect, options, path);
  const key = takeKey(options, dialect.keyVariable);
  const { headers, secrets } = requestHeaders(options, {
    streaming,
    basic: where.basic,
    ...keyHeaders(dialect.keyHeader, key.value),
  });

  const content = chatMessages(messages, dialect.textLayout, options, media);
  const shownOptions = new Map(options.rest());
  dialect.finish?.(shownOptions);
  const body = new Map<string, RequestText>([...shownOptions].map(([name, value]) => [name, optionJson(value)]));
  body.set('messages', contentJson(content));
  if (streaming) {
    body.set('stream', 'true');
    if (dialect.asksForUsage) body.set('stream_options', '{"include_usage":true}');
  }
  return {
    url: where.url,
    headers,
    body: jsonMembers(body),
    shownOptions,
    answers: 'openai',
    secrets: [...secrets, ...where.secrets],
    keyVariables: key.variables,
  };
}

function keyHeaders(name: string | undefined, key: string | undefined): Pick<HeaderSources, 'usual' | 'fixed'> {
  if (key === undefined) return {};
  return name === undefined ? { fixed: { authorization: `Bearer ${key}` } } : { usual: { [name]: key } };
}
