import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contentJson, holed, joined, jsonMembers, MediaShelf } from '../../../server/src/runtime/request/requestText';

describe('the text of a request', () => {
  const hole = { media: 0, as: 'base64' } as const;

  it('is plain JSON where nothing is missing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => assert.equal(contentJson(value as never), JSON.stringify(value))),
      { numRuns: 200 },
    );
  });

  it('has holes in strings, whatever stands around them', () => {
    const text = contentJson({ a: [1, holed('x"\n', hole, 'y')], b: {} });
    assert.deepEqual(text, ['{"a":[1,"x\\"\\n', hole, 'y"],"b":{}}']);
  });

  it('is joined from texts, and plain again when it can be', () => {
    assert.equal(joined(['a', ['b'], 'c']), 'abc');
    assert.deepEqual(joined(['a', ['b', hole], 'c']), ['ab', hole, 'c']);
    assert.equal(jsonMembers([]), '{}');
    assert.equal(jsonMembers([['a', '1.50']]), '{"a":1.50}');
  });

  it('names a medium once, however often it is used', () => {
    const shelf = new MediaShelf();
    const cat = { media: 'image', source: { type: 'url', url: 'http://h/cat' } } as const;
    const dog = { media: 'image', source: { type: 'url', url: 'http://h/dog' } } as const;
    assert.deepEqual([shelf.add(cat), shelf.add(dog), shelf.add(cat)], [0, 1, 0]);
  });
});
