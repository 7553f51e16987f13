import assert from 'node:assert/strict';
import type { Type } from '../../server/src/ir/schema';
import { writtenPlaces } from '../../server/src/runtime/writtenPlaces';
import { outputOf } from './stream/cases';
import { returning } from '../support/answerRun';

const SOURCE = returning(
  'Order @stream.with_state',
  `enum Kind {
  Near
  Far
}
class Item {
  name string @stream.done
  kinds (Kind @stream.not_null)[]
  @@stream.done
}
class Order {
  items (Item | string @stream.done)[]
  notes map<string, string> @stream.done
}`,
);

describe('where attributes and fields are written', () => {
  it('is told by what they are about', () => {
    const text = (from: string): Record<string, string> =>
      Object.fromEntries(
        [...writtenPlaces(outputOf(from))].map(([name, { start, end }]) => [name, from.slice(start, end)]),
      );
    const told = text(SOURCE);
    assert.deepEqual(told, {
      'class Item done': '@@stream.done',
      'Item.name': 'name',
      'Item.name done': '@stream.done',
      'Item.kinds': 'kinds',
      'Item.kinds[] notNull': '@stream.not_null',
      'Order.items': 'items',
      'Order.items[] done': '@stream.done',
      'Order.notes': 'notes',
      'Order.notes done': '@stream.done',
      'result withState': '@stream.with_state',
    });
    assert.deepEqual(text(SOURCE.replace('class Item', '// Moved.\n\nclass Item')), told);
  });

  it('is told of types that are nested deeply, as far as anybody nests them', () => {
    let returns: Type = { kind: 'primitive', name: 'int' };
    for (let depth = 0; depth < 50_000; depth++) returns = { kind: 'list', item: returns };
    const done = { uri: 'file:///a.baml', start: 0, end: 1 };
    const schema = { classes: {}, enums: {}, aliases: {} };
    assert.deepEqual(
      [...writtenPlaces({ returns: { ...returns, attributes: { done } }, schema })],
      [['result done', done]],
    );
  });
});
