import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Frames } from '../../server/src/lsp/frames';

/** What is read of pieces: contents as text, errors as `!`. */
function read(pieces: readonly Uint8Array[]): string[] {
  const frames = new Frames();
  return pieces.flatMap((piece) =>
    [...frames.read(piece)].map((one) => (one instanceof Error ? '!' : one.toString('utf8'))),
  );
}

function framed(content: string, header = ''): Buffer {
  return Buffer.from(`Content-Length: ${Buffer.byteLength(content)}\r\n${header}\r\n${content}`);
}

/** A stream cut at some places. */
function cut(whole: Buffer, places: readonly number[]): Uint8Array[] {
  const at = [0, ...[...places].map((place) => place % (whole.length + 1)).sort((a, b) => a - b), whole.length];
  return at.slice(1).map((end, i) => whole.subarray(at[i]!, end));
}

describe('frames', () => {
  it('are the same however the stream is cut, also through a character', () => {
    const content = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('{"ü":"😀"}'), fc.constant(''));
    fc.assert(
      fc.property(fc.array(content), fc.array(fc.nat(500)), (contents, places) => {
        const whole = Buffer.concat(contents.map((one) => framed(one)));
        const told = contents.map((one) => Buffer.from(one).toString('utf8'));
        assert.deepEqual(read(cut(whole, places)), told);
      }),
    );
  });

  it('any bytes end in errors, and never in an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat(300)), (bytes, places) => {
        const whole = Buffer.concat([Buffer.from(bytes), Buffer.from('\r\n\r\n')]);
        assert.deepEqual(read(cut(whole, places)), read([whole]));
      }),
    );
  });

  it('what has no length is an error, and what follows is read', () => {
    const bad = ['Content-Type: x\r\n\r\n', 'Content-Length: x\r\n\r\n', 'Content-Length: -1\r\n\r\n', '\r\n\r\n'];
    for (const one of bad) {
      assert.deepEqual(read([framed('a'), Buffer.from(one), framed('b')]), ['a', '!', 'b'], JSON.stringify(one));
    }
  });

  it('other lines of a header do not matter, nor does how the length is written', () => {
    assert.deepEqual(read([framed('a', 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n')]), ['a']);
    assert.deepEqual(read([Buffer.from('X: 1\r\ncontent-length:1 \r\n\r\na')]), ['a']);
  });

  it('a header without an end is not kept', () => {
    const noise = Buffer.alloc(100_000, 'x');
    assert.deepEqual(read([noise, Buffer.from('\r\n\r\n'), framed('a')]).at(-1), 'a');
    const frames = new Frames();
    let errors = 0;
    for (let i = 0; i < 50; i++) for (const _ of frames.read(noise)) errors++;
    assert.equal(errors, 50);
  });

  it('a large content costs what it is long, whatever pieces it comes in', () => {
    const content = 'x'.repeat(4_000_000);
    const whole = framed(content);
    const pieces = Array.from({ length: Math.ceil(whole.length / 64) }, (_, i) => whole.subarray(i * 64, i * 64 + 64));
    const [told] = read(pieces);
    assert.equal(told?.length, content.length);
  });
});
