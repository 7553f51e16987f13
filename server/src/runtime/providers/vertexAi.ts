/**
 * `vertex-ai`: Gemini and Claude on Google Cloud. Claude has Anthropic's format; everything else has Gemini's, in Vertex's
 * own spelling and with the role `assistant` as it is.
 */
import { optionJson } from '../clientOptions';
import { contentJson, jsonMembers, type RequestText } from '../request/requestText';
import { anthropicContent } from './anthropicContent';
import { googleContent, VERTEX } from './googleContent';
import { ROLES } from './openaiModels';
import type { Provider, ProviderCall, ProviderRequest } from './provider';
import { requestHeaders } from './requestHeaders';
import { takeVertexAccess } from './vertexAccess';
import { takeVertexUrl } from './vertexUrl';

export const vertexAi: Provider = {
  name: 'vertex-ai',
  aliases: [],
  allowedRoles: () => ROLES,
  defaultRole: 'user',
  streams: () => true,
  answersAsTold: false,
  request,
};

function request(call: ProviderCall): ProviderRequest {
  const { options, streaming } = call;
  const model = options.takeString('model');
  if (model === undefined)
    options.complain(`Client \`${options.client}\` needs \`model\`: vertex-ai has it in the URL.`);
  const isClaude = (model?.startsWith('claude') ?? false) || options.has('anthropic_version');
  const query = options.takeStringMap('query_params');
  const key = query.get('key');
  const access = takeVertexAccess(options, key !== undefined);
  const url = takeVertexUrl(options, { model: model ?? '', isClaude, streaming, query, project: access.project });
  const { headers, secrets } = requestHeaders(options, { streaming });
  return {
    url,
    headers,
    body: jsonMembers(isClaude ? claudeBody(call) : geminiBody(call)),
    ...(access.authorization ? { authorization: access.authorization } : {}),
    answers: isClaude ? 'anthropic' : 'vertex',
    secrets: [...secrets, ...access.secrets, ...(key === undefined ? [] : [key])],
    keyVariables: access.variables,
  };
}

function claudeBody({ options, messages, streaming, media }: ProviderCall): Map<string, RequestText> {
  const content = anthropicContent(messages, options, media, false);
  const body = new Map<string, RequestText>([...options.rest()].map(([name, value]) => [name, optionJson(value)]));
  if (!body.has('anthropic_version')) body.set('anthropic_version', '"2023-06-01"');
  if (!body.has('max_tokens')) body.set('max_tokens', '4096');
  if (content.system !== undefined) body.set('system', contentJson(content.system));
  body.set('messages', contentJson(content.messages));
  if (streaming) body.set('stream', 'true');
  return body;
}

function geminiBody({ options, messages, media }: ProviderCall): Map<string, RequestText> {
  const content = googleContent(messages, VERTEX, options, media);
  const body = new Map<string, RequestText>([...options.rest()].map(([name, value]) => [name, optionJson(value)]));
  if (content.system !== undefined) body.set('system_instruction', contentJson(content.system));
  body.set('contents', contentJson(content.contents));
  return body;
}
