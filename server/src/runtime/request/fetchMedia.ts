/** The bytes of media that stand in a request by URL, by file or in base64. */
import { FailedRun, type RunFailure } from '../errors';
import type { RunHost } from '../host';
import type { Media } from '../prompt/messages';
import { publicUrl } from '../secrets';
import { connectionFailure } from '../transport/connectionFailure';
import { TOTAL_IS_OVER } from '../transport/deadlines';
import { redirectTarget } from '../transport/http';
import { readBody } from '../transport/reads';
import { bareBase64, fromBase64 } from './base64';
import { sniffedType } from './mediaType';

/** More than any provider takes. In bytes. */
export const LARGEST_MEDIUM = 64 * 1024 * 1024;

export interface FetchedMedium {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As told by the bytes themselves; what the server says does not count. */
  readonly type: string;
}

/** So long may the fetching of one medium take, in milliseconds. */
export const LONGEST_FETCH_MS = 60_000;
/** So many redirects are followed. */
const MOST_REDIRECTS = 5;

export type MediaHost = Pick<RunHost, 'fetchMedium' | 'readFile' | 'now' | 'sleep'>;

/**
 * The medium's bytes. Rejects with FailedRun when they cannot be had, are too many, take too long (also when the moment
 * `until`, of `host.now()`, comes first), or are of another type than the one that was given; when `signal` aborts, with
 * whatever the host rejects with.
 */
export async function fetchMedium(
  media: Media,
  host: MediaHost,
  signal: AbortSignal,
  until: number = Infinity,
): Promise<FetchedMedium> {
  const { source } = media;
  if (source.type === 'base64') {
    const bytes = fromBase64(bareBase64(source.base64));
    if (!bytes) throw cannot(`The ${media.media} is given as base64, but its text is none.`);
    return typed(bytes);
  }
  const bytes =
    source.type === 'file'
      ? await readFile(media, source.file, host)
      : await get(media, source.url, host, signal, until);
  const fetched = typed(bytes);
  const wanted = media.mimeType ?? (media.media === 'pdf' ? 'application/pdf' : undefined);
  if (source.type === 'url' && wanted !== undefined && wanted !== fetched.type) {
    throw cannot(
      `The ${media.media} at ${publicUrl(source.url, [])} was said to be \`${wanted}\`, but its bytes are \`${fetched.type}\`.`,
      'Correct the media type, or leave it out.',
    );
  }
  return fetched;
}

function typed(bytes: Uint8Array<ArrayBuffer>): FetchedMedium {
  return { bytes, type: sniffedType(bytes) ?? 'application/octet-stream' };
}

async function readFile(media: Media, file: string, host: MediaHost): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await host.readFile(file, LARGEST_MEDIUM);
  } catch (error) {
    throw cannot(
      `The ${media.media} ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

async function get(
  media: Media,
  url: string,
  host: MediaHost,
  signal: AbortSignal,
  until: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const shown = publicUrl(url, []);
  if (!isWebAddress(url)) {
    throw cannot(
      `The ${media.media} ${shown} cannot be fetched: its address must begin with http:// or https://.`,
      'Give it as base64, or let the provider fetch it with `media_url_handler`.',
    );
  }
  const patience = new Patience(host, signal, Math.min(LONGEST_FETCH_MS, until - host.now()));
  try {
    const response = await follow(media, url, host, patience.signal);
    if (response.status >= 400) {
      await response.body?.cancel().catch(() => undefined);
      throw cannot(
        `The ${media.media} ${shown} could not be fetched: the server answered ${`${response.status} ${response.statusText}`.trim()}.`,
      );
    }
    return await allOf(response.body, host, () =>
      cannot(`The ${media.media} ${shown} is larger than ${LARGEST_MEDIUM / 1024 / 1024} MB.`),
    );
  } catch (error) {
    if (signal.aborted) throw error;
    if (patience.isOver) {
      throw cannot(
        until - host.now() <= 0
          ? TOTAL_IS_OVER
          : `The ${media.media} ${shown} did not arrive within ${LONGEST_FETCH_MS / 1000} s.`,
      );
    }
    if (error instanceof FailedRun) {
      const { message } = error.failure;
      if (message.startsWith(`The ${media.media} `)) throw error;
      throw new FailedRun({ ...error.failure, message: `The ${media.media} ${shown} was not fetched: ${message}` });
    }
    const failure = connectionFailure(error, url, false);
    throw new FailedRun({
      ...failure,
      message: `The ${media.media} ${shown} could not be fetched: ${failure.message}`,
    });
  } finally {
    patience.stop();
  }
}

/** The answer at the end of the redirects. Every address on the way is one the host has to agree to. */
async function follow(media: Media, url: string, host: MediaHost, signal: AbortSignal): Promise<Response> {
  let at = url;
  for (let redirects = 0; ; redirects++) {
    const init: RequestInit = { headers: { accept: '*/*' }, redirect: 'manual', signal };
    const response = await host.fetchMedium(at, init);
    const target = redirectTarget(response, at);
    if (target === undefined) return response;
    await response.body?.cancel().catch(() => undefined);
    const shown = `The ${media.media} ${publicUrl(url, [])}`;
    if (redirects === MOST_REDIRECTS) throw cannot(`${shown} was redirected ${MOST_REDIRECTS} times and more.`);
    if (!isWebAddress(target)) throw cannot(`${shown} was redirected to what is no web address.`);
    at = target;
  }
}

/** Aborts when the time is up, and with the run. */
class Patience {
  isOver = false;
  private readonly controller = new AbortController();
  private readonly onAbort = (): void => this.controller.abort();

  constructor(
    host: MediaHost,
    private readonly run: AbortSignal,
    ms: number,
  ) {
    run.addEventListener('abort', this.onAbort, { once: true });
    if (run.aborted) this.onAbort();
    void host.sleep(Math.max(0, ms), this.signal).then(() => {
      if (this.signal.aborted) return;
      this.isOver = true;
      this.controller.abort();
    });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  stop(): void {
    this.run.removeEventListener('abort', this.onAbort);
    this.controller.abort();
  }
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

async function allOf(
  body: ReadableStream<Uint8Array> | null,
  host: MediaHost,
  tooLarge: () => FailedRun,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (body) {
    for await (const { bytes } of readBody(body, host.now, () => undefined)) {
      length += bytes.length;
      if (length > LARGEST_MEDIUM) throw tooLarge();
      parts.push(bytes);
    }
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function cannot(message: string, hint?: string): FailedRun {
  const failure: RunFailure = { kind: 'configuration', message, ...(hint === undefined ? {} : { hint }) };
  return new FailedRun(failure);
}
