/** Servers on 127.0.0.1 that take a connection and then keep quiet, each at another moment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentServer {
  readonly port: number;
  /** Resolves when connection number `index` has come as far as it is let. */
  reached(index?: number): Promise<SilentConnection>;
  close(): Promise<void>;
}

export interface SilentConnection {
  /** Everything that was said to the server. */
  readonly heard: () => string;
  /** Resolves when the connection is closed, from whatever side. */
  readonly closed: Promise<void>;
}

/** Takes a connection, hears its first bytes (a ClientHello, a CONNECT) and says nothing. */
export function startMute(): Promise<SilentServer> {
  return start((_socket, _heard, reached) => reached());
}

/** A proxy that grants a CONNECT, and then says nothing: neither to the TLS inside the tunnel. */
export function startMuteTunnel(): Promise<SilentServer> {
  return start((socket, heard, reached) => {
    if (heard.startsWith('CONNECT ') && heard.endsWith('\r\n\r\n')) socket.write('HTTP/1.1 200 OK\r\n\r\n');
    else if (!heard.endsWith('\r\n\r\n') && heard.includes('\r\n\r\n')) reached();
  });
}

async function start(hear: (socket: Socket, heard: string, reached: () => void) => void): Promise<SilentServer> {
  const found: SilentConnection[] = [];
  const waiting: (() => void)[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    let heard = '';
    let isReached = false;
    open.add(socket);
    const closed = new Promise<void>((resolve) =>
      socket.on('close', () => {
        open.delete(socket);
        resolve();
      }),
    );
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      hear(socket, heard, () => {
        if (isReached) return;
        isReached = true;
        found.push({ heard: () => heard, closed });
        for (const wake of waiting.splice(0)) wake();
      });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async reached(index = 0) {
      while (found.length <= index) await new Promise<void>((resolve) => waiting.push(resolve));
      return found[index]!;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** A port where connecting goes on for ever: a process listens that never takes what waits, and no more may wait. */
export async function startBlackhole(): Promise<{ readonly port: number; close(): void }> {
  const script = `const server = require('net').createServer();
    server.listen(0, '127.0.0.1', 1, () => {
      require('fs').writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(said.toString());
  const fillers: Socket[] = [];
  for (let isFull = false; !isFull;) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    fillers.push(socket);
    isFull = await Promise.race([
      once(socket, 'connect').then(() => false),
      // A busy machine is late with both: what has come in the meantime is heard before.
      new Promise<boolean>((resolve) => setTimeout(() => setImmediate(() => resolve(true)), 300)),
    ]);
  }
  return {
    port,
    close() {
      for (const socket of fillers) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
