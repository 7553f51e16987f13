/** A server on 127.0.0.1 that speaks bytes, not HTTP: what it says is the test's. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Takes connections with `take` while `use` goes on, and closes what is left of them. `taken`: all of them, in order. */
export async function withSockets<T>(
  take: (socket: Socket) => void,
  use: (port: number, taken: readonly Socket[]) => Promise<T>,
): Promise<T> {
  const taken: Socket[] = [];
  const server = createServer((socket) => {
    taken.push(socket.on('error', () => undefined));
    take(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port, taken);
  } finally {
    server.close();
    for (const socket of taken) socket.destroy();
  }
}
