import * as assert from 'node:assert/strict';
import { LenientParser } from '../../../server/src/runtime/json/lenient';
import type { Raw } from '../../../server/src/runtime/json/raw';

/** A raw value as one line: `…` marks what is not complete. */
function show(raw: Raw): string {
  const mark = raw.complete ? '' : '…';
  switch (raw.kind) {
    case 'string':
      return JSON.stringify(raw.value) + mark;
    case 'number':
      return String(raw.value) + mark;
    case 'word':
      return String(raw.value);
    case 'list':
      return `[${[...raw.items, ...(raw.tail === null ? [] : [raw.tail])].map(show).join(' ')}]${mark}`;
    case 'object':
      return `{${Array.from({ length: raw.length }, (_, i) => `${raw.keys[i]!}=${show(raw.value(i))}`).join(' ')}}${mark}`;
    default:
      return raw.kind;
  }
}

function read(text: string, size: number): string {
  const parser = new LenientParser(0);
  for (let at = 0; at < text.length; at += size) {
    parser.feed(text.slice(at, at + size));
    parser.settle();
  }
  const found = parser.settle();
  if (found === null) return 'nothing';
  return [...found.closed, ...(found.last === null ? [] : [found.last])].map(show).join(' | ');
}

const CASES: readonly [what: string, text: string, value: string][] = [
  ['an open object', '{"a": 1, "b": [tr', '{a=1 b=["tr"…]…}…'],
  ['a number is complete at its delimiter', '[1, 2', '[1 2…]…'],
  ['a word is complete when it is spelt', '[nul', '["nul"…]…'],
  ['a word is complete when it is spelt', '[null', '[null]…'],
  ['a key without value is not a member', '{"a": 1, "b"', '{a=1}…'],
  ['closing completes everything inside', '{"a": [1]}', '{a=[1]}'],
  ['a quote at the end closes for now', '{"a": "x"', '{a="x"}…'],
  ['a quote before other text is content', '{"a": "x"y', '{a="x\\"y"…}…'],
  ['a quote after an odd inner quote is content', '["a"b", "c', '["a\\"b\\", \\"c"…]…'],
  ['a backslash at the end shows', '["a\\', '["a\\\\"…]…'],
  ['escapes are resolved', '["a\\n\\"b"]', '["a\\n\\"b"]'],
  ['a unicode escape loses its last digit', '["\\u00e9!"]', '["\\\\u00e!"]'],
  ['single quotes', "{'a': 'x'}", '{a="x"}'],
  ['unquoted keys and values', '{a: hello, b: 2}', '{a="hello" b=2}'],
  ['a comma without blank is content of a bare value', '{"n":1,"t":2}', '{n="1,\\"t\\":2"}'],
  ['a comma in a bare value closes for now', '{"n":1,', '{n=1}…'],
  ['a comma after several words needs a quote or a line', '{a: x y, z', '{a="x y, z"…}…'],
  ['comments are dropped', '[1, // one\n 2, /* two */ 3]', '[1 2 3]'],
  ['trailing commas', '[1, 2,]', '[1 2]'],
  ['triple quotes are dedented, and take a character too many', '["""\n  a\n    b\n  """,]', '["a\\n  b"]'],
  ['backtick blocks drop their info line', '[```js\nx\n```]', '["x"]'],
  ['among several values only lists and objects count', 'see {"a": 1} and [2]', '{a=1} | [2]'],
  ['bytes are skipped as characters after a bare value', '{a: é, "b": 2}', '{a="é" b=2}'],
  ['nothing at all', '  ', 'nothing'],
];

describe('the fixing parser', () => {
  for (const [what, text, value] of CASES) {
    it(`${what}: ${JSON.stringify(text)}`, () => {
      for (const size of [1, 2, 3, 1000]) assert.equal(read(text, size), value, `in pieces of ${size}`);
    });
  }

  it('reads a million openers without recursion', () => {
    const parser = new LenientParser(0);
    parser.feed('[{"a":'.repeat(200_000));
    assert.equal(parser.depth, 400_000);
    assert.equal(parser.settle()?.last?.kind, 'list');
  });
});
