import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { writeWholeMessages } from '../../server/src/lsp/wholeMessages';

/** A stream, and the pieces that were written to it. */
function collected() {
  const pieces: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      pieces.push(chunk.toString('utf8'));
      done();
    },
  });
  writeWholeMessages(stream);
  return { stream, pieces };
}

describe('messages', () => {
  it('are written whole, in order', async () => {
    const { stream, pieces } = collected();
    const writer = new StreamMessageWriter(stream);
    const messages = ['one', 'zwei ü'].map((method) => ({ jsonrpc: '2.0', method }));
    await Promise.all(messages.map((message) => writer.write(message)));
    assert.deepEqual(
      pieces,
      messages.map((message) => {
        const content = JSON.stringify(message);
        return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
      }),
    );
  });

  it('are told to be written when they are, and other text passes', async () => {
    const { stream, pieces } = collected();
    await new Promise<void>((resolve) => stream.write('Content-Length: 2\r\n\r\n', 'ascii', () => resolve()));
    assert.deepEqual(pieces, []);
    await new Promise<void>((resolve) => stream.write('{}', () => resolve()));
    await new Promise<void>((resolve) => stream.write('anything', () => resolve()));
    assert.deepEqual(pieces, ['Content-Length: 2\r\n\r\n{}', 'anything']);
  });
});
