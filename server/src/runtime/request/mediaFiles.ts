/** Media from files: where their paths lead. */
import type { Media } from '../prompt/messages';

/** The medium with the URI of its file; a path counts from the file that holds it. Others stay as they are. */
export function withFileUri(media: Media, holder: string): Media {
  if (media.source.type !== 'file') return media;
  const { file } = media.source;
  // In a path nothing is special but its slashes.
  const path = encodeURI(file.replaceAll('\\', '/')).replaceAll('#', '%23').replaceAll('?', '%3F');
  return URL.canParse(path, holder) ? { ...media, source: { type: 'file', file: new URL(path, holder).href } } : media;
}
