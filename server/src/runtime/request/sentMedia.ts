/** How a medium goes into a request: as its URL, or as its bytes. The shape around it is the provider's. */
import type { MediaName } from '../../ir/schema';
import type { ClientOptions } from '../clientOptions';
import type { Media } from '../prompt/messages';
import { bareBase64, fromBase64 } from './base64';
import { sniffedType, typeAspect, type TypeAspect } from './mediaType';
import type { Hole, MediaShelf } from './requestText';

/** What `media_url_handler` can say about media that are given by URL. */
const MODES = ['send_base64', 'send_url', 'send_url_add_mime_type', 'send_base64_unless_google_url'] as const;
export type MediaMode = (typeof MODES)[number];
export type MediaModes = Readonly<Record<MediaName, MediaMode>>;

export type SentMedia = SentUrl | SentBytes;

export interface SentUrl {
  readonly as: 'url';
  readonly url: string;
  readonly type?: string;
}

export interface SentBytes {
  readonly as: 'bytes';
  readonly base64: string | Hole;
  /** A word about the type. */
  about(aspect: TypeAspect): string | Hole;
}

/** Takes `media_url_handler`; what it does not say is as the provider has it. */
export function takeMediaModes(options: ClientOptions, usual: MediaModes): MediaModes {
  const modes: Record<MediaName, MediaMode> = { ...usual };
  for (const [kind, mode] of options.takeStringMap('media_url_handler')) {
    const known = MODES.find((one) => one === mode);
    if (!Object.hasOwn(usual, kind)) {
      options.complain(
        `The option \`media_url_handler\` of client \`${options.client}\` names \`${kind}\`; it can name image, audio, pdf and video.`,
      );
    } else if (!known) {
      options.complain(
        `The option \`media_url_handler.${kind}\` of client \`${options.client}\` must be one of: ${MODES.join(', ')}.`,
      );
    } else modes[kind as MediaName] = known;
  }
  return modes;
}

/** Decides how a medium is sent; puts it on the shelf when its bytes are not at hand. */
export function sentMedia(media: Media, modes: MediaModes, shelf: MediaShelf): SentMedia {
  const given = media.mimeType ?? (media.media === 'pdf' ? 'application/pdf' : undefined);
  const { source } = media;
  switch (source.type) {
    case 'base64':
      return inline(media, bareBase64(source.base64), given ?? dataUrl(source.base64)?.type, shelf);
    case 'file': {
      const extension = /\.([A-Za-z0-9]+)$/.exec(source.file)?.[1];
      return fetched(media, given ?? (extension === undefined ? undefined : `${media.media}/${extension}`), shelf);
    }
    case 'url':
      if (!needsBytes(modes[media.media], source.url, given)) {
        return { as: 'url', url: source.url, ...(given === undefined ? {} : { type: given }) };
      }
      return inDataUrl(media, source.url, shelf) ?? fetched(media, given, shelf);
  }
}

function needsBytes(mode: MediaMode, url: string, type: string | undefined): boolean {
  switch (mode) {
    case 'send_url':
      return false;
    case 'send_base64':
      return true;
    case 'send_url_add_mime_type':
      return type === undefined;
    case 'send_base64_unless_google_url':
      return !url.startsWith('gs://');
  }
}

/** `data:image/png;base64,…` as its type and its bytes. */
export function dataUrl(url: string): { readonly type: string; readonly base64: string } | undefined {
  const found = /^data:([^;,]*)(?:;[^;,]*)*?;base64,(.*)$/s.exec(url);
  return found ? { type: found[1] ?? '', base64: found[2] ?? '' } : undefined;
}

function inDataUrl(media: Media, url: string, shelf: MediaShelf): SentMedia | undefined {
  const found = dataUrl(url);
  return found && inline(media, found.base64, found.type, shelf);
}

function inline(media: Media, base64: string, given: string | undefined, shelf: MediaShelf): SentMedia {
  const type = given ?? sniffed(base64);
  if (type === undefined) return fetched(media, undefined, shelf);
  return { as: 'bytes', base64, about: (aspect) => typeAspect(type, media.media, aspect) };
}

/** The first bytes are enough to tell the type. */
function sniffed(base64: string): string | undefined {
  const bytes = fromBase64(base64.slice(0, 80));
  return bytes && sniffedType(bytes);
}

function fetched(media: Media, type: string | undefined, shelf: MediaShelf): SentMedia {
  const index = shelf.add(media);
  return {
    as: 'bytes',
    base64: { media: index, as: 'base64' },
    about: (aspect) => (type === undefined ? { media: index, as: aspect } : typeAspect(type, media.media, aspect)),
  };
}
