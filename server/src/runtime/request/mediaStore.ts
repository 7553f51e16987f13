/** The media of one run: each is fetched once, however many attempts need it. */
import type { Media } from '../prompt/messages';
import { fetchMedium, type FetchedMedium, type MediaHost } from './fetchMedia';

export class MediaStore {
  private readonly known = new Map<string, FetchedMedium>();

  /** As `fetchMedium`. One that could not be had is asked for again the next time. */
  async fetch(medium: Media, host: MediaHost, signal: AbortSignal, until?: number): Promise<FetchedMedium> {
    // What is in the request itself is at hand.
    if (medium.source.type === 'base64') return fetchMedium(medium, host, signal, until);
    const { media, source, mimeType } = medium;
    const key = JSON.stringify([media, source, mimeType]);
    const fetched = this.known.get(key) ?? (await fetchMedium(medium, host, signal, until));
    this.known.set(key, fetched);
    return fetched;
  }
}
