import * as assert from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import type { FieldDecl, Hold } from '../../../server/src/runtime/stream/frame';
import { pathText } from '../../../server/src/runtime/stream/pathText';
import { outputOf, source } from './cases';

const TYPES = `enum Color {
  RED
  BLUE
}
class Address {
  street string
  country string
  note string?
}
class Person {
  name string @stream.done
  age int
  home Address @stream.done
  tags string[] @stream.done
  nick string
}
class Advice {
  company string
  amount int
  because string
  @@stream.done
}
class Message {
  kind "hello" | "bye" @stream.not_null
  text string @stream.not_null
}
class Cat {
  type "cat" @stream.not_null
  lives int
  @@stream.done
}
class Dog {
  type "dog"
  name string @stream.not_null
}
class Inner {
  id int @stream.not_null
}
class Outer {
  title string
  inner Inner @stream.not_null
}
class Post {
  title string @stream.done @stream.not_null
  text string
}
class Choice {
  value int | string
  color Color | bool
}`;

/** The hold of each value after `text`, as `where: cause [on X] [at what is written there] [waits for Y]`. */
function holdsAfter(type: string, text: string): string[] {
  const baml = source(type, TYPES);
  const engine = createEngine(outputOf(baml));
  const decls = new Map<number, FieldDecl>();
  const holds = new Map<number, Hold | null>();
  for (const char of text) {
    for (const { id, decl, hold } of engine.feed({ t: 0, batch: 0, text: char }).fields) {
      if (decl !== undefined) decls.set(id, decl);
      if (hold !== undefined) holds.set(id, hold);
    }
  }
  const path = (id: number): (string | number)[] => {
    const { parent, key } = decls.get(id)!;
    return parent === null || key === null ? [] : [...path(parent), key];
  };
  const said: string[] = [];
  for (const [id, hold] of holds) {
    if (hold === null) continue;
    const { cause, on, at, waitsFor } = hold;
    said.push(
      `${pathText(path(id)) || 'the answer'}: ${cause}${on === undefined ? '' : ` on ${on}`}` +
        `${at === undefined ? '' : ` at ${baml.slice(at.start, at.end)}`}` +
        `${waitsFor === undefined ? '' : ` waits for ${waitsFor}`}`,
    );
  }
  return said.sort();
}

const CASES: readonly [what: string, type: string, text: string, holds: readonly string[]][] = [
  ['nothing is held before text arrives', 'Person', '', []],
  ['plain text is not held', 'Person', '{"nick": "Ma', []],
  ['a number waits for what ends it', 'Person', '{"age": 7', ['age: atomic']],
  ['a value that does not fit its type waits for nothing', 'Person', '{"age": "old", ', []],
  ['null is no value to wait for', 'Person', '{"age": null', []],

  ['a done string', 'Person', '{"name": "Ma', ['name: done on field name at @stream.done']],
  [
    'a done object waits for the last member that must still come, not for an optional one',
    'Person',
    '{"home": {"street": "1 Har',
    [
      'home.street: parent on field home at @stream.done waits for home.country',
      'home: done on field home at @stream.done waits for home.country',
    ],
  ],
  [
    'an optional member that has begun is waited for; it does not wait for itself',
    'Person',
    '{"home": {"street": "1", "country": "F", "note": "n',
    [
      'home.country: parent on field home at @stream.done waits for home.note',
      'home.note: parent on field home at @stream.done',
      'home.street: parent on field home at @stream.done waits for home.note',
      'home: done on field home at @stream.done waits for home.note',
    ],
  ],
  [
    'members in another order',
    'Person',
    '{"home": {"country": "F", "str',
    [
      'home.country: parent on field home at @stream.done waits for home.street',
      'home: done on field home at @stream.done waits for home.street',
    ],
  ],
  [
    'a done list waits for its bracket, which has no name',
    'Person',
    '{"tags": ["a", "b',
    [
      'tags: done on field tags at @stream.done',
      'tags[0]: parent on field tags at @stream.done',
      'tags[1]: parent on field tags at @stream.done',
    ],
  ],
  ['done items', '(string @stream.done)[]', '["a", "b', ['[1]: done on type string at @stream.done']],

  ['a union of which nothing is known yet', '(Message | Advice)[]', '[{', ['[0]: union']],
  ['a key without its closing quote tells nothing', '(Message | Advice)[]', '[{"compa', ['[0]: union']],
  ['a key that no variant has decides nothing', '(Message | Advice)[]', '[{"id": 1, ', ['[0]: union']],
  [
    'keys of one variant only: its own attribute is the cause',
    '(Message | Advice)[]',
    '[{"company": "N',
    [
      '[0].company: parent on class Advice at @@stream.done waits for [0].because',
      '[0]: block-done on class Advice at @@stream.done waits for [0].because',
    ],
  ],
  [
    'keys of the other variant: the attribute of the first is not blamed',
    '(Message | Advice)[]',
    '[{"kind": "hel',
    ['[0].kind: atomic', '[0]: not-null on field kind at @stream.not_null waits for [0].kind'],
  ],
  [
    'then the next member that must be there',
    '(Message | Advice)[]',
    '[{"kind": "hello", ',
    [
      '[0].kind: parent on field text at @stream.not_null waits for [0].text',
      '[0]: not-null on field text at @stream.not_null waits for [0].text',
    ],
  ],
  ['and then nothing', '(Message | Advice)[]', '[{"kind": "hello", "text": "', []],
  ['a key of both variants decides nothing', '(Cat | Dog)[]', '[{"type": "do', ['[0]: union']],
  [
    'a literal that only one admits decides',
    '(Cat | Dog)[]',
    '[{"type": "dog", ',
    [
      '[0].type: parent on field name at @stream.not_null waits for [0].name',
      '[0]: not-null on field name at @stream.not_null waits for [0].name',
    ],
  ],
  [
    'done on the union itself is certain before the variant is',
    '((Cat | Dog) @stream.done)[]',
    '[{',
    ['[0]: done on type Cat | Dog at @stream.done'],
  ],
  [
    'and says what it waits for once it is',
    '((Cat | Message) @stream.done)[]',
    '[{"kind": "hello", "text": "a',
    [
      '[0].kind: parent on type Cat | Message at @stream.done waits for [0].text',
      '[0].text: parent on type Cat | Message at @stream.done',
      '[0]: done on type Cat | Message at @stream.done waits for [0].text',
    ],
  ],
  ['a number in a union with text is a number so far', 'Choice', '{"value": 12', ['value: atomic']],
  ['a union of values that come in one step', 'Choice', '{"color": "RE', ['color: atomic']],

  [
    'a member that must be there, deep down',
    'Outer[]',
    '[{"title": "t", "inner": {"id": 1',
    [
      '[0].inner.id: atomic',
      '[0].inner: not-null on field id at @stream.not_null waits for [0].inner.id',
      '[0].title: parent on field id at @stream.not_null waits for [0].inner.id',
      '[0]: not-null on field id at @stream.not_null waits for [0].inner.id',
    ],
  ],
  [
    'the answer itself waits for a title that must be whole',
    'Post',
    '{"title": "Bre',
    [
      'the answer: not-null on field title at @stream.not_null waits for title',
      'title: done on field title at @stream.done',
    ],
  ],
  ['a number as the answer', 'int', '12', ['the answer: atomic']],

  ['prose before the value', 'Message', 'Here is', ['the answer: prose']],
  ['the line that opens a fence', 'Message | Outer', '```js', ['the answer: prose']],
  ['prose is not a value that must be done', '((Cat | Message) @stream.done)[]', 'Sure', []],
  ['text that may be the value is no prose', 'Message | string', 'Here', []],
];

describe('holds: why text that has arrived is not visible', () => {
  for (const [what, type, text, holds] of CASES) {
    it(`${what}: ${type}, ${JSON.stringify(text)}`, () => assert.deepEqual(holdsAfter(type, text), holds));
  }
});
