import assert from 'node:assert/strict';
import { corpus } from '../../support/corpus';
import { parseFile, type SourceFile } from '../../../server/src/language/project/sourceFile';
import { symbolKey, type Occurrence } from '../../../server/src/language/semantics/occurrence';
import { occurrencesAt, occurrencesOf } from '../../../server/src/language/semantics/occurrences';
import { symbolsOf } from '../../../server/src/language/project/symbolView';
import type { Symbols } from '../../../server/src/language/semantics/symbols';

function project(...texts: readonly string[]): { files: readonly SourceFile[]; symbols: Symbols } {
  const files = texts.map((text, at) => parseFile(`${at}.baml`, text));
  return { files, symbols: symbolsOf(files) };
}

/** One line for each line of the text that holds names: `name = what it stands for`, declarations with `:=`. */
function drawn(...texts: readonly string[]): string[] {
  const { files, symbols } = project(...texts);
  const file = files[0]!;
  const lineOf = (offset: number) => file.text.slice(0, offset).split('\n').length;
  /** What one place knows alone is drawn with the line of that place. */
  const local = (key: string) => key.replace(/0\.baml#(\d+)/, (_, offset: string) => `line ${lineOf(Number(offset))}`);
  const lines = new Map<number, string[]>();
  for (const { span, symbol, role, where } of occurrencesOf(file, symbols)) {
    const line = lineOf(span.start);
    const sign = role === 'declaration' ? ':=' : where === 'code' ? '=' : '~';
    const text = `${file.text.slice(span.start, span.end)} ${sign} ${local(symbolKey(symbol))}`;
    lines.set(line, [...(lines.get(line) ?? []), text]);
  }
  return [...lines.values()].map((names) => names.join(', '));
}

describe('occurrences', () => {
  it('are the declarations and every type name', () => {
    assert.deepEqual(
      drawn(
        [
          'class Person {',
          '  name string',
          '  friends (Person? | Pet)[] @alias("Person")',
          '  byKind map<Kind, Many>',
          '}',
          'enum Kind {',
          '  Cat',
          '}',
          'type Many = Person[] | string',
          'template_string Show(p: Person) #""#',
        ].join('\n'),
        'class Pet { }',
      ),
      [
        'Person := class Person',
        'name := field Person.name',
        'friends := field Person.friends, Person = class Person, Pet = class Pet',
        'byKind := field Person.byKind, Kind = enum Kind, Many = alias Many',
        'Kind := enum Kind',
        'Cat := value Kind.Cat',
        'Many := alias Many, Person = class Person',
        'Show := template Show, p := parameter Show.p, Person = class Person',
      ],
    );
  });

  it('are names of clients, policies and functions, quoted or bare, and no shorthands', () => {
    assert.deepEqual(
      drawn(
        [
          'function F(x: int) -> string { client Fast',
          '  prompt #""# }',
          'function G() -> int { client "Fast"',
          '  prompt #""# }',
          'function H() -> int { client openai/Fast',
          '  prompt #""# }',
          'client<llm> Fast { provider fallback',
          '  retry_policy "Slowly"',
          '  options { strategy [Fast, "Other", "openai/x", Missing] } }',
          'client<llm> Other { provider openai }',
          'retry_policy Slowly { max_retries 1 }',
          'generator Python { output_type "python/pydantic" }',
          'test T { functions [F, "G", Nothing]',
          '  args { } }',
        ].join('\n'),
      ),
      [
        'F := function F, x := parameter F.x, Fast ~ client Fast',
        'G := function G, Fast ~ client Fast',
        'H := function H',
        'Fast := client Fast',
        'Slowly ~ retry Slowly',
        'Fast ~ client Fast, Other ~ client Other',
        'Other := client Other',
        'Slowly := retry Slowly',
        'Python := generator Python',
        'T := test line 13.T, F ~ function F, G ~ function G',
      ],
    );
  });

  it('are the names in test arguments, by the types of the parameters', () => {
    assert.deepEqual(
      drawn(
        [
          'test T {',
          '  functions [F, G]',
          '  args {',
          '    p {',
          '      name "Red"',
          '      "colour" Red',
          '      best "Red"',
          '      seen [{ name "a" }, { other 1 }]',
          '      by { Red { name x } }',
          '      nothing { name "a" }',
          '    }',
          '    q { type "cat", sound meow }',
          '    unknown { name "a" }',
          '  }',
          '}',
        ].join('\n'),
        [
          'function F(p: Optional, q: Cat | Dog) -> int { client "openai/x"',
          ' prompt #""# }',
          'function G(p: string) -> int { client "openai/x"',
          ' prompt #""# }',
          'type Optional = Person?',
          'class Person { name string colour Colour best Colour | string seen Person[] by map<Colour, Person> }',
          'class Cat { type "cat" sound string }',
          'class Dog { type "dog" bark int }',
          'enum Colour { Red',
          ' }',
        ].join('\n'),
      ),
      [
        'T := test line 1.T',
        'F ~ function F, G ~ function G',
        'p ~ parameter F.p, p ~ parameter G.p',
        'name ~ field Person.name',
        'colour ~ field Person.colour, Red ~ value Colour.Red',
        'best ~ field Person.best, Red ~ value Colour.Red',
        'seen ~ field Person.seen, name ~ field Person.name',
        'by ~ field Person.by, Red ~ value Colour.Red, name ~ field Person.name',
        'q ~ parameter F.q, type ~ field Cat.type, sound ~ field Cat.sound',
      ],
    );
  });

  it('tell the types of a test apart from those of the project', () => {
    assert.deepEqual(
      drawn(
        [
          'test T {',
          '  functions [F]',
          '  type_builder {',
          '    class Extra { of Person }',
          '    dynamic class Person { extra Extra',
          '    }',
          '    type Much = Extra[]',
          '  }',
          '  args { p { extra { of { extra {} } } } }',
          '}',
          'class Extra { x Much }',
        ].join('\n'),
        'class Person { @@dynamic }\nfunction F(p: Person) -> int { client "openai/x"\n prompt #""# }',
      ),
      [
        'T := test line 1.T',
        'F ~ function F',
        'Extra := class line 4.Extra, of := field line 4.of, Person = class Person',
        'Person = class Person, extra := field Person.extra, Extra = class line 4.Extra',
        'Much := alias line 7.Much, Extra = class line 4.Extra',
        'p ~ parameter F.p, extra ~ field Person.extra, of ~ field line 4.of, extra ~ field Person.extra',
        'Extra := class Extra, x := field Extra.x',
      ],
    );
  });

  it('are the words of an expression function that can hardly be anything else', () => {
    assert.deepEqual(
      drawn(
        [
          'function Twice(x: int, c: Color) -> P {',
          '  let y = Once(x);',
          '  let c = Color.Red;',
          '  P { x: Twice(y.x, c) }',
          '}',
        ].join('\n'),
        'function Once(x: int) -> int { x }\nclass P { x int }\nenum Color {\n  Red\n}',
      ),
      [
        'Twice := function Twice, x := parameter Twice.x, c := parameter Twice.c, Color = enum Color, P = class P',
        'Once = function Once, x = parameter Twice.x',
        'Color = enum Color, Red = value Color.Red',
        'P = class P, Twice = function Twice',
      ],
    );
  });

  it('follow the declarations of other files', () => {
    const use = parseFile('a.baml', 'class A { x B }');
    const kinds = ['class B { }', 'enum B { }', ''].map((text) => {
      const files = [use, parseFile('b.baml', text)];
      const symbols = symbolsOf(files);
      return occurrencesOf(use, symbols).map(({ symbol }) => symbolKey(symbol));
    });
    assert.deepEqual(kinds, [
      ['class A', 'field A.x', 'class B'],
      ['class A', 'field A.x', 'enum B'],
      ['class A', 'field A.x'],
    ]);
  });

  it('are found at and behind a name', () => {
    const { files, symbols } = project('class Ab { cd Ab }');
    const found = [5, 6, 8, 9, 11, 13, 14, 16, 17].map((offset) => {
      const [occurrence] = occurrencesAt(files[0]!, symbols, offset);
      return occurrence ? symbolKey(occurrence.symbol) : '';
    });
    assert.deepEqual(found, ['', 'class Ab', 'class Ab', '', 'field Ab.cd', 'field Ab.cd', 'class Ab', 'class Ab', '']);
  });

  it('are at every offset of a file those of the whole file that stand there', () => {
    for (const { name, text } of corpus()) {
      const file = parseFile('0.baml', text);
      const symbols = symbolsOf([file]);
      const all = occurrencesOf(file, symbols);
      const told = (list: readonly Occurrence[]): string[] =>
        list.map(({ span, symbol, role, where }) => `${span.start}-${span.end} ${symbolKey(symbol)} ${role} ${where}`);
      for (let offset = 0; offset <= text.length; offset++) {
        const around = all.filter(({ span }) => span.start <= offset && offset <= span.end);
        const expected = around.filter(({ span }) => span.start === around.at(-1)!.span.start);
        assert.deepEqual(
          told(occurrencesAt(file, symbols, offset)).sort(),
          told(expected).sort(),
          `${name} at ${offset}`,
        );
      }
    }
  });

  it('take any text', () => {
    for (const text of [
      'class',
      'class { x',
      'test { args { a { b',
      'type A = A\ntype B = B[]',
      'enum { A',
      'client { retry_policy',
      'function F(x',
      'test T { functions [F] args { x { x { x 1 } } } }\ntype R = map<string, R> | R\nfunction F(x: R) -> R { }',
    ]) {
      const { files, symbols } = project(text);
      for (const { span } of occurrencesOf(files[0]!, symbols)) assert.ok(span.start < span.end, text);
    }
  });
});
