/** `openai-transcriptions`: speech to text, `{base_url}/audio/transcriptions`, a form with one file. */
import type { ClientOptions } from '../clientOptions';
import { fingerprint } from '../hash';
import type { Media, RenderedMessage } from '../prompt/messages';
import { joined, type RequestText } from '../request/requestText';
import { sentMedia, takeMediaModes, type SentBytes } from '../request/sentMedia';
import { OPENAI_MODES } from './openaiContent';
import { rolesOf, streams } from './openaiModels';
import type { Provider, ProviderCall, ProviderRequest } from './provider';
import { requestHeaders, takeKey } from './requestHeaders';
import { requestUrl } from './requestUrl';

export const openaiTranscriptions: Provider = {
  name: 'openai-transcriptions',
  aliases: [],
  allowedRoles: rolesOf,
  streams,
  answersAsTold: true,
  request,
};

/** The options that are fields of the form, in its order. The official runtime drops all others. */
const FIELDS = ['language', 'response_format', 'temperature'];
const RESERVED = ['messages', 'stream'];
const FORMATS = ['json', 'verbose_json'];

function request({ options, messages, streaming, media: shelf }: ProviderCall): ProviderRequest {
  const own = { name: 'openai-transcriptions', baseUrl: 'https://api.openai.com/v1' };
  const where = requestUrl(own, options, '/audio/transcriptions');
  const key = takeKey(options, 'OPENAI_API_KEY');
  const modes = takeMediaModes(options, OPENAI_MODES);
  const audio = onlyAudio(messages, options);
  const sent = audio && sentMedia(audio, modes, shelf);
  if (sent?.as === 'url') options.complain('Audio can only be transcribed as bytes: remove `media_url_handler`.');
  const fields = takeFields(messages, streaming, options);
  const boundary = `----baml-live-${fingerprint(JSON.stringify([fields, audio]))}`;
  const { headers, secrets } = requestHeaders(options, {
    streaming,
    basic: where.basic,
    fixed: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(key.value === undefined ? {} : { authorization: `Bearer ${key.value}` }),
    },
  });
  const file = audio && sent?.as === 'bytes' ? filePart(sent, shelf.add(audio)) : '';
  return {
    url: where.url,
    headers,
    body: form(boundary, fields, file),
    answers: 'openai-transcription',
    secrets: [...secrets, ...where.secrets],
    keyVariables: key.variables,
  };
}

function onlyAudio(messages: readonly RenderedMessage[], options: ClientOptions): Media | undefined {
  const media = messages.flatMap(({ parts }) => parts).flatMap((part) => (part.kind === 'media' ? [part.media] : []));
  if (media.some((one) => one.media !== 'audio'))
    options.complain('OpenAI transcriptions only support audio media parts');
  else if (media.length !== 1) {
    options.complain(`OpenAI transcriptions require exactly one audio media part, got ${media.length}`);
  }
  return media[0];
}

function takeFields(
  messages: readonly RenderedMessage[],
  streaming: boolean,
  options: ClientOptions,
): (readonly [name: string, value: string])[] {
  for (const name of RESERVED) {
    if (options.has(name)) options.complain(`OpenAI transcriptions do not support reserved request field \`${name}\``);
  }
  const texts = messages.flatMap(({ parts }) => parts).flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const rendered = texts.filter((text) => text.trim() !== '').join('\n');
  const given = options.takeString('prompt');
  if (given !== undefined && rendered !== '') {
    options.complain(
      'OpenAI transcription prompt is ambiguous: both the option `prompt` and rendered text were provided',
    );
  }
  const model = options.takeString('model');
  const prompt = rendered || given;
  const fields: (readonly [string, string])[] = [];
  if (model !== undefined) fields.push(['model', model]);
  if (prompt) fields.push(['prompt', prompt]);
  for (const name of FIELDS) {
    const value = options.take(name);
    if (value?.kind === 'string') fields.push([name, value.value]);
    else if (value?.kind === 'number') fields.push([name, value.text]);
  }
  const format = fields.find(([name]) => name === 'response_format')?.[1];
  if (format !== undefined && !FORMATS.includes(format)) {
    options.complain(
      `OpenAI transcription response_format \`${format}\` is not supported by model \`${model ?? ''}\` in BAML; use \`json\``,
    );
  }
  if (streaming) fields.push(['stream', 'true']);
  return fields;
}

function filePart(sent: SentBytes, index: number): RequestText {
  return [
    'Content-Disposition: form-data; name="file"; filename="audio.',
    sent.about('extension'),
    '"\r\nContent-Type: ',
    sent.about('type'),
    '\r\n\r\n',
    { media: index, as: 'bytes' },
    '\r\n',
  ];
}

function form(boundary: string, fields: readonly (readonly [string, string])[], file: RequestText): RequestText {
  const parts = fields.map(([name, value]) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return joined([...[...parts, file].flatMap((part) => [`--${boundary}\r\n`, part]), `--${boundary}--\r\n`]);
}
