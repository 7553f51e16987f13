/**
 * Connections that can be given up at every moment: a socket that is still being connected, is agreeing on TLS or waits for a
 * proxy is closed as soon as its signal aborts. Each is used for one request.
 */
import { request } from 'node:http';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { FailedRun } from '../../runtime/errors';
import { proxyFailed, proxyRefused } from './proxyFailure';
import { headerValue } from './requestHeaders';
import { doneOrClosed } from './settled';

/** What counts for every connection of a run. */
export interface Way {
  /** The proxy to ask for what is at `target`; undefined: `target` itself is asked. */
  readonly proxyFor?: (target: URL) => URL | undefined;
  /** The header that says to a proxy who asks; without it, name and password in the proxy's address do. */
  readonly proxyAuthorization?: string;
  /** False: certificates are not checked; else as Node is set up. */
  readonly strictSSL?: boolean;
  /** Certificates that are trusted, asked for when TLS begins; those of Node unless given. */
  readonly trusted?: () => SecureContext | undefined;
  /** Finds the address of a host that is connected to without a proxy. */
  readonly lookup?: LookupFunction;
}

/** Time without traffic after which the system asks whether the other side is still there, in milliseconds. */
const SIGN_OF_LIFE_MS = 60_000;

/**
 * A connection to `target`, over its own TLS for `https:`. Rejects as the socket fails, with FailedRun when a proxy or
 * the certificates to trust are the reason, and with the signal's reason when that aborts. Then no socket is left.
 */
export async function connectTo(target: URL, way: Way, signal?: AbortSignal): Promise<Socket> {
  const proxy = way.proxyFor?.(target);
  if (!proxy) {
    const socket = await plain(target, way.lookup, signal);
    return target.protocol === 'https:' ? secured(socket, target, way, signal) : socket;
  }
  const headers = proxyHeaders(proxy, way);
  const socket = await connectToProxy(proxy, way, signal);
  if (target.protocol === 'http:') return socket;
  return secured(await tunnelled(socket, proxy, target, headers, signal), target, way, signal);
}

/** What `act` gives. When it throws, `socket` is closed: nobody else has it yet. */
export function orClosed<T>(socket: Socket, act: () => T): T {
  try {
    return act();
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** The header for a proxy that asks who is there. Throws FailedRun for one that cannot be sent. */
export function proxyHeaders(proxy: URL, { proxyAuthorization }: Way): Readonly<Record<string, string>> {
  if (proxyAuthorization !== undefined) {
    const set = 'in the setting `http.proxyAuthorization`';
    return { 'proxy-authorization': headerValue('proxy-authorization', proxyAuthorization, set) };
  }
  if (!proxy.username && !proxy.password) return {};
  const person = [proxy.username, proxy.password].map(decoded).join(':');
  return { 'proxy-authorization': `Basic ${Buffer.from(person).toString('base64')}` };
}

async function connectToProxy(proxy: URL, way: Way, signal: AbortSignal | undefined): Promise<Socket> {
  try {
    const socket = await plain(proxy, undefined, signal);
    return proxy.protocol === 'https:' ? await secured(socket, proxy, way, signal) : socket;
  } catch (error) {
    throw signal?.aborted || error instanceof FailedRun ? error : proxyFailed(error, proxy);
  }
}

function plain(to: URL, lookup: LookupFunction | undefined, signal: AbortSignal | undefined): Promise<Socket> {
  signal?.throwIfAborted();
  const port = Number(to.port) || (to.protocol === 'https:' ? 443 : 80);
  const socket = connectTcp({ host: hostOf(to), port, ...(lookup && { lookup }) });
  socket.setNoDelay(true).setKeepAlive(true, SIGN_OF_LIFE_MS);
  return opened(socket, 'connect', signal);
}

function secured(socket: Socket, to: URL, way: Way, signal: AbortSignal | undefined): Promise<Socket> {
  const host = hostOf(to);
  const secure = orClosed(socket, () => {
    const secureContext = trustedBy(way);
    return connectTls({
      socket,
      host,
      // A number is no name to ask for.
      servername: isIP(host) ? '' : host,
      ALPNProtocols: ['http/1.1'],
      ...(way.strictSSL === false && { rejectUnauthorized: false }),
      ...(secureContext && { secureContext }),
    });
  });
  return opened(secure, 'secureConnect', signal, socket);
}

function trustedBy({ trusted }: Way): SecureContext | undefined {
  try {
    return trusted?.();
  } catch (error) {
    throw new FailedRun({
      kind: 'configuration',
      message: `The certificates of the system could not be read (${error instanceof Error ? error.message : String(error)}).`,
      hint: 'To do without them, turn `http.systemCertificates` off.',
    });
  }
}

/** Asks the proxy to pass on everything that comes. */
function tunnelled(
  socket: Socket,
  proxy: URL,
  target: URL,
  proxyHeaders: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<Socket> {
  const authority = target.port ? target.host : `${target.host}:443`;
  const headers = { host: authority, ...proxyHeaders };
  const ask = orClosed(socket, () =>
    request({ method: 'CONNECT', path: authority, headers, createConnection: () => socket }),
  );
  return doneOrClosed<Socket>(
    [socket],
    signal,
    ({ done, fail }) => {
      ask.once('connect', ({ statusCode = 0, statusMessage = '' }, _, early) => {
        if (statusCode < 200 || statusCode > 299) return fail(proxyRefused(proxy, target, statusCode, statusMessage));
        if (early.length) socket.unshift(early);
        done(socket);
      });
      ask.on('error', (error) => fail(proxyFailed(error, proxy)));
      ask.once('response', () => fail(proxyFailed(undefined, proxy)));
    },
    () => ask.end(),
  );
}

/** The socket once `event` has come. When it does not, it is closed, and with it the one `below`. */
function opened(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal | undefined,
  below?: Socket,
): Promise<Socket> {
  // Whatever becomes of it later, somebody listens.
  socket.on('error', () => undefined);
  return doneOrClosed<Socket>(below ? [socket, below] : [socket], signal, ({ done, fail }) => {
    socket.once(event, () => done(socket));
    socket.once('error', fail);
    socket.once('close', () => fail(hungUp()));
  });
}

/** A connection that was closed by the other side before what was waited for had come. */
export function hungUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
