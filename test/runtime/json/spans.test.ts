import * as assert from 'node:assert/strict';
import { MAX_STRAY_CLOSERS, scanSpans } from '../../../server/src/runtime/json/spans';

const CASES: readonly [what: string, text: string, spans: readonly string[] | null][] = [
  ['prose has none', 'no brackets here', []],
  ['one', 'so {"a": [1]} it is', ['{"a": [1]}']],
  ['several', '{} and [2]', ['{}', '[2]']],
  ['the open one is the last', '{} and [2, {', ['{}', '[2, {']],
  ['brackets in strings count', '{"a": "]"}', null],
  ['a closer without opener reads the span before again, up to itself', '{"a": 1} }', ['{"a": 1}', '{"a": 1} }']],
  ['at the start it reads the text up to itself', 'a ] b', ['a ]']],
];

describe('bracketed spans of a text', () => {
  for (const [what, text, spans] of CASES) {
    it(`${what}: ${text}`, () =>
      assert.deepEqual(scanSpans(text)?.map(([from, to]) => text.slice(from, to)) ?? null, spans));
  }

  it('stops counting stray closers, so that a text of nothing else stays cheap', () => {
    assert.equal(scanSpans(']'.repeat(1000))?.length, MAX_STRAY_CLOSERS);
  });
});
