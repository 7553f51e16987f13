import * as assert from 'node:assert/strict';
import { LenientParser } from '../../../server/src/runtime/json/lenient';
import type { RawList, RawObject } from '../../../server/src/runtime/json/raw';

/** The keys of the objects in a list, each as it is kept. */
function keysIn(text: string): readonly (readonly string[])[] {
  const parser = new LenientParser(0);
  parser.feed(text);
  const list = parser.settle()!.last as RawList;
  return list.items.map((item) => (item as RawObject).keys);
}

describe('keys of finished objects', () => {
  it('are kept once for objects with the same keys', () => {
    const [first, second, other, again] = keysIn('[{"a": 1, "b": 2}, {"a": 3, "b": 4}, {"c": 1}, {"a": 5, "b": 6}]');
    assert.deepEqual(first, ['a', 'b']);
    assert.equal(second, first);
    assert.equal(again, first);
    assert.deepEqual(other, ['c']);
  });

  it('are others in another order, and when one comes again', () => {
    assert.deepEqual(keysIn('[{"a": 1, "b": 2}, {"b": 1, "a": 2}, {"a": 1, "a": 2}, {"a": 1}, {}]'), [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'a'],
      ['a'],
      [],
    ]);
  });
});
