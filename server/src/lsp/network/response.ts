/** An answer of Node's HTTP client as the web's `Response`. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { unpacked } from './contentEncoding';

/** Bytes that may wait to be read; then the other side has to wait. */
const MOST_WAITING = 64 * 1024;
/** Answers that have no body. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * Throws for a status that does not exist. The body breaks off with the signal's reason when that aborts, and as the connection
 * fails; then, when it is cancelled, and when it has ended, the connection is closed.
 */
export function answerOf(
  message: IncomingMessage,
  request: ClientRequest,
  socket: Socket,
  signal: AbortSignal | undefined,
): Response {
  const { statusCode: status = 0, statusMessage = '' } = message;
  // Some of what a status line may hold a `Response` may not.
  const init = {
    status,
    statusText: statusMessage.replace(/[^\t\x20-\x7e\x80-\xff]/g, ''),
    headers: headersOf(message),
  };
  if (status > 599) {
    throw Object.assign(new Error(`the status ${status}`), { code: 'HPE_INVALID_STATUS' });
  }
  if (!WITHOUT_BODY.includes(status)) return new Response(bodyOf(message, request, socket, signal), init);
  socket.destroy();
  return new Response(null, init);
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    try {
      headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
    } catch {
      // What the web would not call a header is none that anybody looks for.
    }
  }
  return headers;
}

function bodyOf(
  message: IncomingMessage,
  request: ClientRequest,
  socket: Socket,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const bytes = unpacked(message);
  const waiting: Buffer[] = [];
  let size = 0;
  let reason: unknown;
  let ending: { readonly error?: unknown } | undefined;
  let arrived = (): void => undefined;
  /** What has come before the end is still given. */
  const end = (how: { readonly error?: unknown }): void => {
    if (ending) return;
    ending = how;
    signal?.removeEventListener('abort', abort);
    if ('error' in how) {
      socket.destroy();
      // What it has unpacked and not given is nobody's.
      bytes.destroy();
    }
    arrived();
  };
  let abort = (): void => undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        bytes.on('data', (chunk: Buffer) => {
          if (ending) return;
          waiting.push(chunk);
          size += chunk.length;
          if (size >= MOST_WAITING) bytes.pause();
          arrived();
        });
        bytes.on('end', () => end({}));
        // The request says what was wrong with the answer; then the message, that it is not whole, behind what had come of it.
        request.on('error', (error) => (reason ??= error));
        for (const source of [bytes, message]) source.on('error', (error) => end({ error: reason ?? error }));
        bytes.on('close', () => end({ error: Object.assign(new Error('aborted'), { code: 'ECONNRESET' }) }));
        // Who gives up does not want the rest.
        abort = () => {
          waiting.length = 0;
          end({ error: signal?.reason as unknown });
          controller.error(signal?.reason);
        };
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      },
      async pull(controller) {
        while (!waiting.length && !ending) await new Promise<void>((resolve) => (arrived = resolve));
        const chunk = waiting.shift();
        if (chunk) {
          size -= chunk.length;
          if (size < MOST_WAITING) bytes.resume();
          controller.enqueue(chunk);
        } else if (ending && 'error' in ending) controller.error(ending.error);
        else controller.close();
      },
      cancel: () => end({ error: undefined }),
    },
    // Nothing waits twice.
    { highWaterMark: 0 },
  );
}
