/** Message contents in the format of Gemini, as Google AI and Vertex AI each spell it. */
import type { ClientOptions } from '../clientOptions';
import type { Media, MessagePart, RenderedMessage } from '../prompt/messages';
import { holed, type Content, type MediaShelf } from '../request/requestText';
import { sentMedia, takeMediaModes, type MediaModes, type SentMedia } from '../request/sentMedia';
import { needMessages, splitSystem } from './systemMessage';

type Part = { readonly [key: string]: Content };

export interface GoogleSpelling {
  readonly modes: MediaModes;
  /** The part for media that are sent. Complains when it cannot be. */
  part(sent: SentMedia, media: Media, options: ClientOptions): Part;
}

export const GOOGLE_AI: GoogleSpelling = {
  modes: { image: 'send_base64_unless_google_url', audio: 'send_url', pdf: 'send_url', video: 'send_url' },
  part: (sent): Part =>
    sent.as === 'url'
      ? { file_data: { file_uri: sent.url, ...(sent.type === undefined ? {} : { mime_type: sent.type }) } }
      : { inline_data: { mime_type: holed(sent.about('type')), data: holed(sent.base64) } },
};

export const VERTEX: GoogleSpelling = {
  modes: {
    image: 'send_url_add_mime_type',
    audio: 'send_url_add_mime_type',
    pdf: 'send_url_add_mime_type',
    video: 'send_url',
  },
  part(sent, { media }, options): Part {
    if (sent.as === 'bytes') return { inlineData: { mimeType: holed(sent.about('type')), data: holed(sent.base64) } };
    const type = sent.type ?? (media === 'video' ? 'video/mp4' : undefined);
    if (type === undefined) {
      options.complain(`Please specify a media type for this ${media}; we could not infer one: ${sent.url}`);
      return {};
    }
    return { fileData: { fileUri: sent.url, mimeType: type } };
  },
};

export interface GoogleContent {
  readonly system?: Content;
  readonly contents: Content;
}

/** Takes `media_url_handler`; complains about media that cannot be sent. */
export function googleContent(
  messages: readonly RenderedMessage[],
  spelling: GoogleSpelling,
  options: ClientOptions,
  shelf: MediaShelf,
): GoogleContent {
  const modes = takeMediaModes(options, spelling.modes);
  const partsOf = (parts: readonly MessagePart[]): Content =>
    parts.map((part) =>
      part.kind === 'text'
        ? { text: part.text, ...part.metadata }
        : { ...spelling.part(sentMedia(part.media, modes, shelf), part.media, options), ...part.metadata },
    );
  needMessages(messages, options);
  const { system, messages: rest } = splitSystem(messages);
  return {
    ...(system ? { system: { parts: partsOf(system) } } : {}),
    contents: rest.map(({ role, parts }) => ({ role, parts: partsOf(parts) })),
  };
}
