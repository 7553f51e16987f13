import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

/** The outline of a function as text: indented names, types with attributes, and what streaming will do. */
function outline(result: string, declarations: string): string[] {
  const project = createProject();
  const source = `function F(x: string) -> ${result} {\n  client "openai/gpt-4o"\n  prompt #"{{ x }}"#\n}\n${declarations}`;
  project.setFile('a.baml', source);
  const [found] = project.snapshot().functions();
  return found!.outline.map(({ depth, name, type, attributes, promise, source: at }) => {
    if (at) assert.equal(source.slice(at.start, at.end), name);
    return `${'  '.repeat(depth)}${name}: ${[type, ...attributes].join(' ')} — ${promise}`;
  });
}

describe('outline', () => {
  it('shows a class member by member', () => {
    const rows = outline(
      'Receipt',
      `class Receipt {
  title string
  id string @stream.done
  total float
  paid bool @stream.not_null
  note string? @stream.done
  kind Kind
  items Item[]
  safe (Item @stream.done)[]
  best Item
  by map<string, int>
  all string[] @stream.done
  who string @stream.with_state
}
class Item {
  name string
  category string
  @@stream.done
}
enum Kind {
  A
}
`,
    );
    assert.deepEqual(rows, [
      'Receipt: Receipt — held until paid is there, then fills in member by member',
      '  title: string — grows letter by letter',
      '  id: string @stream.done — held until its closing quote',
      '  total: float — null, then the whole float at once',
      '  paid: bool @stream.not_null — the whole bool at once; its object waits until it is complete',
      '  note: string? @stream.done — null until it starts, then: grows letter by letter',
      '  kind: Kind — null, then the whole value at once',
      '  items: Item[] — [] first, then one whole item at a time',
      '    [n]: Item @@stream.done — held until its last member closes: category',
      '      name: string — arrives whole, together with what is around it',
      '      category: string — arrives whole, together with what is around it',
      '  safe: Item[] — [] first, then one whole item at a time',
      '    [n]: Item @stream.done @@stream.done — held until its last member closes: category',
      '      name: string — arrives whole, together with what is around it',
      '      category: string — arrives whole, together with what is around it',
      '  best: Item @@stream.done — held until its last member closes: category',
      '    name: string — arrives whole, together with what is around it',
      '    category: string — arrives whole, together with what is around it',
      '  by: map<string, int> — {} first, then one whole entry at a time',
      '  all: string[] @stream.done — null first, held until the list closes',
      '  who: string @stream.with_state — grows letter by letter; says its state',
    ]);
  });

  it('says what a plain result does', () => {
    assert.deepEqual(outline('string', ''), ['string: string — grows letter by letter']);
    assert.deepEqual(outline('int', ''), ['int: int — one result: the int when it is complete']);
    assert.deepEqual(outline('string[]', ''), [
      'string[]: string[] — [] first, then items that grow as they are written',
    ]);
    assert.deepEqual(outline('string[] @stream.done', ''), [
      'string[]: string[] @stream.done — one result, when the list closes',
    ]);
  });

  it('shows the choices of a union', () => {
    assert.deepEqual(
      outline('(Call | Message)[]', 'class Call {\n  f string\n  @@stream.done\n}\nclass Message {\n  text string\n}'),
      [
        '(Call | Message)[]: (Call | Message)[] — [] first, then items that grow as they are written',
        '  [n]: Call | Message — null until one of its types matches, then grows as the type that matches',
        '    | Call: Call @@stream.done — held until its last member closes: f',
        '      f: string — arrives whole, together with what is around it',
        '    | Message: Message — fills in member by member',
        '      text: string — grows letter by letter',
      ],
    );
  });

  it('stops where a type comes back to itself', () => {
    assert.deepEqual(outline('Tree', 'class Tree {\n  value int\n  left Tree?\n  all Tree[]\n}'), [
      'Tree: Tree — fills in member by member',
      '  value: int — null, then the whole int at once',
      '  left: Tree? — null until it starts, then: fills in member by member',
      '  all: Tree[] — [] first, then items that grow as they are written',
      '    [n]: Tree — fills in member by member',
    ]);
    assert.deepEqual(outline('J', 'type J = string | J[]'), [
      'J: J — null first, then grows as it is written',
      '  [n]: J — null first, then grows as it is written',
    ]);
  });
});
