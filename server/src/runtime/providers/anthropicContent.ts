/** Message contents in Anthropic's format, with media as the official runtime sends them. */
import type { ClientOptions } from '../clientOptions';
import type { Media, MessagePart, RenderedMessage } from '../prompt/messages';
import { holed, type Content, type MediaShelf } from '../request/requestText';
import { sentMedia, takeMediaModes, type MediaModes } from '../request/sentMedia';
import { needMessages, splitSystem } from './systemMessage';

/** What Anthropic's own API takes. */
export const ANTHROPIC: AnthropicSpelling = {
  modes: { image: 'send_url', audio: 'send_url', pdf: 'send_base64', video: 'send_url' },
  withMetadata: true,
};

const NO_VIDEO =
  'Video input is not yet supported by Anthropic Claude models. ' +
  'Consider extracting frames from the video as images instead. ' +
  'See: https://docs.anthropic.com/en/docs/vision';

type Part = { readonly [key: string]: Content };

export interface AnthropicContent {
  readonly system?: Content;
  readonly messages: Content;
}

export interface AnthropicSpelling {
  readonly modes: MediaModes;
  /** Whether the parts have the metadata of their roles. */
  readonly withMetadata: boolean;
}

/** Takes `media_url_handler`; complains about media that cannot be sent. */
export function anthropicContent(
  messages: readonly RenderedMessage[],
  options: ClientOptions,
  shelf: MediaShelf,
  spelling: AnthropicSpelling,
): AnthropicContent {
  const modes = takeMediaModes(options, spelling.modes);
  const contentOf = (parts: readonly MessagePart[]): Content =>
    parts.map((part): Part => {
      const content =
        part.kind === 'text' ? { type: 'text', text: part.text } : mediaPart(part.media, modes, options, shelf);
      return spelling.withMetadata ? { ...content, ...part.metadata } : content;
    });
  needMessages(messages, options);
  const { system, messages: rest } = splitSystem(messages);
  return {
    ...(system ? { system: contentOf(system) } : {}),
    messages: rest.map(({ role, parts }) => ({ role, content: contentOf(parts) })),
  };
}

function mediaPart(media: Media, modes: MediaModes, options: ClientOptions, shelf: MediaShelf): Part {
  if (media.media === 'video') {
    options.complain(NO_VIDEO);
    return {};
  }
  const sent = sentMedia(media, modes, shelf);
  const source: Content =
    sent.as === 'url'
      ? { type: 'url', url: sent.url }
      : { type: 'base64', media_type: holed(sent.about('type')), data: holed(sent.base64) };
  return { type: media.media === 'pdf' ? 'document' : media.media, source };
}
