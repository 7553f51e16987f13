import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { transportOf } from '../../server/src/lsp/transport';

describe('a client that listens', () => {
  const pipe =
    process.platform === 'win32' ? '\\\\.\\pipe\\baml-live' : path.join(tmpdir(), `baml-live-${process.pid}`);
  const ways: readonly [string, string | number, (port: number) => readonly string[]][] = [
    ['--socket=PORT', 0, (port) => [`--socket=${port}`]],
    ['--socket PORT', 0, (port) => ['--socket', String(port)]],
    ['--pipe=NAME', pipe, () => [`--pipe=${pipe}`]],
  ];
  for (const [way, address, args] of ways) {
    it(`is reached with ${way}`, async () => {
      const listener = createServer();
      await new Promise<void>((resolve) => listener.listen(address, resolve));
      const port = (listener.address() as AddressInfo).port;
      const joined = new Promise<string>((resolve) =>
        listener.once('connection', (socket) => {
          const client = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
          client.listen();
          resolve(client.sendRequest('ping', 'ü').finally(() => client.end()) as Promise<string>);
        }),
      );
      const { reader, writer } = transportOf(args(port), process);
      const server = createMessageConnection(reader, writer);
      const closed = new Promise<void>((resolve) => server.onClose(resolve));
      server.onRequest('ping', (word: string) => word + '!');
      server.listen();
      assert.equal(await joined, 'ü!');
      await closed;
      server.dispose();
      listener.close();
    });
  }
});
