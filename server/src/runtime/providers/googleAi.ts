/** `google-ai`: Gemini by Google AI's own API. The model is in the URL, and so is whether the answer streams. */
import { optionJson } from '../clientOptions';
import { contentJson, jsonMembers, type RequestText } from '../request/requestText';
import { GOOGLE_AI, googleContent } from './googleContent';
import { ROLES } from './openaiModels';
import type { Provider, ProviderCall, ProviderRequest } from './provider';
import { requestHeaders, takeKey } from './requestHeaders';
import { requestUrl } from './requestUrl';

export const googleAi: Provider = {
  name: 'google-ai',
  aliases: [],
  allowedRoles: () => ROLES,
  defaultRole: 'user',
  remapRoles: { assistant: 'model' },
  streams: () => true,
  answersAsTold: false,
  request,
};

function request({ options, messages, streaming, media }: ProviderCall): ProviderRequest {
  const model = options.takeString('model');
  if (model === undefined)
    options.complain(`Client \`${options.client}\` needs \`model\`: google-ai has it in the URL.`);
  const own = {
    name: 'google-ai',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    takesQuery: false,
  };
  const method = streaming ? 'streamGenerateContent?alt=sse' : 'generateContent';
  const where = requestUrl(own, options, `/models/${model ?? ''}:${method}`);
  const key = takeKey(options, 'GOOGLE_API_KEY');
  const { headers, secrets } = requestHeaders(options, {
    streaming,
    basic: where.basic,
    fixed: key.value === undefined ? {} : { 'x-goog-api-key': key.value },
  });
  const content = googleContent(messages, GOOGLE_AI, options, media);
  const body = new Map<string, RequestText>([...options.rest()].map(([name, value]) => [name, optionJson(value)]));
  if (content.system !== undefined) body.set('system_instruction', contentJson(content.system));
  body.set('contents', contentJson(content.contents));
  return {
    url: where.url,
    headers,
    body: jsonMembers(body),
    answers: 'google',
    secrets: [...secrets, ...where.secrets],
    keyVariables: key.variables,
  };
}
