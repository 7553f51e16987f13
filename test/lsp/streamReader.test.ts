import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { StreamReader } from '../../server/src/lsp/streamReader';

const framed = (content: string) => `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;

/** A reader, and everything it tells. */
function listening(heard: (message: unknown) => void = () => undefined) {
  const stream = new PassThrough();
  const reader = new StreamReader(stream);
  const told: unknown[] = [];
  reader.onError((error) => void told.push(error.name));
  reader.onClose(() => void told.push('closed'));
  const listener = reader.listen((message) => {
    told.push(message);
    heard(message);
  });
  return { stream, told, listener };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the reader of a stream', () => {
  it('hears all messages that come at once in the same turn', () => {
    const { stream, told } = listening();
    stream.emit('data', Buffer.from(framed('{"id":1}') + framed('{"id":2}') + framed('{"id":3}').slice(0, -1)));
    assert.deepEqual(told, [{ id: 1 }, { id: 2 }]);
    stream.emit('data', Buffer.from('}'));
    assert.deepEqual(told, [{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it('what cannot be read or handled does not keep what follows from being heard', () => {
    const { stream, told } = listening((message) => {
      if ((message as { id: number }).id === 1) throw new TypeError('no');
    });
    stream.emit('data', Buffer.from(framed('{') + framed('{"id":1}') + 'X: y\r\n\r\n' + framed('{"id":2}')));
    assert.deepEqual(told, ['SyntaxError', { id: 1 }, 'TypeError', 'Error', { id: 2 }]);
  });

  it('says once that the stream has ended, and nothing after it was disposed', async () => {
    const { stream, told, listener } = listening();
    stream.end(framed('{"id":1}'));
    stream.resume();
    await turn();
    stream.destroy();
    await turn();
    assert.deepEqual(told, [{ id: 1 }, 'closed']);
    listener.dispose();
    stream.emit('data', Buffer.from(framed('{"id":2}')));
    assert.equal(told.length, 2);
  });
});
