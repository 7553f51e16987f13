/** Message contents in the format of Bedrock's Converse API. */
import type { ClientOptions } from '../clientOptions';
import type { Media, MessagePart, RenderedMessage } from '../prompt/messages';
import { holed, type Content, type MediaShelf } from '../request/requestText';
import { sentMedia, takeMediaModes, type MediaModes, type SentMedia } from '../request/sentMedia';
import { splitSystem } from './systemMessage';

const MODES: MediaModes = { image: 'send_base64', audio: 'send_base64', pdf: 'send_base64', video: 'send_url' };

type Block = { readonly [key: string]: Content };

export interface BedrockContent {
  readonly system?: Content;
  readonly messages: Content;
}

/** Takes `media_url_handler`; complains about media that cannot be sent. Of the roles' metadata only `cache_control` counts. */
export function bedrockContent(
  messages: readonly RenderedMessage[],
  options: ClientOptions,
  shelf: MediaShelf,
): BedrockContent {
  const modes = takeMediaModes(options, MODES);
  const blocksOf = (parts: readonly MessagePart[]): Content =>
    parts.flatMap((part): Block[] => {
      const block = part.kind === 'text' ? { text: part.text } : mediaBlock(part.media, modes, options, shelf);
      return Object.hasOwn(part.metadata, 'cache_control') ? [block, { cachePoint: { type: 'default' } }] : [block];
    });
  const { system, messages: rest } = splitSystem(messages);
  if (system?.some((part) => part.kind === 'media')) {
    options.complain('The system prompt holds media, but AWS Bedrock only supports text system blocks.');
  }
  return {
    ...(system ? { system: blocksOf(system) } : {}),
    messages: rest.map(({ role, parts }) => ({ role, content: blocksOf(parts) })),
  };
}

function mediaBlock(media: Media, modes: MediaModes, options: ClientOptions, shelf: MediaShelf): Block {
  const sent = sentMedia(media, modes, shelf);
  if (sent.as === 'url' && !sent.url.startsWith('s3://')) {
    options.complain(`AWS Bedrock requires s3:// URIs, but got: ${sent.url}`);
  }
  const source: Content = sent.as === 'url' ? { s3Location: { uri: sent.url } } : { bytes: holed(sent.base64) };
  if (media.media === 'pdf') return { document: { format: 'pdf', source, name: 'document' } };
  return { [media.media]: { ...formatOf(sent), source } };
}

/** The subtype; left out when nobody knows it. */
function formatOf(sent: SentMedia): Block {
  if (sent.as === 'bytes') return { format: holed(sent.about('subtype')) };
  return sent.type === undefined ? {} : { format: sent.type.slice(sent.type.indexOf('/') + 1) };
}
