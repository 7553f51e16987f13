/**
 * `vertex-ai`: Gemini and Claude on Google Cloud. Claude has Anthropic's format; everything else has Gemini's, in Vertex's
 * own spelling and with the role `assistant` as it is.
 */
import { optionJson, type OptionValue } from '../clientOptions';
import { contentJson, jsonMembers, type RequestText } from '../request/requestText';
import { anthropicContent, type AnthropicSpelling } from './anthropicContent';
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
  const where = takeVertexUrl(options, { model: model ?? '', isClaude, streaming, query, project: access.project });
  const { headers, secrets } = requestHeaders(options, { streaming, basic: where.basic });
  const content = isClaude ? claudeContent(call) : geminiContent(call);
  const shownOptions = new Map(options.rest());
  if (isClaude) addClaudeDefaults(shownOptions);
  const body = new Map<string, RequestText>([...shownOptions].map(([name, value]) => [name, optionJson(value)]));
  for (const [name, value] of content) body.set(name, value);
  return {
    url: where.url,
    headers,
    body: jsonMembers(body),
    ...(access.authorization ? { authorization: access.authorization } : {}),
    shownOptions,
    answers: isClaude ? 'anthropic' : 'vertex',
    secrets: [...secrets, ...access.secrets, ...where.secrets],
    keyVariables: access.variables,
  };
}

/** Claude takes no metadata here, and media as everything else on Vertex. */
const CLAUDE: AnthropicSpelling = { modes: VERTEX.modes, withMetadata: false };

function addClaudeDefaults(options: Map<string, OptionValue>): void {
  if (!options.has('anthropic_version')) options.set('anthropic_version', { kind: 'string', value: '2023-06-01' });
  if (!options.has('max_tokens')) options.set('max_tokens', { kind: 'number', text: '4096' });
}

type Members = (readonly [name: string, json: RequestText])[];

function claudeContent({ options, messages, streaming, media }: ProviderCall): Members {
  const content = anthropicContent(messages, options, media, CLAUDE);
  return [
    ...(content.system === undefined ? [] : [['system', contentJson(content.system)] as const]),
    ['messages', contentJson(content.messages)],
    ...(streaming ? [['stream', 'true'] as const] : []),
  ];
}

function geminiContent({ options, messages, media }: ProviderCall): Members {
  const content = googleContent(messages, VERTEX, options, media);
  return [
    ...(content.system === undefined ? [] : [['system_instruction', contentJson(content.system)] as const]),
    ['contents', contentJson(content.contents)],
  ];
}
