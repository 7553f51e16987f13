/** A provider on 127.0.0.1 for tests: real HTTP, scripted answers, and a note of every connection that was closed. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Resolves when the connection is closed before the answer was complete, with `performance.now()`. */
  readonly hungUp: Promise<number>;
}

export interface LoopbackProvider {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Resolves when request number `index` has come. */
  request(index: number): Promise<ReceivedRequest>;
  close(): Promise<void>;
}

export type Answerer = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

/** Answers every request with `answer`. */
export async function startProvider(answer: Answerer): Promise<LoopbackProvider> {
  const requests: ReceivedRequest[] = [];
  const waiting: (() => void)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const hungUp = new Promise<number>((resolve) =>
        response.on('close', () => {
          if (!response.writableFinished) resolve(performance.now());
        }),
      );
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(parts).toString('utf8'),
        hungUp,
      };
      requests.push(request);
      for (const wake of waiting.splice(0)) wake();
      void answer(response, request);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async request(index) {
      while (requests.length <= index) await new Promise<void>((resolve) => waiting.push(resolve));
      return requests[index]!;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A provider for the time of `use`. */
export async function withProvider<T>(answer: Answerer, use: (provider: LoopbackProvider) => Promise<T>): Promise<T> {
  const provider = await startProvider(answer);
  try {
    return await use(provider);
  } finally {
    await provider.close();
  }
}

export const EVENT_STREAM = { 'content-type': 'text/event-stream; charset=utf-8' };

/** One event of OpenAI's chat stream. */
export function chatEvent(content: string, more: Readonly<Record<string, unknown>> = {}): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }], ...more })}\n\n`;
}

export const CHAT_STOP = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`;

/** Answers with a whole stream in one write. */
export function answersWith(...pieces: readonly string[]): Answerer {
  return (response) => {
    response.writeHead(200, EVENT_STREAM);
    response.end(pieces.map((piece) => chatEvent(piece)).join('') + CHAT_STOP);
  };
}

/** Answers with a status and a body. */
export function answersStatus(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Answerer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
}
