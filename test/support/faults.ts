/**
 * Everything that can go wrong between a provider and us, on 127.0.0.1: a server of plain sockets, so that it can also say
 * what no HTTP library would.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Timeouts } from '../../server/src/runtime/transport/deadlines';

export interface Fault {
  /** What goes wrong, in words: the row of `docs/faults.md`. */
  readonly name: string;
  /** What the server does once it has the whole request; `again` counts requests from 0. */
  readonly act: (socket: Socket, again: number) => void | Promise<void>;
  /** Limits of the client, in milliseconds. */
  readonly limits?: Timeouts;
  /** Where the client is sent instead of to this server. */
  readonly url?: (port: number) => string;
}

export interface FaultServer {
  readonly url: string;
  readonly requests: () => readonly string[];
  /** Resolves when no connection is open any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** A server that does `fault` to whoever asks. */
export async function startFault(fault: Fault): Promise<FaultServer> {
  const requests: string[] = [];
  const open = new Set<Socket>();
  let quiet: (() => void)[] = [];
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      if (!open.size) for (const tell of quiet.splice(0)) tell();
    });
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    let received = '';
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      const [head, body] = received.split('\r\n\r\n', 2);
      const length = Number(/content-length: (\d+)/i.exec(head ?? '')?.[1] ?? 0);
      if (body === undefined || body.length < length) return;
      const again = requests.push(received) - 1;
      received = '';
      void fault.act(socket, again);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  if (fault.name === NOBODY) await close();
  return {
    url: fault.url?.(port) ?? `http://127.0.0.1:${port}`,
    requests: () => requests,
    idle: () => (open.size ? new Promise((resolve) => (quiet = [...quiet, resolve])) : Promise.resolve()),
    close: fault.name === NOBODY ? () => Promise.resolve() : close,
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const EVENTS = 'content-type: text/event-stream';
const JSON_TYPE = 'content-type: application/json';
const CHUNKED = 'transfer-encoding: chunked';

/** The connection is kept for so short that it is not worth keeping: then it can be seen whether it was let go of. */
function head(status: string, ...headers: readonly string[]): string {
  const all = status.startsWith('1') ? headers : [...headers, 'connection: keep-alive', 'keep-alive: timeout=1'];
  return `HTTP/1.1 ${status}\r\n${all.map((header) => `${header}\r\n`).join('')}\r\n`;
}

function chunk(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

const LAST_CHUNK = '0\r\n\r\n';
/** An event with every member that OpenAI sends, so that a strict reader takes it too. */
function event(delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  const chunk = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', choices };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

const HELLO = event({ content: 'Hel' }) + event({ content: 'lo' });
const FINISH = event({}, 'stop');
const STOP = `${FINISH}data: [DONE]\n\n`;
/** A stream begins. */
const BEGIN = head('200 OK', EVENTS, CHUNKED);

/** A whole answer with a length. */
function whole(status: string, body: string | Buffer, ...headers: readonly string[]): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(head(status, `content-length: ${bytes.length}`, ...headers)), bytes]);
}

const sends =
  (...pieces: readonly (string | Buffer)[]) =>
  (socket: Socket): void => {
    for (const piece of pieces) socket.write(piece);
  };

const sendsAndEnds =
  (...pieces: readonly (string | Buffer)[]) =>
  (socket: Socket): void => {
    sends(...pieces)(socket);
    socket.end();
  };

/** Sends, and when that has arrived does something to the connection. */
const sendsThen =
  (then: (socket: Socket) => void, ...pieces: readonly (string | Buffer)[]) =>
  async (socket: Socket): Promise<void> => {
    sends(...pieces)(socket);
    await pause(40);
    then(socket);
  };

const errorBody = (message: string): string => JSON.stringify({ error: { message } });
const status = (line: string, message: string, ...headers: readonly string[]): Fault => ({
  name: [line, ...headers].join(', '),
  act: sends(whole(line, errorBody(message), JSON_TYPE, ...headers)),
});

const NOBODY = 'nobody listens';
/** Sends the same again and again, as fast as it is taken. */
const endless =
  (first: string, bytes: string | Buffer) =>
  (socket: Socket): void => {
    socket.write(first);
    const more = (): void => {
      let takes = true;
      while (takes && !socket.destroyed && socket.writable) takes = socket.write(bytes);
      if (!socket.destroyed) setTimeout(more, 5);
    };
    more();
  };

export const FAULTS: readonly Fault[] = [
  { name: NOBODY, act: () => undefined },
  { name: 'there is no such host', act: () => undefined, url: () => 'http://no-such-host.invalid' },
  {
    name: 'a secure connection that is never agreed on, connect 60 ms',
    act: () => undefined,
    url: (port) => `https://127.0.0.1:${port}`,
    limits: { connect: 60 },
  },
  { name: 'closed without a word', act: (socket) => void socket.end() },
  { name: 'reset without a word', act: (socket) => void socket.resetAndDestroy() },
  { name: 'no HTTP', act: sends('SSH-2.0-OpenSSH_9.6\r\n') },
  { name: 'closed inside the headers', act: sendsAndEnds('HTTP/1.1 200 OK\r\ncontent-ty') },
  { name: 'headers without end', act: endless('HTTP/1.1 200 OK\r\n', 'x-more: and more and more\r\n') },
  { name: 'silence before the headers, request 80 ms', act: () => undefined, limits: { request: 80 } },
  { name: 'silence after the headers, first token 80 ms', act: sends(BEGIN), limits: { firstToken: 80 } },
  { name: 'silence in the middle, idle 80 ms', act: sends(BEGIN, chunk(HELLO)), limits: { idle: 80 } },
  {
    name: 'comments without end, request 200 ms',
    act: endless(BEGIN, chunk(': still here\n\n')),
    limits: { request: 200 },
  },
  {
    name: 'one byte at a time',
    act: async (socket) => {
      socket.write(BEGIN);
      for (const byte of Buffer.from(HELLO + STOP)) {
        socket.write(chunk(Buffer.from([byte])));
        await new Promise((resolve) => setImmediate(resolve));
      }
      socket.write(LAST_CHUNK);
    },
  },
  { name: 'closed in the middle', act: sendsThen((socket) => socket.destroy(), BEGIN, chunk(HELLO)) },
  { name: 'half closed in the middle', act: sendsThen((socket) => void socket.end(), BEGIN, chunk(HELLO)) },
  {
    name: 'half closed in the middle, with `connection: close`',
    act: sendsThen(
      (socket) => void socket.end(),
      `HTTP/1.1 200 OK\r\nconnection: close\r\n${CHUNKED}\r\n${EVENTS}\r\n\r\n`,
      chunk(HELLO),
    ),
  },
  { name: 'reset in the middle', act: sendsThen((socket) => void socket.resetAndDestroy(), BEGIN, chunk(HELLO)) },
  { name: 'less than its length says', act: sendsAndEnds(head('200 OK', EVENTS, 'content-length: 9999'), HELLO) },
  { name: 'a wrong chunk length', act: sends(BEGIN, chunk(HELLO), 'zz\r\n') },
  { name: 'no length, ended inside an event', act: sendsAndEnds(head('200 OK', EVENTS), HELLO, 'data: {"choi') },
  { name: 'no length, ended between two events', act: sendsAndEnds(head('200 OK', EVENTS), HELLO) },
  { name: 'no [DONE]', act: sends(BEGIN, chunk(HELLO + FINISH), LAST_CHUNK) },
  { name: '[DONE], then more', act: sends(BEGIN, chunk(HELLO + STOP + event({ content: ' again' })), LAST_CHUNK) },
  { name: '[DONE], and the connection stays open', act: sends(BEGIN, chunk(HELLO + STOP)) },
  { name: 'trailers after the chunks', act: sends(BEGIN, chunk(HELLO + STOP), '0\r\nx-checksum: 1\r\n\r\n') },
  {
    name: '103 before the answer',
    act: sends(head('103 Early Hints', 'link: </a>'), BEGIN, chunk(HELLO + STOP), LAST_CHUNK),
  },
  {
    name: '100 and 102 before the answer',
    act: sends(head('100 Continue'), head('102 Processing'), BEGIN, chunk(HELLO + STOP), LAST_CHUNK),
  },
  {
    name: 'interim answers without end',
    act: endless('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(500)),
  },
  {
    name: '101 Switching Protocols, unasked',
    act: sends('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
  },
  {
    name: 'chunks and `connection: close`, ended as it should, without a finish reason',
    act: sendsAndEnds(
      `HTTP/1.1 200 OK\r\nconnection: close\r\n${CHUNKED}\r\n${EVENTS}\r\n\r\n`,
      chunk(HELLO),
      LAST_CHUNK,
    ),
  },
  {
    name: 'packed with gzip',
    act: sends(whole('200 OK', gzipSync(HELLO + STOP), EVENTS, 'content-encoding: gzip')),
  },
  {
    name: 'said to be gzip, and is not',
    act: sends(whole('200 OK', HELLO + STOP, EVENTS, 'content-encoding: gzip')),
  },
  { name: 'a stream said to be a web page', act: sends(whole('200 OK', HELLO + STOP, 'content-type: text/html')) },
  {
    name: 'a web page',
    act: sends(whole('200 OK', '<!doctype html><title>Log in</title>', 'content-type: text/html')),
  },
  {
    name: 'a whole answer in place of a stream',
    act: sends(
      whole(
        '200 OK',
        JSON.stringify({
          ...{ id: 'x', object: 'chat.completion', created: 1, model: 'm' },
          choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
        }),
        JSON_TYPE,
      ),
    ),
  },
  { name: 'another JSON in place of a stream', act: sends(whole('200 OK', '{"ok":true}', JSON_TYPE)) },
  { name: '200 without a body', act: sends(whole('200 OK', '', EVENTS)) },
  { name: '204 No Content', act: sends(head('204 No Content')) },
  { name: 'an event that is not JSON', act: sends(whole('200 OK', HELLO + 'data: {oops}\n\n' + STOP, EVENTS)) },
  {
    name: 'bytes that are no UTF-8',
    act: sends(whole('200 OK', Buffer.from(HELLO.replace('lo', 'l\xff') + STOP, 'latin1'), EVENTS)),
  },
  {
    name: 'an error inside the stream',
    act: sends(whole('200 OK', HELLO + `data: ${errorBody('overloaded')}\n\n`, EVENTS)),
  },
  {
    name: 'an event of 50 MB',
    act: async (socket) => {
      socket.write(BEGIN);
      socket.write(
        chunk(
          HELLO + 'data: {"id":"x","object":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"',
        ),
      );
      const megabyte = chunk('x'.repeat(1 << 20));
      for (let sent = 0; sent < 50 && !socket.destroyed; sent++) {
        socket.write(megabyte);
        while (!socket.destroyed && socket.writableLength > 0) await pause(1);
      }
      if (!socket.destroyed) socket.end(Buffer.concat([chunk(`"}}]}\n\n${STOP}`), Buffer.from(LAST_CHUNK)]));
    },
  },
  {
    name: 'a stream of events without end',
    act: endless(BEGIN, chunk(event({ content: 'and more '.repeat(8192) }))),
  },
  { name: 'a line without end', act: endless(head('200 OK', EVENTS, CHUNKED), chunk(': and more '.repeat(8192))) },
  {
    name: 'an event nested 50,000 deep',
    act: sends(BEGIN, chunk(`${HELLO}data: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n\n${STOP}`), LAST_CHUNK),
  },
  {
    name: 'redirected to itself, without end',
    act: sends(whole('307 Temporary Redirect', '', 'location: /v1/chat/completions')),
  },
  {
    name: 'redirected to another host',
    act: sends(whole('307 Temporary Redirect', '', 'location: http://127.0.0.2:9/v1')),
  },
  { name: 'redirected to a GET', act: sends(whole('302 Found', '', 'location: /login')) },
  status('400 Bad Request', 'unknown field `modle`'),
  status('401 Unauthorized', 'Incorrect API key provided'),
  status('403 Forbidden', 'no access to this model'),
  status('404 Not Found', 'The model does not exist'),
  status('408 Request Timeout', 'took too long'),
  status('409 Conflict', 'already running'),
  status('413 Payload Too Large', 'the prompt is too long'),
  status('429 Too Many Requests', 'Rate limit reached'),
  status('429 Too Many Requests', 'Rate limit reached', 'retry-after: 20'),
  status('500 Internal Server Error', 'it broke'),
  status('503 Service Unavailable', 'loading', 'retry-after: 5'),
  status('529 Overloaded', 'Overloaded'),
  {
    name: '502 with a web page',
    act: sends(whole('502 Bad Gateway', '<html><title>Bad Gateway</title></html>', 'content-type: text/html')),
  },
  {
    name: '500, then silence in the middle of its body',
    act: sends(head('500 Internal Server Error', 'content-length: 900', JSON_TYPE), '{"error":{"message":"it br'),
  },
  { name: '500 without a body', act: sends(whole('500 Internal Server Error', '')) },
  {
    name: '500 with a body without end',
    act: endless(head('500 Internal Server Error', CHUNKED), chunk('x'.repeat(4096))),
  },
];
