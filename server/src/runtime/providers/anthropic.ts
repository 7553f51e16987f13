/** `anthropic`: Anthropic's messages API, `{base_url}/v1/messages`. */
import { optionJson } from '../clientOptions';
import { contentJson, jsonMembers, type RequestText } from '../request/requestText';
import { ANTHROPIC, anthropicContent } from './anthropicContent';
import { ROLES } from './openaiModels';
import type { Provider, ProviderCall, ProviderRequest } from './provider';
import { requestHeaders, takeKey } from './requestHeaders';
import { requestUrl } from './requestUrl';

export const anthropic: Provider = {
  name: 'anthropic',
  aliases: ['baml-anthropic-chat'],
  allowedRoles: () => ROLES,
  defaultRole: 'user',
  streams: () => true,
  answersAsTold: false,
  request,
};

function request({ options, messages, streaming, media }: ProviderCall): ProviderRequest {
  const own = { name: 'anthropic', baseUrl: 'https://api.anthropic.com', takesQuery: false };
  const where = requestUrl(own, options, '/v1/messages');
  const key = takeKey(options, 'ANTHROPIC_API_KEY');
  const { headers, secrets } = requestHeaders(options, {
    streaming,
    basic: where.basic,
    usual: { 'anthropic-version': '2023-06-01' },
    fixed: key.value === undefined ? {} : { 'x-api-key': key.value },
  });
  const content = anthropicContent(messages, options, media, ANTHROPIC);
  const shownOptions = new Map(options.rest());
  if (!shownOptions.has('max_tokens')) shownOptions.set('max_tokens', { kind: 'number', text: '4096' });
  const body = new Map<string, RequestText>([...shownOptions].map(([name, value]) => [name, optionJson(value)]));
  if (content.system !== undefined) body.set('system', contentJson(content.system));
  body.set('messages', contentJson(content.messages));
  if (streaming) body.set('stream', 'true');
  return {
    url: where.url,
    headers,
    body: jsonMembers(body),
    shownOptions,
    answers: 'anthropic',
    secrets: [...secrets, ...where.secrets],
    keyVariables: key.variables,
  };
}
