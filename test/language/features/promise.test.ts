import assert from 'node:assert/strict';
import type { SourceRange, Type } from '../../../server/src/ir/schema';
import type { Place } from '../../../server/src/language/features/outline';
import { promiseOf } from '../../../server/src/language/features/promise';

const here: SourceRange = { uri: 'a.baml', start: 0, end: 0 };
const text: Type = { kind: 'primitive', name: 'string' };
const int: Type = { kind: 'primitive', name: 'int' };
const none = { class: () => undefined, alias: () => undefined };
const promise = (type: Type, place: Place = 'field', held = false) => promiseOf(type, place, held, none);

describe('promiseOf', () => {
  it('speaks of the place', () => {
    assert.equal(promise(int), 'null, then the whole int at once');
    assert.equal(promise(int, 'item'), 'the whole int at once');
    assert.equal(promise(int, 'result'), 'one result: the int when it is complete');
  });
  it('says what a hold waits for', () => {
    assert.equal(promise({ ...text, attributes: { done: here } }), 'held until its closing quote');
    assert.equal(
      promise({ kind: 'map', key: text, value: int, attributes: { done: here } }),
      'null first, held until the map closes',
    );
    assert.equal(promise(text, 'field', true), 'arrives whole, together with what is around it');
  });
  it('says what not_null does to the object around it', () => {
    const notNull = { notNull: here };
    assert.equal(promise({ ...text, attributes: notNull }), 'grows letter by letter; its object waits until it starts');
    assert.equal(
      promise({ ...int, attributes: notNull }),
      'the whole int at once; its object waits until it is complete',
    );
    assert.equal(promise({ kind: 'list', item: int, attributes: notNull }), '[] first, then one whole item at a time');
  });
  it('does not promise what done cannot do on an optional', () => {
    const optional: Type = {
      kind: 'union',
      variants: [text, { kind: 'primitive', name: 'null' }],
      attributes: { done: here },
    };
    assert.equal(promise(optional), 'null until it starts, then: grows letter by letter');
  });
  it('warns of what never comes', () => {
    assert.match(promise({ kind: 'media', name: 'image' }), /never arrives/);
    assert.match(promise({ kind: 'tuple', items: [int] }), /cannot be streamed/);
  });
});
