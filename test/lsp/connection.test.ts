import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { DidChangeTextDocumentParams } from 'vscode-languageserver-protocol/node';
import { createConnection } from '../../server/src/lsp/connection';
import { StreamReader } from '../../server/src/lsp/streamReader';
import { eventually } from '../support/connection';

/** A server that is being built, a client of it, and the bytes to it. */
function joined() {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamReader(up), new StreamMessageWriter(down));
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.listen();
  const write = (...messages: readonly object[]) =>
    up.write(
      messages
        .map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))
        .map((content) => `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`)
        .join(''),
    );
  return { server, client, write, up };
}

const key = (version: number) => ({
  method: 'textDocument/didChange',
  params: { textDocument: { uri: 'a', version }, contentChanges: [{ text: String(version) }] },
});

describe('the connection', () => {
  it('handles keys that come at once as one, and each request where it stands', async () => {
    const { server, client, write } = joined();
    const handled: unknown[] = [];
    server.onNotification('textDocument/didChange', ({ textDocument, contentChanges }: DidChangeTextDocumentParams) =>
      handled.push([textDocument.version, contentChanges.map(({ text }) => text)]),
    );
    server.onRequest('textDocument/hover', ({ position }) => {
      handled.push(position.line);
      return null;
    });
    server.listen();
    const hover = (id: number) => ({ id, method: 'textDocument/hover', params: { position: { line: id } } });
    write(key(1), key(2), key(3), hover(100), hover(101), key(4), key(5));
    await eventually(() => handled.length === 4, 'all messages');
    assert.deepEqual(handled, [[3, ['1', '2', '3']], 100, 101, [5, ['4', '5']]]);
    client.dispose();
    server.dispose();
  });

  it('a cancellation overtakes what waits', async () => {
    const { server, client, write } = joined();
    const handled: unknown[] = [];
    server.onRequest('textDocument/hover', ({ position }, token) => {
      handled.push([position.line, token.isCancellationRequested]);
      return null;
    });
    server.listen();
    const hover = (id: number) => ({ id, method: 'textDocument/hover', params: { position: { line: id } } });
    write(
      hover(100),
      key(1),
      hover(101),
      { method: '$/cancelRequest', params: { id: 101 } },
      { method: '$/cancelRequest' },
    );
    write(hover(102));
    await eventually(() => handled.length === 3, 'all requests');
    assert.deepEqual(handled, [
      [100, false],
      [101, true],
      [102, false],
    ]);
    client.dispose();
    server.dispose();
  });

  it('refuses what it does not know, tells of what cannot be read, and goes on', async () => {
    const { server, client, write, up } = joined();
    const logged: unknown[] = [];
    client.onNotification('window/logMessage', (params) => void logged.push(params));
    server.onRequest('shutdown', () => null);
    server.listen();
    await assert.rejects(client.sendRequest('no/such', {}), /Unhandled method no\/such/);
    up.write('Content-Length: 1\r\n\r\n{');
    write({ jsonrpc: '2.0' });
    assert.equal(await client.sendRequest('shutdown'), null);
    const [line] = logged as { type: number; message: string }[];
    assert.equal(line?.type, 1);
    assert.match(line.message, /^A message could not be read or written: /);
    client.dispose();
    server.dispose();
    server.console.error('nobody is there');
  });
});
