/** Message contents in OpenAI's chat format, with media as the official runtime sends them by default. */
import type { ClientOptions } from '../clientOptions';
import type { Media, RenderedMessage } from '../prompt/messages';
import { sentMedia, takeMediaModes, type MediaModes, type SentMedia } from '../request/sentMedia';
import { holed, type Content, type MediaShelf } from '../request/requestText';

export const OPENAI_MODES: MediaModes = {
  image: 'send_url',
  audio: 'send_base64',
  pdf: 'send_url',
  video: 'send_url',
};

const NO_VIDEO =
  "Video input is only supported on OpenAI's Realtime API (/v1/realtime), not on chat completions. " +
  'Consider extracting frames from the video as images instead. ' +
  'See: https://platform.openai.com/docs/guides/realtime';

/** Whether messages of plain text are one string, parts joined with a blank, or always a list of parts. */
export type TextLayout = 'parts' | 'string';

type Part = { readonly [key: string]: Content };

/** The value of `messages`. Takes `media_url_handler`; complains about media that cannot be sent. */
export function chatMessages(
  messages: readonly RenderedMessage[],
  layout: TextLayout,
  options: ClientOptions,
  shelf: MediaShelf,
): Content {
  const modes = takeMediaModes(options, OPENAI_MODES);
  return messages.map(({ role, parts }) => {
    const plain = parts.flatMap((part) => (part.kind === 'text' && !part.annotated ? [part.text] : []));
    if (layout === 'string' && plain.length === parts.length) return { role, content: plain.join(' ') };
    const content = parts.map((part): Part => {
      if (part.kind === 'text') return { type: 'text', text: part.text, ...part.metadata };
      return { ...mediaPart(part.media, modes, options, shelf), ...part.metadata };
    });
    return { role, content };
  });
}

function mediaPart(media: Media, modes: MediaModes, options: ClientOptions, shelf: MediaShelf): Part {
  if (media.media === 'video') {
    options.complain(NO_VIDEO);
    return {};
  }
  const sent = sentMedia(media, modes, shelf);
  switch (media.media) {
    case 'audio':
      return audioPart(sent);
    case 'pdf':
      return { type: 'file', file: documentOf(sent, { type: 'input_file' }) };
    default:
      return { type: 'image_url', image_url: { url: urlOf(sent) } };
  }
}

/** `input_audio`, in both of OpenAI's formats. A URL is in neither; it is sent as the official runtime does. */
export function audioPart(sent: SentMedia): Part {
  const [data, format] =
    sent.as === 'bytes' ? [sent.base64, sent.about('format')] : [sent.url, sent.url.split('.').at(-1) ?? ''];
  return { type: 'input_audio', input_audio: { data: holed(data), format: holed(format) } };
}

/** A file, in both of OpenAI's formats. `more` is what only a file behind a URL has. */
export function documentOf(sent: SentMedia, more: Part = {}): Part {
  return sent.as === 'url'
    ? { ...more, file_url: sent.url, filename: 'document.pdf' }
    : { filename: 'document.pdf', file_data: urlOf(sent) };
}

/** The URL of a medium; one with the bytes in it when those are sent. */
export function urlOf(sent: SentMedia): Content {
  return sent.as === 'url' ? sent.url : holed('data:', sent.about('type'), ';base64,', sent.base64);
}
