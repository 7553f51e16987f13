/** Message contents in OpenAI's chat format, with media as the official runtime sends them by default. */
import type { Json } from '../../ir/json';
import type { MediaName } from '../../ir/schema';
import type { ClientOptions } from '../clientOptions';
import type { Media, RenderedMessage } from '../prompt/messages';

type Mode = 'send_base64' | 'send_url' | 'send_url_add_mime_type' | 'send_base64_unless_google_url';

const DEFAULT_MODES: Readonly<Record<MediaName, Mode>> = {
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

/** The value of `messages`. Takes `media_url_handler`; complains about media that cannot be sent. */
export function chatMessages(messages: readonly RenderedMessage[], layout: TextLayout, options: ClientOptions): Json {
  const handlers = options.takeStringMap('media_url_handler');
  return messages.map(({ role, parts }) => {
    const plain = parts.flatMap((part) =>
      part.kind === 'text' && !Object.keys(part.metadata).length ? [part.text] : [],
    );
    if (layout === 'string' && plain.length === parts.length) return { role, content: plain.join(' ') };
    const content = parts.map((part): Json => {
      if (part.kind === 'text') return { type: 'text', text: part.text, ...part.metadata };
      return { ...mediaPart(part.media, handlers, options), ...part.metadata };
    });
    return { role, content };
  });
}

function mediaPart(
  media: Media,
  handlers: ReadonlyMap<string, string>,
  options: ClientOptions,
): { [key: string]: Json } {
  if (media.media === 'video') {
    options.complain(NO_VIDEO);
    return {};
  }
  const { source } = media;
  if (source.type === 'file') {
    options.complain(
      `The file ${source.file} cannot be sent: media from files are not supported yet. Give a URL or base64.`,
    );
    return {};
  }
  if (source.type === 'base64') return inlinePart(media, source.base64, options);
  const inUrl = /^data:([^;,]+)[^,]*,(.*)$/s.exec(source.url);
  if (media.media === 'audio' && inUrl) return inlinePart({ ...media, mimeType: inUrl[1] }, inUrl[2] ?? '', options);
  const mode = handlers.get(media.media) ?? DEFAULT_MODES[media.media];
  if (mustDownload(mode, media, source.url)) {
    options.complain(
      `The ${media.media} ${source.url} would have to be downloaded first (${mode}), which is not supported yet. ` +
        'Give it as base64' +
        (media.media === 'audio' ? '.' : `, or set media_url_handler { ${media.media} "send_url" }.`),
    );
    return {};
  }
  return urlPart(media.media, source.url);
}

function mustDownload(mode: string, media: Media, url: string): boolean {
  if (url.startsWith('data:')) return false;
  switch (mode) {
    case 'send_url':
      return media.media === 'audio';
    case 'send_url_add_mime_type':
      return media.media === 'audio' || (media.mimeType === undefined && media.media !== 'pdf');
    case 'send_base64_unless_google_url':
      return !url.startsWith('gs://');
    default:
      return true;
  }
}

function urlPart(kind: MediaName, url: string): { [key: string]: Json } {
  if (kind === 'pdf') return { type: 'file', file: { type: 'input_file', file_url: url, filename: 'document.pdf' } };
  return { type: 'image_url', image_url: { url } };
}

function inlinePart(media: Media, base64: string, options: ClientOptions): { [key: string]: Json } {
  const mime = media.mimeType ?? (media.media === 'pdf' ? 'application/pdf' : undefined);
  if (mime === undefined) {
    options.complain(
      `The ${media.media} needs a media_type, such as "${media.media}/${media.media === 'audio' ? 'mp3' : 'png'}".`,
    );
    return {};
  }
  const bare = base64.replace(/^data:[^,]*;base64,/, '');
  const url = `data:${mime};base64,${bare}`;
  switch (media.media) {
    case 'audio':
      return { type: 'input_audio', input_audio: { data: bare, format: mime.slice(mime.indexOf('/') + 1) } };
    case 'pdf':
      return { type: 'file', file: { filename: 'document.pdf', file_data: url } };
    default:
      return { type: 'image_url', image_url: { url } };
  }
}
