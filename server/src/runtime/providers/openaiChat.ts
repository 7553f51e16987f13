/**
 * Requests in OpenAI's chat format: `{base_url}/chat/completions`. The members of the family differ in a few settings.
 * Two deliberate differences from the official runtime: no `baml-original-url` header, and `accept` says what is wanted.
 */
import { optionJson } from '../clientOptions';
import { contentJson, jsonMembers, type RequestText } from '../request/requestText';
import { headerSecrets, isSecretHeader } from '../secrets';
import { chatMessages, type TextLayout } from './openaiContent';
import type { Provider, ProviderCall, ProviderRequest } from './provider';
import { requestUrl } from './requestUrl';

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
  const fromVariables = options.variablesOf('api_key');
  const usesDefaultKey = !options.has('api_key') && dialect.keyVariable !== undefined;
  const key = usesDefaultKey ? options.variable(dialect.keyVariable) : options.takeString('api_key');
  const given = options.takeStringMap('headers');
  const where = requestUrl(dialect, options, '/chat/completions');

  const headers = new Map([
    ['content-type', 'application/json'],
    ['accept', streaming ? 'text/event-stream' : 'application/json'],
  ]);
  if (where.basic !== undefined) headers.set('authorization', where.basic);
  for (const [name, value] of given) headers.set(name.toLowerCase(), value);
  // As on the official wire the key has the last word.
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`);

  const content = chatMessages(messages, dialect.textLayout, options, media);
  const body = new Map<string, RequestText>([...options.rest()].map(([name, value]) => [name, optionJson(value)]));
  body.set('messages', contentJson(content));
  if (streaming) {
    body.set('stream', 'true');
    if (dialect.asksForUsage) body.set('stream_options', '{"include_usage":true}');
  }

  const secretHeaders = [...headers]
    .filter(([name]) => isSecretHeader(name))
    .flatMap(([, value]) => headerSecrets(value));
  return {
    url: where.url,
    headers,
    body: jsonMembers(body),
    answers: 'openai',
    secrets: [...secretHeaders, ...where.secrets],
    keyVariables: usesDefaultKey ? [dialect.keyVariable] : fromVariables,
  };
}
