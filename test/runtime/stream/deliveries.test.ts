import * as assert from 'node:assert/strict';
import { deliveries, type Broken, type Delivery } from '../../../server/src/runtime/stream/deliveries';
import { outputOf, source } from './cases';

const CLASS = 'class A {\n  a string\n  b int\n}';
const STATES = 'class A {\n  a string @stream.with_state\n  b string? @stream.with_state\n}';

interface Answer {
  readonly type: string;
  readonly types?: string;
  readonly headersAt?: number;
  /** Time and text of each event. */
  readonly chunks: readonly (readonly [t: number, text: string])[];
  readonly end: number;
  readonly broken?: Broken;
}

/** What is delivered, one line each: `TIME VALUE`, `TIME final VALUE` or `TIME error MESSAGE`. */
function delivered({ type, types, headersAt, chunks, end, broken }: Answer): string[] {
  const all = deliveries(outputOf(source(type, types)), {
    ...(headersAt === undefined ? {} : { headersAt }),
    chunks: chunks.map(([t, text], batch) => ({ t, batch, text })),
    end: { t: end, how: broken ?? { kind: 'complete' } },
  });
  return [...all].map(line);
}

function line(one: Delivery): string {
  if (one.kind === 'error') return `${one.t} error ${one.message}`;
  return `${one.t} ${one.kind === 'final' ? 'final ' : ''}${JSON.stringify(one.value)}`;
}

describe('what the official stream delivers, and when', () => {
  it('looks when the headers come and every 50 ms from there, not at every chunk', () => {
    const chunks = Array.from({ length: 10 }, (_, i) => [100 + i * 13, String(i)] as const);
    assert.deepEqual(delivered({ type: 'string', headersAt: 100, chunks, end: 230 }), [
      '100 "0"',
      '150 "0123"',
      '200 "01234567"',
      '230 "0123456789"',
      '230 final "0123456789"',
    ]);
  });

  it('looks at text that comes later than the headers when the timer rings next', () => {
    const chunks = [
      [120, 'a'],
      [149, 'b'],
      [151, 'c'],
    ] as const;
    assert.deepEqual(delivered({ type: 'string', headersAt: 100, chunks, end: 300 }), [
      '150 "ab"',
      '200 "abc"',
      '300 final "abc"',
    ]);
  });

  it('takes the first chunk to have come with the headers where nothing is known of them', () => {
    const chunks = [
      [400, 'a'],
      [410, 'b'],
    ] as const;
    assert.deepEqual(delivered({ type: 'string', chunks, end: 420 }), ['400 "a"', '420 "ab"', '420 final "ab"']);
  });

  it('does not look while nothing comes', () => {
    const chunks = [
      [0, 'a'],
      [207, 'b'],
    ] as const;
    assert.deepEqual(delivered({ type: 'string', headersAt: 0, chunks, end: 1000 }), [
      '0 "a"',
      '250 "ab"',
      '1000 final "ab"',
    ]);
  });

  it('delivers a fast answer in two events, whatever its size', () => {
    const chunks = Array.from({ length: 500 }, (_, i) => [10 + i / 100, `${i} `] as const);
    assert.equal(delivered({ type: 'string', headersAt: 5, chunks, end: 16 }).length, 2);
    const types = 'class A {\n  a string\n  @@stream.done\n}';
    const cut = [...'{"a": "x"}'].map((text, i) => [10 + i, text] as const);
    assert.deepEqual(delivered({ type: 'A', types, headersAt: 5, chunks: cut.slice(0, -1), end: 20 }), [
      '20 final {"a":"x"}',
    ]);
  });

  it('delivers nothing while the text is refused', () => {
    const types = 'class A {\n  a string\n  b int @stream.not_null\n}';
    const chunks = [
      [0, '{"a": "x", '],
      [60, '"b": 1'],
      [120, '}'],
    ] as const;
    assert.deepEqual(delivered({ type: 'A', types, headersAt: 0, chunks, end: 200 }), [
      '150 {"a":"x","b":1}',
      '200 final {"a":"x","b":1}',
    ]);
  });

  it('delivers a whole number at the end only', () => {
    const chunks = [
      [0, '1'],
      [100, '2'],
    ] as const;
    assert.deepEqual(delivered({ type: 'int', chunks, end: 300 }), ['300 final 12']);
  });

  it('delivers no value twice in a row, but the final one always', () => {
    const chunks = [
      [0, '{"a": "x"'],
      [60, ', "b"'],
      [120, ': 1'],
      [180, '}'],
    ] as const;
    assert.deepEqual(delivered({ type: 'A', types: CLASS, headersAt: 0, chunks, end: 300 }), [
      '0 {"a":"x","b":null}',
      '200 {"a":"x","b":1}',
      '300 final {"a":"x","b":1}',
    ]);
  });

  it('delivers a state that changes, and states in the last event', () => {
    const chunks = [
      [0, '{"a": "x'],
      [60, '"'],
      [120, '}'],
    ] as const;
    const absent = '"b":{"state":"Pending","value":null}';
    assert.deepEqual(delivered({ type: 'A', types: STATES, headersAt: 0, chunks, end: 130 }), [
      `0 {"a":{"state":"Incomplete","value":"x"},${absent}}`,
      `100 {"a":{"state":"Complete","value":"x"},${absent}}`,
      `130 final {"a":{"state":"Complete","value":"x"},${absent}}`,
    ]);
  });

  it('delivers what an event without text amounts to', () => {
    const chunks = [
      [0, ''],
      [120, '[]'],
    ] as const;
    assert.deepEqual(delivered({ type: 'A[]', types: CLASS, headersAt: 0, chunks, end: 130 }), [
      '0 [{"a":null,"b":null}]',
      '130 []',
      '130 final []',
    ]);
  });

  it('ends with the error when the answer does not fit', () => {
    const [first, last, ...none] = delivered({ type: 'A', types: CLASS, chunks: [[0, '{"a": "x"}']], end: 70 });
    assert.equal(first, '0 {"a":"x","b":null}');
    assert.match(last!, /^70 error Failed to coerce value: .*Missing required field: b/);
    assert.deepEqual(none, []);
  });

  it('delivers what was not looked at before the error of a broken connection', () => {
    const broken = { kind: 'failed', message: 'The connection was lost.' } as const;
    const chunks = [
      [0, 'a'],
      [60, 'b'],
    ] as const;
    assert.deepEqual(delivered({ type: 'string', headersAt: 0, chunks, end: 70, broken }), [
      '0 "a"',
      '70 "ab"',
      '70 error The connection was lost.',
    ]);
  });

  it('delivers nothing more once the caller has aborted', () => {
    const chunks = [
      [0, 'a'],
      [60, 'b'],
      [130, 'c'],
    ] as const;
    const aborted = { type: 'string', headersAt: 0, chunks, broken: { kind: 'cancelled' } } as const;
    assert.deepEqual(delivered({ ...aborted, end: 140 }), ['0 "a"', '100 "ab"']);
    assert.deepEqual(delivered({ ...aborted, end: 151 }), ['0 "a"', '100 "ab"', '150 "abc"']);
  });

  it('delivers one event for an answer without any chunk', () => {
    assert.deepEqual(delivered({ type: 'int[]', chunks: [], end: 9 }), ['9 final []']);
    assert.match(delivered({ type: 'int', chunks: [], end: 9 })[0]!, /^9 error /);
  });

  it('bears times that make no sense', () => {
    const chunks = [
      [50, 'a'],
      [NaN, 'b'],
      [-3, 'c'],
      [Infinity, 'd'],
    ] as const;
    const last = delivered({ type: 'string', headersAt: 90, chunks, end: 10 }).at(-1);
    assert.equal(last, '10 final "abcd"');
  });
});
