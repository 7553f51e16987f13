/** Sends a request. Credentials go to the host they are meant for and to no other. */
import { FailedRun } from '../errors';
import type { RunHost } from '../host';
import type { ReadyRequest } from '../request/plannedRequest';
import { maskCut, maskSecrets, publicUrl } from '../secrets';
import { connectionFailure } from './connectionFailure';
import { readExcerpt } from './reads';
import { statusFailure } from './statusFailure';

/** Redirects that keep the method and stay on the host are followed this often. */
const MOST_REDIRECTS = 5;
/** How much of an error body is read, in characters, and how long it may take. */
const MOST_OF_BODY = 64_000;
const PATIENCE_MS = 3000;

/** What words about a failed request need, besides the answer. */
export interface Discretion {
  /** Environment variables the key came from. */
  readonly keyVariables: readonly string[];
  readonly secrets: readonly string[];
}

/** Told at once, whoever is waiting. */
export interface SendNotes {
  connected(): void;
  headers(status: number): void;
  /** No answer will come: there is no connection, or `signal` closed it. */
  broken(): void;
}

/**
 * Resolves with the answer's headers, whatever its status below 300. Rejects with FailedRun when there is no connection
 * or another status; when `signal` aborts, with whatever fetch rejects with.
 */
export async function send(
  request: ReadyRequest,
  discretion: Discretion,
  host: RunHost,
  signal: AbortSignal,
  notes: SendNotes,
): Promise<Response> {
  let url = request.url;
  for (let redirects = 0; ; redirects++) {
    const response = await fetchOrFail(host, url, request, signal, notes);
    const target = redirectTarget(response, url);
    if (target !== undefined && isKeeping(response.status) && redirects === MOST_REDIRECTS) {
      await response.body?.cancel().catch(() => undefined);
      notes.headers(response.status);
      throw new FailedRun({
        kind: 'http',
        message: `The provider redirected the request ${MOST_REDIRECTS} times and more, without answering it.`,
        hint: 'Check `base_url`.',
        status: response.status,
      });
    }
    if (target === undefined) {
      notes.headers(response.status);
      return response.status < 300 ? response : Promise.reject(await failedStatus(response, discretion, host, signal));
    }
    await response.body?.cancel().catch(() => undefined);
    if (new URL(target).origin !== new URL(url).origin || !isKeeping(response.status)) {
      notes.headers(response.status);
      throw new FailedRun({
        kind: 'http',
        message: `The provider answered ${response.status} and wants the request sent to ${publicUrl(target, discretion.secrets)} instead.`,
        hint: 'The key is not sent to another address than the one you gave. If that address is right, put it into `base_url`.',
        status: response.status,
      });
    }
    url = target;
  }
}

async function fetchOrFail(
  host: RunHost,
  url: string,
  request: ReadyRequest,
  signal: AbortSignal,
  notes: SendNotes,
): Promise<Response> {
  try {
    const init: RequestInit = {
      method: request.method,
      headers: { ...request.headers },
      body: request.body,
      redirect: 'manual',
      signal,
    };
    const ask = (): Promise<Response> => host.fetch(url, init);
    return await (host.watchConnection ? host.watchConnection(notes.connected, ask) : ask());
  } catch (error) {
    notes.broken();
    if (signal.aborted || error instanceof FailedRun) throw error;
    throw new FailedRun(connectionFailure(error, url, false));
  }
}

/** 307 and 308 ask for the same request again; the others would turn it into a GET. */
function isKeeping(status: number): boolean {
  return status === 307 || status === 308;
}

/** Where an answer sends who asked, when it does; absolute. */
export function redirectTarget(response: Response, url: string): string | undefined {
  if (response.status < 300 || response.status >= 400) return undefined;
  const location = response.headers.get('location');
  return location !== null && URL.canParse(location, url) ? new URL(location, url).href : undefined;
}

/** Masked before anything is cut off: half a key is no longer recognized. */
function masked(text: string | null, { secrets }: Discretion): string | null {
  return text && maskSecrets(text, secrets);
}

async function failedStatus(
  response: Response,
  discretion: Discretion,
  host: RunHost,
  signal: AbortSignal,
): Promise<FailedRun> {
  const patience = new AbortController();
  const giveUp = (): void => patience.abort();
  signal.addEventListener('abort', giveUp, { once: true });
  void host.sleep(PATIENCE_MS, patience.signal).then(giveUp);
  const body = await readExcerpt(response.body, MOST_OF_BODY, patience.signal);
  signal.removeEventListener('abort', giveUp);
  giveUp();
  return new FailedRun(
    statusFailure({
      status: response.status,
      statusText: response.statusText,
      retryAfter: masked(response.headers.get('retry-after'), discretion),
      body: maskCut(body, discretion.secrets),
      keyVariables: discretion.keyVariables,
    }),
  );
}
