import * as assert from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import type { FieldChange, FieldDecl } from '../../../server/src/runtime/stream/frame';
import { outputOf, source } from './cases';

const TYPES = `class Item {
  name string
  price float
}
class Other {
  kind string
  size int
}
class Box {
  item Item
  tags string[]
}
enum Color {
  Red
  Green
}
class Bag {
  list int[]
}`;

/** What the final reading leaves out, as `path: why`, with the text of each. */
function leftOut(returns: string, pieces: readonly string[]): string[] {
  const engine = createEngine(outputOf(source(returns, TYPES)));
  const rows = new Map<number, FieldChange & { decl?: FieldDecl }>();
  const take = (fields: readonly FieldChange[]): void => {
    for (const change of fields) rows.set(change.id, { ...rows.get(change.id), ...change });
  };
  for (const text of pieces) take(engine.feed({ t: 0, batch: 0, text }).fields);
  const { kind, fields } = engine.finish();
  assert.equal(kind, 'value');
  take(fields);
  const path = (id: number): string => {
    const { parent, key } = rows.get(id)!.decl!;
    return parent === null ? '$' : `${path(parent)}.${key}`;
  };
  const text = pieces.join('');
  return [...rows.values()]
    .filter(({ dropped }) => dropped !== undefined)
    .map(({ id, dropped, start, end, visible }) => {
      assert.notEqual(visible, true, 'what is left out is not visible');
      return `${path(id)} ${typeof start === 'number' ? text.slice(start, end ?? undefined) : '(no text)'}: ${dropped}`;
    })
    .sort();
}

const MISSING = 'the type requires it, and the answer has no text for it';

const CASES: Record<string, { returns: string; text: string; dropped: readonly string[] }> = {
  'an item without a required field': {
    returns: 'Item[]',
    text: '[{"name": "a", "price": 1}, {"name": "b"}, {"name": "c", "price": 3}]',
    dropped: [`$.1 {"name": "b"}: price: ${MISSING}`],
  },
  'an item with a value that does not fit': {
    returns: 'Item[]',
    text: '[{"name": "a", "price": "unknown"}]',
    dropped: ['$.0 {"name": "a", "price": "unknown"}: price: the type wants float, the answer has "unknown"'],
  },
  'a part of an item that does not fit, deep in it': {
    returns: 'Box[]',
    text: '[{"item": {"price": "?"}, "tags": []}]',
    dropped: [
      `$.0 {"item": {"price": "?"}, "tags": []}: item.name: ${MISSING}; item.price: the type wants float, the answer has "?"`,
    ],
  },
  'items of a plain type': {
    returns: 'int[]',
    text: '["x", 1, "y", 2]',
    dropped: ['$.0 "x": the type wants int, the answer has "x"', '$.2 "y": the type wants int, the answer has "y"'],
  },
  'a text among objects': {
    returns: 'Item[]',
    text: '[{"name": "a", "price": 1}, "and so on"]',
    dropped: ['$.1 "and so on": the type wants Item, the answer has "and so on"'],
  },
  'an item of a union': {
    returns: '(Item | Other)[]',
    text: '[{"kind": "a", "size": 1}, {"kind": "b", "size": "big"}]',
    dropped: ['$.1 {"kind": "b", "size": "big"}: size: the type wants int, the answer has "big"'],
  },
  'the last item of a text that was cut': {
    returns: 'Item[]',
    text: '[{"name": "a", "price": 1}, {"name": "b',
    dropped: [`$.1 {"name": "b: price: ${MISSING}`],
  },
  'items of lists in lists': {
    returns: 'int[][]',
    text: '[[1, "x"], [3]]',
    dropped: ['$.0.1 "x": the type wants int, the answer has "x"'],
  },
  'a value in place of a list': {
    returns: 'Bag',
    text: '{"list": "none"}',
    dropped: ['$.list.0 "none": the type wants int, the answer has "none"'],
  },
  'an entry of a map': {
    returns: 'map<string, int>',
    text: '{"a": 1, "b": "x", "c": 3}',
    dropped: ['$.b "x": the type wants int, the answer has "x"'],
  },
  'an entry whose key is none of the map': {
    returns: 'map<Color, int>',
    text: '{"Red": 1, "Blue": 2, "Green": "x"}',
    dropped: ['$.Blue 2: its key is none that the map may have', '$.Green "x": the type wants int, the answer has "x"'],
  },
  'nothing of a list whose items are read otherwise': { returns: 'int[]', text: '[[1], "2", 3.0]', dropped: [] },
  'nothing of a null in place of a list': { returns: 'Bag', text: '{"list": null}', dropped: [] },
  'nothing of one value that is the only item': { returns: 'Bag', text: '{"list": 4}', dropped: [] },
  'nothing of a key that comes again': { returns: 'map<string, int>', text: '{"a": 1, "a": 2}', dropped: [] },
};

describe('what a final reading leaves out', () => {
  for (const [name, { returns, text, dropped }] of Object.entries(CASES)) {
    it(`tells of ${name}`, () => {
      for (const pieces of [[text], [...text]]) assert.deepEqual(leftOut(returns, pieces), dropped);
    });
  }

  it('tells the reason of an item with many mistakes in a line', () => {
    const fields = Array.from({ length: 20 }, (_, i) => `  field${i} int`).join('\n');
    const engine = createEngine(outputOf(source('Wide[]', `class Wide {\n${fields}\n}`)));
    engine.feed({ t: 0, batch: 0, text: '[{"field0": 1}]' });
    const [told] = engine.finish().fields.flatMap(({ dropped }) => dropped ?? []);
    assert.equal(told, `field1: ${MISSING}; field2: ${MISSING}; field3: ${MISSING}; and 16 more`);
  });
});
