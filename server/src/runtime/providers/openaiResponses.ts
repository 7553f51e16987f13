/** `openai-responses`: OpenAI's responses API, `{base_url}/responses`. */
import { optionJson, type ClientOptions } from '../clientOptions';
import type { MessagePart, RenderedMessage } from '../prompt/messages';
import { contentJson, jsonMembers, type Content, type MediaShelf, type RequestText } from '../request/requestText';
import { sentMedia, takeMediaModes, type MediaModes } from '../request/sentMedia';
import { audioPart, documentOf, OPENAI_MODES, urlOf } from './openaiContent';
import { rolesOf, streams } from './openaiModels';
import type { Provider, ProviderCall, ProviderRequest } from './provider';
import { requestHeaders, takeKey } from './requestHeaders';
import { requestUrl } from './requestUrl';

export const openaiResponses: Provider = {
  name: 'openai-responses',
  aliases: [],
  allowedRoles: rolesOf,
  streams,
  answersAsTold: true,
  request,
};

function request({ options, messages, streaming, media }: ProviderCall): ProviderRequest {
  const where = requestUrl({ name: 'openai-responses', baseUrl: 'https://api.openai.com/v1' }, options, '/responses');
  const key = takeKey(options, 'OPENAI_API_KEY');
  const { headers, secrets } = requestHeaders(options, {
    streaming,
    basic: where.basic,
    fixed: key.value === undefined ? {} : { authorization: `Bearer ${key.value}` },
  });
  const modes = takeMediaModes(options, OPENAI_MODES);
  const input = messages.map((message) => inputOf(message, modes, options, media));
  const body = new Map<string, RequestText>([...options.rest()].map(([name, value]) => [name, optionJson(value)]));
  body.set('input', contentJson(input));
  if (streaming) body.set('stream', 'true');
  return {
    url: where.url,
    headers,
    body: jsonMembers(body),
    answers: 'openai-responses',
    secrets: [...secrets, ...where.secrets],
    keyVariables: key.variables,
  };
}

function inputOf(
  { role, parts }: RenderedMessage,
  modes: MediaModes,
  options: ClientOptions,
  shelf: MediaShelf,
): Content {
  const text = role === 'assistant' ? 'output_text' : 'input_text';
  return {
    role,
    content: parts.map((part) => ({ ...contentOf(part, text, modes, options, shelf), ...part.metadata })),
  };
}

function contentOf(
  part: MessagePart,
  text: 'output_text' | 'input_text',
  modes: MediaModes,
  options: ClientOptions,
  shelf: MediaShelf,
): { readonly [key: string]: Content } {
  if (part.kind === 'text') return { type: text, text: part.text };
  const { media } = part.media;
  if (text === 'output_text') {
    options.complain(
      `A message of the assistant holds ${media}, but assistant messages must be text; media not supported for assistant in Responses API.`,
    );
    return {};
  }
  const sent = sentMedia(part.media, modes, shelf);
  switch (media) {
    case 'image':
      return { type: 'input_image', detail: 'auto', image_url: urlOf(sent) };
    case 'pdf':
      return { type: 'input_file', ...documentOf(sent) };
    case 'audio':
      if (sent.as === 'bytes') return audioPart(sent);
      options.complain(
        'Audio must be base64 encoded for Responses API: remove `media_url_handler { audio "send_url" }`, or give it as base64.',
      );
      return {};
    case 'video':
      options.complain('Video is not yet supported by OpenAI Responses API.');
      return {};
  }
}
