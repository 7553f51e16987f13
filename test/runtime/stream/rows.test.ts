import * as assert from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from './cases';
import { chunksOf, generate, randomFrom } from './generate';
import { Told, type Row } from './told';

const TYPES = `class Item {
  name string
  price float
  @@stream.done
}
class Message {
  kind "a" | "b" @stream.not_null
  text string
}
class Order {
  title string @stream.done
  count int
  items Item[]
  message Message
}`;

/** Feeds pieces and gives the rows after each, as `path: text state [visible] [hold]`. */
function rowsAfter(type: string, types: string, ...pieces: string[]): string[][] {
  const baml = source(type, types);
  const engine = createEngine(outputOf(baml));
  const rows = new Map<number, Row>();
  const path = (row: Row): string => {
    const { parent, key } = row.decl!;
    if (parent === null || key === null) return '$';
    return `${path(rows.get(parent)!)}.${key}`;
  };
  return pieces.map((text) => {
    for (const change of engine.feed({ t: 0, batch: 0, text }).fields) {
      rows.set(change.id, { ...rows.get(change.id), ...change });
    }
    return [...rows.values()].map((row) => {
      const hold = row.hold ?? null;
      const range = row.start === undefined || row.start === null ? '-' : `${row.start}..${row.end ?? ''}`;
      const at = hold?.at === undefined ? '' : ` at ${baml.slice(hold.at.start, hold.at.end)}`;
      const why =
        hold === null
          ? ''
          : ` held: ${hold.cause}${hold.waitsFor === undefined ? '' : ` for ${hold.waitsFor}`}${hold.on === undefined ? '' : ` on ${hold.on}`}${at}`;
      return `${path(row)} ${range} ${row.state ?? 'pending'}${row.visible === true ? ' visible' : ''}${why}`;
    });
  });
}

describe('rows that were done with', () => {
  const either = `class A {
  x int
  n string
  tags string[]
  kind "a"
}
class B {
  x int
  n string?
  tags string[]?
  kind "b"
}`;
  const items = '[{"x": 12, "n": "one", "tags": ["t", "u"], "kind": "b"}, {"x": 3, "n": null, "kind": "b"}, 4]';
  const TEXTS: readonly [what: string, type: string, text: string][] = [
    ['their fields turn out to be those of another class', '(A | B)[]', items],
    ['the list turns out to be something else', '(A | B)[] | string', `${items} and more`],
    ['text behind the answer takes it back', '(A | B)[]', `${items}\n\n[]`],
    ['a key comes again', 'map<string, int | string[]>', '{"a": ["x", "y"], "b": 3, "a": 4, "b": ["z"]}'],
  ];
  for (const [what, type, text] of TEXTS) {
    it(`are told anew when ${what}`, () => {
      const output = outputOf(source(type, either));
      const told = new Told();
      const engine = createEngine(output);
      for (let at = 0; at < text.length; at++) {
        told.take(engine.feed({ t: 0, batch: 0, text: text.charAt(at) }).fields);
        const whole = new Told();
        const fresh = createEngine(output);
        whole.take(fresh.feed({ t: 0, batch: 0, text: text.slice(0, at + 1) }).fields);
        const said = told.said();
        for (const [path, facts] of whole.said()) assert.equal(said.get(path), facts, `${path} at ${at + 1}`);
      }
    });
  }
});

describe('rows of objects in one another that are hidden', () => {
  it('are told alike for two fields that the same key means', () => {
    const types = `class Node {\n  name Node?\n  Name Node?\n  more string\n  id int @stream.not_null\n}\nclass Root {\n  node Node?\n}`;
    const output = outputOf(source('Root', types));
    const text = '{"node": {"NAME": {"name": {"Name": {"more": "a", "name": {"more": "b", "id": 1}, "id": 2}}}}}';
    const told = new Told();
    const engine = createEngine(output);
    for (let at = 0; at < text.length; at++) {
      told.take(engine.feed({ t: 0, batch: 0, text: text.charAt(at) }).fields);
      const whole = new Told();
      whole.take(createEngine(output).feed({ t: 0, batch: 0, text: text.slice(0, at + 1) }).fields);
      const said = told.said();
      for (const [path, facts] of whole.said()) assert.equal(said.get(path), facts, `${path} at ${at + 1}`);
    }
  });
});

describe('rows of the timeline', () => {
  it('declares the root and its fields with the first frame', () => {
    const engine = createEngine(outputOf(source('Order', TYPES)));
    const declared = engine.feed({ t: 0, batch: 0, text: '' }).fields.map((change) => change.decl!);
    assert.deepEqual(
      declared.map(({ parent, key, type, attributes }) => [parent, key, type, attributes.join(' ')]),
      [
        [null, null, 'Order', ''],
        [0, 'title', 'string', '@stream.done'],
        [0, 'count', 'int', ''],
        [0, 'items', 'Item[]', ''],
        [0, 'message', 'Message', ''],
      ],
    );
  });

  it('tells the two tracks apart: text arrived, value visible', () => {
    const [first, second] = rowsAfter('Order', TYPES, '{"title": "Te', 'a", "count": 1');
    assert.deepEqual(first, [
      '$ 0.. incomplete visible',
      '$.title 10.. incomplete held: done on field title at @stream.done',
      '$.count - pending',
      '$.items - pending',
      '$.message - pending',
    ]);
    assert.deepEqual(second?.slice(1, 3), ['$.title 10..15 complete visible', '$.count 26.. incomplete held: atomic']);
  });

  it('names the class whose @@stream.done withholds an item, and its fields', () => {
    const [rows] = rowsAfter('Order', TYPES, '{"items": [{"name": "x"');
    assert.deepEqual(
      rows?.filter((row) => row.includes('.items')),
      [
        '$.items 10.. incomplete visible',
        '$.items.0 11.. incomplete held: block-done for items[0].price on class Item at @@stream.done',
        '$.items.0.name 20.. complete held: parent for items[0].price on class Item at @@stream.done',
      ],
    );
  });

  it('names the not_null field an object waits for, and withholds what is in the object with it', () => {
    const [waiting, there] = rowsAfter('Order', TYPES, '{"message": {"text": "hi"', ', "kind": "a"}');
    assert.deepEqual(
      waiting?.filter((row) => row.includes('.message')),
      [
        '$.message 12.. incomplete held: not-null for message.kind on field kind at @stream.not_null',
        '$.message.text 21.. complete held: parent for message.kind on field kind at @stream.not_null',
      ],
    );
    assert.deepEqual(there?.filter((row) => row.includes('.message')).sort(), [
      '$.message 12..39 complete visible',
      '$.message.kind 35..38 complete visible',
      '$.message.text 21..25 complete visible',
    ]);
  });

  it('gives ends only where a closer was really seen', () => {
    const [open, closed] = rowsAfter('string[]', '', '["a"', ', "b');
    assert.deepEqual(open, ['$ 0.. incomplete visible', '$.0 1.. complete visible']);
    assert.deepEqual(closed, ['$ 0.. incomplete visible', '$.0 1..4 complete visible', '$.1 6.. incomplete visible']);
  });

  it('counts offsets in the whole text, prose and fences included', () => {
    const [rows] = rowsAfter('Order', TYPES, 'Here:\n```json\n{"count": 3}\n```');
    assert.deepEqual(rows?.slice(0, 3), [
      '$ 14..26 incomplete visible',
      '$.title - pending',
      '$.count 24..25 complete visible',
    ]);
  });

  it('takes back what it told about the fields of a class when the value turns out to be of another one', () => {
    const types = 'class A {\n  q string\n  x string\n}\nclass B {\n  x string\n  y int\n  z int\n}';
    const [asA, asB] = rowsAfter('A | B', types, '{"q": "a", "x": "b", ', '"y": 1, "z": 2, "');
    assert.deepEqual(asA, ['$ 0.. incomplete visible', '$.q 6..9 complete visible', '$.x 16..19 complete visible']);
    assert.deepEqual(asB?.slice(1), [
      '$.q - pending',
      '$.x 16..19 complete visible',
      '$.y 26..27 complete visible',
      '$.z 34..35 complete visible',
    ]);
  });

  it('hides what stood in a value that is not visible any more, also the entries of a map', () => {
    const types = 'enum E {\n  LEFT\n}\nclass A {\n  m map<string, int>\n  e E\n}\nclass B {\n  a A?\n}';
    const [whole, taken, again] = rowsAfter('B', types, '{"a": {"m": {"x": 1}', ', "e": "LE', 'FT"}}');
    const entry = (rows: string[]): string[] => rows.filter((row) => /^\$\.a( |\.m )|\.x /.test(row));
    assert.deepEqual(entry(whole!), [
      '$.a 6.. incomplete visible',
      '$.a.m 12..20 complete visible',
      '$.a.m.x 18..19 complete visible',
    ]);
    assert.deepEqual(entry(taken!), [
      '$.a 6.. incomplete held: parser',
      '$.a.m 12..20 complete held: parent',
      '$.a.m.x 18..19 complete held: parent',
    ]);
    assert.deepEqual(entry(again!), [
      '$.a 6..34 complete visible',
      '$.a.m 12..20 complete visible',
      '$.a.m.x 18..19 complete visible',
    ]);
  });

  it('are at every length those of the text in one piece, and none is visible in one that is not', () => {
    let compared = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const random = randomFrom(seed);
      const { baml, text } = generate(random, (['clean', 'attributes', 'messy'] as const)[seed % 3]!);
      const output = outputOf(baml);
      const engine = createEngine(output);
      const rows = new Told();
      let length = 0;
      for (const part of chunksOf(random, text)) {
        length += part.length;
        rows.take(engine.feed({ t: 0, batch: 0, text: part }).fields);
        assert.deepEqual(rows.orphans(), [], text.slice(0, length));
        if (random() < 0.8 || engine.snapshot().kind !== 'value') continue;
        const once = new Told();
        once.take(createEngine(output).feed({ t: 0, batch: 0, text: text.slice(0, length) }).fields);
        for (const [path, said] of once.said()) assert.equal(rows.said().get(path), said, text.slice(0, length));
        compared++;
      }
      rows.take(engine.finish().fields);
      assert.deepEqual(rows.orphans(), [], `at the end of ${text}`);
    }
    assert.ok(compared > 200, `${compared} compared`);
  }).timeout(60_000);
});
