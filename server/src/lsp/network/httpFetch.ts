/**
 * A fetch over Node's own HTTP client, for what the platform's fetch does not do: it closes a connection that is not there yet when
 * it is given up, passes over interim answers, goes through proxies, says when it is connected, sends the headers it was given
 * and no others, and tells an answer that was cut off from one that ended.
 *
 * One connection for each request, closed after it, as the official runtime does. No redirect is followed.
 */
import { request as ask, STATUS_CODES, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { RunHost } from '../../runtime/host';
import { whoWaits } from './connected';
import { connectTo, hungUp, orClosed, proxyHeaders, type Way } from './connect';
import { proxyRefused } from './proxyFailure';
import { headersOf } from './requestHeaders';
import { answerOf } from './response';
import { doneOrClosed } from './settled';

/** So many interim answers (100 Continue, 103 Early Hints) are passed over. */
const MOST_INTERIM = 100;

/**
 * `init.body` is text, bytes or a form. `init.redirect: 'error'` rejects where an answer leads elsewhere. Rejects as the socket and
 * Node's HTTP client fail, with FailedRun when a proxy or a header is the reason, and with the signal's reason when that aborts; then the
 * connection is closed, in whatever state it was.
 */
export function httpFetch(way: Way = {}): RunHost['fetch'] {
  return async (url, init) => {
    const connected = whoWaits();
    const signal = init.signal ?? undefined;
    const target = new URL(url);
    if (!/^https?:$/.test(target.protocol)) throw new TypeError(`${target.protocol} is no protocol of the web`);
    const body = bytesOf(init.body);
    const proxy = target.protocol === 'http:' ? way.proxyFor?.(target) : undefined;
    const headers = { ...headersOf(init.headers, body, target), ...(proxy && proxyHeaders(proxy, way)) };
    const socket = await connectTo(target, way, signal);
    const request = orClosed(socket, () => {
      connected?.();
      return ask({
        method: init.method ?? 'GET',
        path: proxy ? `${target.origin}${target.pathname}${target.search}` : `${target.pathname}${target.search}`,
        headers,
        setHost: false,
        createConnection: () => socket,
      });
    });
    // As in the official runtime: who is asked is not told that the connection will not be used again.
    request.removeHeader('connection');
    return answered(request, body, socket, signal, (message) => {
      const { statusCode = 0, statusMessage = '' } = message;
      if (proxy && statusCode === 407) throw proxyRefused(proxy, target, statusCode, statusMessage);
      if (init.redirect === 'error' && statusCode >= 300 && statusCode < 400) {
        throw new TypeError(`unexpected redirect (${statusCode})`);
      }
      return answerOf(message, request, socket, signal);
    });
  };
}

/** Sends the request; what `take` makes of the beginning of the final answer, before anything can happen to the rest of it. */
function answered<T>(
  request: ClientRequest,
  body: Uint8Array | undefined,
  socket: Socket,
  signal: AbortSignal | undefined,
  take: (message: IncomingMessage) => T,
): Promise<T> {
  let interim = 0;
  return doneOrClosed<T>(
    [socket],
    signal,
    (waiting) => {
      const { done, fail } = waiting;
      request.on('error', fail);
      request.on('close', () => fail(hungUp()));
      request.on('information', () => {
        if (++interim > MOST_INTERIM)
          fail(coded('TOO_MANY_INTERIM_ANSWERS', `more than ${MOST_INTERIM} interim answers`));
      });
      request.on('upgrade', ({ statusCode = 101 }: IncomingMessage) =>
        fail(coded('HPE_INVALID_UPGRADE', `answered ${statusCode} ${STATUS_CODES[statusCode] ?? ''}, unasked`)),
      );
      request.on('response', (message) => {
        if (waiting.isOver) return;
        try {
          done(take(message));
        } catch (error) {
          fail(error);
        }
      });
      if (socket.destroyed) fail(signal?.aborted ? signal.reason : hungUp());
    },
    () => request.end(body),
  );
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

function bytesOf(body: RequestInit['body']): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(body.toString());
  if (body instanceof Uint8Array) return body;
  throw new TypeError('a body has to be text or bytes');
}
