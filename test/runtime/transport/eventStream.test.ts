import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventStream } from '../../../server/src/runtime/transport/eventStream';

describe('event stream', () => {
  const cases: [name: string, text: string, events: string[]][] = [
    ['one event', 'data: a\n\n', ['a']],
    ['no blank after the colon', 'data:a\n\n', ['a']],
    ['several lines of data', 'data: a\ndata: b\n\n', ['a\nb']],
    ['Windows line ends', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['old Mac line ends', 'data: a\r\rdata: b\r\r', ['a', 'b']],
    ['comments and other fields', ': ping\nevent: x\nid: 1\nretry: 5\nfoo: y\ndata: a\n\n', ['a']],
    ['an event without data', 'event: ping\n\ndata: a\n\n', ['a']],
    ['a byte order mark', '\uFEFFdata: a\n\n', ['a']],
    ['characters of two, three and four bytes', 'data: é世🚀\n\n', ['é世🚀']],
    ['a last event without its blank line', 'data: a\n\ndata: b\n', ['a', 'b (unfinished)']],
    ['a last line without its end', 'data: a\n\ndata: b', ['a', 'b (unfinished)']],
    ['no event at all', '<html>\n\n{"a":1}\n\n', []],
  ];
  for (const [name, text, events] of cases) {
    it(name, () => {
      const bytes = Buffer.from(text);
      for (const size of [1, 2, 3, 7, 64])
        assert.deepEqual(
          read(bytes, () => size),
          events,
          `in pieces of ${size}`,
        );
    });
  }

  it('does not depend on the cuts, whatever the bytes', () => {
    const line = fc.oneof(
      fc.constantFrom('data: x', 'data', ': c', '', 'data: 世界', 'event: e'),
      fc.string({ unit: 'binary' }),
    );
    const end = fc.constantFrom('\n', '\r\n', '\n\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, end)), fc.infiniteStream(fc.integer({ min: 1, max: 30 })), (lines, sizes) => {
        const bytes = Buffer.from(lines.flat().join(''));
        assert.deepEqual(
          read(bytes, () => sizes.next().value as number),
          read(bytes, () => bytes.length || 1),
        );
      }),
    );
  });

  it('tells the name of an event, and that one named error is one', () => {
    const seen: object[] = [];
    const stream = eventStream({ event: (event) => seen.push(event), tooLong: () => undefined });
    stream.feed(Buffer.from('event: ping\ndata: a\n\nevent: error\ndata: b\n\ndata: c\n\n'));
    assert.deepEqual(seen, [{ data: 'a', name: 'ping' }, { data: 'b', name: 'error', isError: true }, { data: 'c' }]);
  });

  it('gives up on an event that is too long, and takes nothing more', () => {
    const seen: string[] = [];
    const stream = eventStream({ event: ({ data }) => seen.push(data), tooLong: () => seen.push('too long') }, 1000);
    stream.feed(Buffer.from('data: a\n\ndata: '));
    for (let count = 0; count < 100; count++) stream.feed(Buffer.from('x'.repeat(100)));
    stream.feed(Buffer.from('\n\ndata: b\n\n'));
    stream.end();
    assert.deepEqual(seen, ['a', 'too long']);
  });

  it('reads a megabyte of lone carriage returns in reasonable time', () => {
    const begin = performance.now();
    read(Buffer.alloc(1024 * 1024, '\r'), () => 1024 * 1024);
    assert.ok(performance.now() - begin < 3000);
  });
});

function read(bytes: Uint8Array, size: () => number): string[] {
  const events: string[] = [];
  const stream = eventStream({
    event: ({ data }, whole) => events.push(whole ? data : `${data} (unfinished)`),
    tooLong: () => events.push('too long'),
  });
  for (let at = 0; at < bytes.length;) {
    const to = at + size();
    stream.feed(bytes.subarray(at, to));
    at = to;
  }
  stream.end();
  return events;
}
