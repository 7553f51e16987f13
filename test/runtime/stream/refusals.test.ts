import * as assert from 'node:assert/strict';
import { createEngine, type Final, type OutputType } from '../../../server/src/runtime/stream/engine';
import type { FieldChange, FieldDecl } from '../../../server/src/runtime/stream/frame';
import { allCases, outputOf, source } from './cases';

interface Row {
  decl?: FieldDecl;
  refused?: string;
}

/** The rows of an answer that is refused, as `path: why`, with `(no text)` for those that have none. */
function refusedRows(output: OutputType, pieces: readonly string[]): { final: Final; told: string[] } {
  const engine = createEngine(output);
  const rows = new Map<number, Row & FieldChange>();
  const take = (fields: readonly FieldChange[]): void => {
    for (const change of fields) rows.set(change.id, { ...rows.get(change.id), ...change });
  };
  for (const text of pieces) take(engine.feed({ t: 0, batch: 0, text }).fields);
  const final = engine.finish();
  take(final.fields);
  const path = ({ decl }: Row): string => {
    const { parent, key } = decl!;
    return parent === null ? '$' : `${path(rows.get(parent)!)}.${key}`;
  };
  const told = [...rows.values()]
    .filter(({ refused }) => refused !== undefined)
    .map((row) => `${path(row)}: ${row.refused}${(row.start ?? null) === null ? ' (no text)' : ''}`)
    .sort((a, b) => (a.split(':')[0]! < b.split(':')[0]! ? -1 : 1));
  return { final, told };
}

const MISSING = 'the type requires it, and the answer has no text for it (no text)';

const CASES: Record<string, { returns: string; types?: string; text: string; refused: readonly string[] }> = {
  'a field that is missing': {
    returns: 'Order',
    types: 'class Order {\n  title string\n  count int\n  note string?\n  tags string[]\n}',
    text: '{"title": "a"}',
    refused: [`$.count: ${MISSING}`],
  },
  'a field whose text is no such value': {
    returns: 'Order',
    types: 'class Order {\n  title string\n  count int\n}',
    text: 'Here:\n```json\n{"title": "a", "count": "many"}\n```',
    refused: ['$.count: the type wants int, the answer has "many"'],
  },
  'several, at several depths': {
    returns: 'Order',
    types:
      'class Address {\n  street string\n  zip int\n}\nclass Order {\n  to Address\n  from Address\n  count int\n}',
    text: '{"to": {"street": "a", "zip": "none"}, "from": {"zip": 1}}',
    refused: [
      `$.count: ${MISSING}`,
      `$.from.street: ${MISSING}`,
      '$.to.zip: the type wants int, the answer has "none"',
    ],
  },
  'a class that is no object': {
    returns: 'Order',
    types: 'class Address {\n  street string\n  zip int\n}\nclass Order {\n  to Address\n  count int\n}',
    text: '{"to": "nowhere", "count": 1}',
    refused: ['$.to: the type wants Address, the answer has "nowhere"'],
  },
  'an assert on a field': {
    returns: 'Order',
    types: 'class Order {\n  count int @assert(positive, {{ this > 0 }})\n}',
    text: '{"count": -1}',
    refused: ['$.count: Assertions failed. Failed: positive this > 0'],
  },
  'an assert on a class': {
    returns: 'Order',
    types: 'class Order {\n  a int\n  b int\n  @@assert(ordered, {{ this.a < this.b }})\n}',
    text: '{"a": 2, "b": 1}',
    refused: ['$: Assertions failed. Failed: ordered this.a < this.b'],
  },
  'an assert on a list': {
    returns: 'Order',
    types: 'class Order {\n  tags string[] @assert(some, {{ this|length > 0 }})\n  n int\n}',
    text: '{"tags": [], "n": 1}',
    refused: ['$.tags: Assertions failed. Failed: some this|length > 0'],
  },
  'a list that its assert wants to be there': {
    returns: 'Order',
    types: 'class Order {\n  n int\n  tags string[] @assert(some, {{ this|length > 0 }})\n}',
    text: '{"n": 1}',
    refused: [`$.tags: ${MISSING}`],
  },
  'items of lists and entries of maps are left out and refuse nothing': {
    returns: 'Order',
    types:
      'class Item {\n  name string\n  price float\n}\nclass Order {\n  items Item[]\n  byName map<string, Item>\n  total float\n}',
    text: '{"items": [{"name": "a"}], "byName": {"a": {"name": "a"}}}',
    refused: [`$.total: ${MISSING}`],
  },
  'the variant of a union that its keys tell': {
    returns: 'Shape',
    types:
      'class Circle {\n  kind "circle"\n  radius float\n  x int\n}\nclass Square {\n  kind "square"\n  side float\n  y int\n}\nclass Shape {\n  is Circle | Square\n  n int\n}',
    text: '{"is": {"kind": "square", "side": 2}, "n": 1}',
    refused: [`$.is.y: ${MISSING}`],
  },
  'a union that could be several': {
    returns: 'Shape',
    types: 'class A {\n  x int\n  y int\n}\nclass B {\n  x int\n  z int\n}\nclass Shape {\n  is A | B\n  n int\n}',
    text: '{"is": {"x": 1}, "n": 1}',
    refused: ['$.is: Failed to find any (A | B) in 2 items', `$.is.y: ${MISSING}`],
  },
  'an alias of a union': {
    returns: 'Shape',
    types: 'class Circle {\n  radius float\n  x int\n}\ntype Any = Circle | int\nclass Shape {\n  is Any\n}',
    text: '{"is": {"radius": 1}}',
    refused: [`$.is.x: ${MISSING}`],
  },
  'a field named otherwise in the text': {
    returns: 'Order',
    types: 'class Order {\n  count int @alias("how many")\n  b string\n}',
    text: '{"how many": "x", "b": "y"}',
    refused: ['$.count: the type wants int, the answer has "x"'],
  },
  'an answer that was cut off': {
    returns: 'Order',
    types: 'class Address {\n  street string\n  zip int\n}\nclass Order {\n  to Address\n  count int\n}',
    text: '{"to": {"street": "Long Ro',
    refused: [`$.count: ${MISSING}`, `$.to.zip: ${MISSING}`],
  },
  'no value at all': {
    returns: 'int',
    text: 'I cannot say.',
    refused: ['$: the type wants int, the answer has "I cannot say."'],
  },
  'a text where a class with one field stands': {
    returns: 'Order',
    types: 'class Order {\n  title string\n}',
    text: 'hello',
    refused: ['$: Failed to coerce value: [InferedObject(String("hello", Complete))]'],
  },
};

describe('rows of a refused answer', () => {
  for (const [name, { returns, types, text, refused }] of Object.entries(CASES)) {
    it(`tell of ${name}`, () => {
      const output = outputOf(source(returns, types ?? ''));
      for (const pieces of [[text], [...text]]) {
        const { final, told } = refusedRows(output, pieces);
        assert.equal(final.kind, 'invalid');
        assert.deepEqual(told, refused);
      }
    });
  }

  it('of an answer that fits say nothing', () => {
    const output = outputOf(source('T', 'class T {\n  a int\n  items int[]\n}'));
    assert.deepEqual(refusedRows(output, ['{"a": 1, "items": ["x"]}']).told, []);
  });

  it('name fields that the official runtime names, for every recorded answer that it refuses', () => {
    let count = 0;
    for (const one of allCases()) {
      if (!('e' in one.golden.final)) continue;
      const { final, told } = refusedRows(outputOf(one.baml, one.function), [one.transcript]);
      assert.equal(final.kind, 'invalid', one.id);
      assert.ok(told.length > 0, `${one.id}: no row is to blame`);
      const { m } = one.golden.final;
      for (const line of told) {
        const field = /^\$[^:]*\.([^.:]+): /.exec(line)?.[1];
        if (field === undefined) continue;
        count++;
        const isNamed = m.includes(`Missing required field: ${field}`) || m.includes(`Failed to parse field ${field}`);
        assert.ok(isNamed, `${one.id}: ${line}\n${m}`);
      }
    }
    assert.ok(count > 0);
  });
});
