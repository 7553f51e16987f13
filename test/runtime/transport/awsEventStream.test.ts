/** Frames of AWS's event stream; whole answers are in `answer.test.ts`. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { awsEventStream } from '../../../server/src/runtime/transport/awsEventStream';
import { awsEvent, awsFrame, awsFrameOf } from '../../support/awsFrames';

describe('aws event stream', () => {
  const a = awsEvent('a', { x: '世界' });
  const b = awsEvent('b', {});

  it('gives events, however they are cut', () => {
    const exception = awsFrame(
      { ':message-type': 'exception', ':exception-type': 'throttlingException' },
      '{"message":"m"}',
    );
    const error = awsFrame({ ':message-type': 'error', ':error-code': '500', ':error-message': 'broken' }, '');
    const bytes = Buffer.concat([a, b, exception, error]);
    const seen = [
      'a {"x":"世界"}',
      'b {}',
      'error throttlingException {"message":"m"}',
      'error 500 {"message":"broken"}',
    ];
    assert.deepEqual(read(bytes, [bytes.length]), seen);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }), (sizes) => {
        assert.deepEqual(read(bytes, sizes), seen);
      }),
    );
  });

  it('skips headers of every type', () => {
    const number = (bytes: number, type: number): number[] => [1, 110, type, ...Array<number>(bytes).fill(9)];
    const sized = (type: number): number[] => [1, 115, type, 0, 3, 1, 2, 3];
    const fixed = [0, 0, 1, 2, 4, 8].flatMap((bytes, type) => number(bytes, type));
    const headers = Buffer.concat([
      Buffer.from([...fixed, ...sized(6), ...number(8, 8), ...number(16, 9)]),
      Buffer.from([11, ...Buffer.from(':event-type'), 7, 0, 1, 97]),
    ]);
    assert.deepEqual(read(awsFrameOf(headers, Buffer.from('{}')), [7]), ['a {}']);
  });

  const damaged: [name: string, bytes: Uint8Array, seen: string[]][] = [
    [
      'a frame that is cut off',
      Buffer.concat([a, b.subarray(0, 20)]),
      ['a {"x":"世界"}', 'The answer stops in the middle of an event.'],
    ],
    ['a cut inside the very first frame', b.subarray(0, 20), ['foreign']],
    ['a wrong byte', flipped(Buffer.concat([a, b]), a.length + 30), ['a {"x":"世界"}', 'damaged: checksum']],
    ['a wrong length', flipped(Buffer.concat([a, b]), a.length), ['a {"x":"世界"}', 'damaged: checksum']],
    ['no frames at all', Buffer.from('{"message":"no such model"}'), ['foreign']],
    ['headers that are none', awsFrameOf(Buffer.from([200, 1, 2]), Buffer.from('{}')), ['lengths']],
    ['a header of no known type', awsFrameOf(Buffer.from([1, 97, 77, 0, 0]), Buffer.from('{}')), ['lengths']],
    ['a header longer than the headers', awsFrameOf(Buffer.from([1, 97, 7, 9, 9]), Buffer.from('{}')), ['lengths']],
    ['a frame that is too long', awsFrameOf(Buffer.alloc(0), Buffer.alloc(5000, ' ')), ['too long']],
    ['nothing', Buffer.alloc(0), []],
  ];
  for (const [name, bytes, seen] of damaged) {
    it(name, () => {
      for (const size of [bytes.length || 1, 1, 7]) assert.deepEqual(read(bytes, [size]), seen);
    });
  }

  it('reads any bytes without throwing, and asks for no memory', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(Buffer.concat([a, bytes]), [50, 3, 1, 90])),
    );
  });

  it('does not copy a long frame for every byte of it', () => {
    const frame = awsEvent('long', { text: 'x'.repeat(400_000) });
    let events = 0;
    const stream = awsEventStream({ event: () => events++, tooLong: () => undefined });
    const begin = performance.now();
    for (let at = 0; at < frame.length; at++) stream.feed(frame.subarray(at, at + 1));
    assert.equal(events, 1);
    assert.ok(performance.now() - begin < 5000);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 0xff;
  return copy;
}

/** What is told about `bytes`, cut into pieces of `sizes`, over and over. */
function read(bytes: Uint8Array, sizes: readonly number[]): string[] {
  const seen: string[] = [];
  const stream = awsEventStream(
    {
      event: ({ data, name, isError }) => seen.push(`${isError ? 'error ' : ''}${name} ${data}`),
      tooLong: () => seen.push('too long'),
      broken: (message) =>
        seen.push(
          message.includes('checksum') ? 'damaged: checksum' : message.includes('lengths') ? 'lengths' : message,
        ),
      foreign: () => seen.push('foreign'),
    },
    4096,
  );
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const to = at + sizes[turn % sizes.length]!;
    stream.feed(bytes.subarray(at, to));
    at = to;
  }
  stream.end();
  return seen;
}
