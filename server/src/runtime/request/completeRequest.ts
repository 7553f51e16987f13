/** From the planned request to the one that is sent: media fetched, holes filled, signed. */
import { FailedRun } from '../errors';
import type { RunHost } from '../host';
import type { Media } from '../prompt/messages';
import { toBase64 } from './base64';
import type { FetchedMedium } from './fetchMedia';
import { MediaStore } from './mediaStore';
import { typeAspect } from './mediaType';
import type { Authorization, PlannedRequest, ReadyRequest } from './plannedRequest';
import type { Hole, RequestText } from './requestText';

export type RequestHost = Pick<RunHost, 'fetchMedium' | 'now' | 'sleep' | 'readFile' | 'credentials'>;

export interface Completed {
  readonly request: ReadyRequest;
  /** Values that nobody may see, besides those of the plan: tokens and signatures that were made for this request. */
  readonly secrets: readonly string[];
}

/**
 * Fetches what is missing and signs the request. Rejects with FailedRun when something cannot be had, and with an
 * AbortError when `signal` aborts. `store` keeps the media of the run; at the moment `until` they have to be there.
 */
export async function completeRequest(
  planned: PlannedRequest,
  host: RequestHost,
  signal: AbortSignal,
  store: MediaStore = new MediaStore(),
  until: number = Infinity,
): Promise<Completed> {
  const { method, authorization } = planned;
  // When one cannot be had, the others are not waited for and must not go on either.
  const fetching = new AbortController();
  const stop = (): void => fetching.abort();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const [media, access] = await Promise.all([
    Promise.all((planned.media ?? []).map((medium) => store.fetch(medium, host, fetching.signal, until))),
    authorization?.kind === 'google'
      ? allowed(host.credentials.google(authorization), authorization, signal)
      : undefined,
  ]).finally(() => {
    signal.removeEventListener('abort', stop);
    stop();
  });
  signal.throwIfAborted();
  const fill = filler(planned.media ?? [], media, access?.project);
  const request: ReadyRequest = {
    method,
    url: filledText(planned.url, fill),
    // A header of the client's own stays.
    headers: access ? { authorization: `Bearer ${access.token}`, ...planned.headers } : planned.headers,
    body: filledBody(planned.body, media, fill),
  };
  if (authorization?.kind !== 'aws') return { request, secrets: access ? [access.token] : [] };
  const signed = await allowed(host.credentials.signAws(request, authorization), authorization, signal);
  signal.throwIfAborted();
  return { request: { ...request, headers: { ...request.headers, ...signed.headers } }, secrets: signed.secrets };
}

/** Refusals of the credentials' library in words that say whose they are. Who cancels does not wait for the library. */
async function allowed<T>(asked: Promise<T>, { kind }: Authorization, signal: AbortSignal): Promise<T> {
  const cancelled = new Promise<never>((_, reject) => {
    const abort = () => reject(new DOMException('The run was cancelled.', 'AbortError'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([asked, cancelled]);
  } catch (error) {
    if (error instanceof FailedRun || signal.aborted) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedRun(
      kind === 'aws'
        ? {
            kind: 'configuration',
            message: `The request cannot be signed for AWS: ${reason}`,
            hint: 'Give `access_key_id` and `secret_access_key` or a `profile` in the client’s options, or set up the AWS credentials of this machine.',
          }
        : {
            kind: 'configuration',
            message: `There is no access to Google Cloud: ${reason}`,
            hint: 'Give `credentials` in the client’s options, set GOOGLE_APPLICATION_CREDENTIALS, or run `gcloud auth application-default login`.',
          },
    );
  }
}

type Fill = (hole: Hole) => string;

function filler(planned: readonly Media[], media: readonly FetchedMedium[], project: string | undefined): Fill {
  const encoded = new Map<number, string>();
  return (hole) => {
    if ('credentials' in hole) {
      if (project !== undefined) return project;
      throw new FailedRun({
        kind: 'configuration',
        message: 'The credentials of Google Cloud name no project.',
        hint: 'Give `project_id` in the client’s options, or set GOOGLE_CLOUD_PROJECT.',
      });
    }
    const { bytes, type } = media[hole.media] as FetchedMedium;
    if (hole.as !== 'base64' && hole.as !== 'bytes') {
      return typeAspect(type, (planned[hole.media] as Media).media, hole.as);
    }
    const text = encoded.get(hole.media) ?? toBase64(bytes);
    encoded.set(hole.media, text);
    return text;
  };
}

function filledText(text: RequestText, fill: Fill): string {
  if (typeof text === 'string') return text;
  return text.map((piece) => (typeof piece === 'string' ? piece : fill(piece))).join('');
}

/** Bytes only where bytes are asked for: a JSON body stays text. */
function filledBody(body: RequestText, media: readonly FetchedMedium[], fill: Fill): ReadyRequest['body'] {
  const isBytes = (piece: string | Hole) => typeof piece !== 'string' && 'media' in piece && piece.as === 'bytes';
  if (typeof body === 'string' || !body.some(isBytes)) return filledText(body, fill);
  const encoder = new TextEncoder();
  const parts = body.map((piece) => {
    if (typeof piece === 'string') return encoder.encode(piece);
    return 'media' in piece && piece.as === 'bytes'
      ? (media[piece.media] as FetchedMedium).bytes
      : encoder.encode(fill(piece));
  });
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
