import * as assert from 'node:assert/strict';
import { quoteVerdict } from '../../../server/src/runtime/json/quoteVerdict';
import { RawList, RawObject, RawString } from '../../../server/src/runtime/json/raw';

const key = new RawObject(0);
const value = new RawObject(0);
value.keys.push('k');
const list = new RawList(0);
list.items.push(new RawString(1));

/** What follows a double quote, and whether the quote closes a key, an object's value, an item, a string at the top. */
const CASES: readonly [follows: string, key: string, value: string, item: string, top: string][] = [
  [':', 'close', 'keep', 'keep', 'keep'],
  [',', 'keep', 'close', 'close', 'keep'],
  ['}', 'close', 'close', 'keep', 'keep'],
  [']', 'keep', 'close', 'close', 'keep'],
  [' ', 'wait', 'wait', 'wait', 'wait'],
  ['\n', 'wait', 'wait', 'wait', 'wait'],
  ['\r', 'keep', 'keep', 'keep', 'keep'],
  [' }', 'close', 'close', 'keep', 'keep'],
  [' :', 'close', 'keep', 'keep', 'keep'],
  [' ,', 'keep', 'close', 'close', 'keep'],
  ['\n]', 'keep', 'close', 'close', 'keep'],
  [' /', 'wait', 'wait', 'wait', 'wait'],
  [' //', 'close', 'close', 'close', 'close'],
  [' /*', 'close', 'close', 'close', 'close'],
  [' /x', 'keep', 'keep', 'keep', 'keep'],
  ['"', 'keep', 'keep', 'keep', 'keep'],
  ['{', 'keep', 'keep', 'keep', 'close'],
  ['x', 'keep', 'keep', 'keep', 'keep'],
];

describe('whether a quote ends its string', () => {
  for (const [follows, ...expected] of CASES) {
    it(`before ${JSON.stringify(follows)}: ${expected.join(', ')} as key, value, item, at the top`, () => {
      const code = follows.charCodeAt(follows.length - 1);
      const held = follows.slice(0, -1);
      const verdicts = [key, value, list, undefined].map((parent) => quoteVerdict(code, held, 34, 0, parent));
      assert.deepEqual(verdicts, expected);
    });
  }

  it('a comma ends it only after an even number of inner quotes', () => {
    assert.deepEqual(
      [0, 1, 2].map((inner) => quoteVerdict(44, '', 34, inner, list)),
      ['close', 'keep', 'close'],
    );
    assert.equal(quoteVerdict(44, '', 39, 1, list), 'close', 'inner quotes do not count between apostrophes');
  });
});
