import * as assert from 'node:assert/strict';
import { explainCase } from './explain';
import { source } from './cases';

const BAML = source('Item', 'class Item {\n  name string @stream.done\n  price int @stream.not_null\n}');

describe('explain', () => {
  it('tells what each character changed, and what is held by what', () => {
    const lines = [...explainCase({ baml: BAML, text: '{"name": "Tea", "price": 3}' })];
    const all = lines.join('\n');
    assert.match(all, /root is held: not-null on field price, waits for price/);
    assert.match(all, /= {"name":"Tea","price":3}/);
    assert.equal(lines.at(-1), 'final  {"name":"Tea","price":3}');
  });

  it('says where the official runtime answers otherwise, which it does not here', () => {
    const lines = [...explainCase({ baml: BAML, text: '{"name": "T' }, { official: true })];
    assert.ok(lines.length > 1);
    assert.doesNotMatch(lines.join('\n'), /DIFFERS/);
  });
});
