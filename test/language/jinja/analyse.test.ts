import assert from 'node:assert/strict';
import type { JinjaType, TemplateAnalysis } from '../../../server/src/language/jinja/analysis';
import { typeText } from '../../../server/src/language/jinja/types';
import { symbolKey } from '../../../server/src/language/semantics/occurrence';
import { analysed } from '../../support/templates';

const DECLARATIONS = `class Person {
  name string
  nick string?
  address Address
  friends Person[]
  mood Mood
  notes map<string, Address>
}
class Address {
  street string
}
enum Mood {
  Happy
  Sad
}
type Someone = Person | null
template_string Greet(who: Person, loud: bool) #"{{ who.name }}"#
`;
const PARAMETERS = 'x: string, n: int, p: Person, o: Person?, s: Someone, l: Person[], m: map<string, Person>, e: Mood';

/** The analysis of a prompt whose text holds `$0`, and the offset of that place. */
function at(prompt: string): { analysis: TemplateAnalysis; offset: number } {
  const text = `${DECLARATIONS}function F(${PARAMETERS}) -> string {\n  client C\n  prompt #"\n${prompt}\n"#\n}\n`;
  const offset = text.indexOf('$0');
  const analysis = analysed(text.replace('$0', '')).find(({ kind }) => kind === 'prompt');
  assert.ok(analysis);
  return { analysis, offset };
}

/** The type of the expression at `$0`. */
function typeAt(prompt: string): string {
  const { analysis, offset } = at(prompt);
  const found = analysis.expressionAt(offset);
  return found ? typeText(found.type) : 'nothing';
}

function namesAt(prompt: string, kind: string): string {
  const { analysis, offset } = at(prompt);
  return analysis
    .scopeAt(offset)
    .filter((entry) => entry.kind === kind)
    .map(({ name, type }) => `${name}: ${typeText(type)}`)
    .join(', ');
}

function occurrences(text: string): string[] {
  return analysed(text).flatMap((analysis) =>
    analysis.occurrences.map(
      ({ span, symbol, role }) => `${text.slice(span.start, span.end)} ${symbolKey(symbol)} ${role}`,
    ),
  );
}

describe('analyseTemplates', () => {
  describe('types of expressions', () => {
    const cases: readonly (readonly [prompt: string, type: string])[] = [
      ['{{ p$0 }}', 'Person'],
      ['{{ p.name$0 }}', 'string'],
      ['{{ p.nick$0 }}', 'string | null'],
      ['{{ p.address.street$0 }}', 'string'],
      ['{{ p.friends[0].mood$0 }}', 'Mood'],
      ['{{ p.notes["home"].street$0 }}', 'string'],
      ['{{ p["address"].street$0 }}', 'string'],
      ['{{ Mood$0.Happy }}', 'Mood'],
      ['{{ Mood.Happy.value$0 }}', 'string'],
      ['{{ s$0 }}', 'Person | null'],
      ['{% if s %}{{ s$0 }}{% endif %}', 'Person'],
      ['{% if not s %}{% else %}{{ s$0 }}{% endif %}', 'Person'],
      ['{% if s is not none %}{{ s$0 }}{% endif %}', 'Person'],
      ['{% if s != none and s$0 %}{% endif %}', 'Person'],
      ['{% if not s or s$0.name %}{% endif %}', 'Person'],
      ['{% if s is defined %}{{ s$0 }}{% endif %}', 'Person'],
      ['{% if s is none %}{% elif n %}{{ s$0 }}{% endif %}', 'Person'],
      ['{% if p.nick %}{{ p.nick$0 }}{% endif %}', 'string'],
      ['{% if s %}{% set s = o %}{{ s$0 }}{% endif %}', 'Person | null'],
      ['{{ s$0.name if s else "" }}', 'Person'],
      ['{% for f in p.friends %}{{ f$0 }}{% endfor %}', 'Person'],
      ['{% for f in l if f$0.nick %}{% endfor %}', 'Person'],
      ['{% for f in l if f.nick %}{{ f.nick$0 }}{% endfor %}', 'string'],
      ['{% for k, v in m|items %}{{ v$0 }}{% endfor %}', 'Person'],
      ['{% for k, v in m.items() %}{{ k$0 }}{{ v }}{% endfor %}', 'string'],
      ['{% for k in m %}{{ k$0 }}{% endfor %}', 'string'],
      ['{% for f in l %}{{ loop.nextitem$0 }}{% endfor %}', 'Person | null'],
      ['{{ (l|first$0).name }}', 'Person | null'],
      ['{{ l|map(attribute="address.street")$0 }}', 'string[]'],
      ['{{ l|sort(attribute="name")$0 }}', 'Person[]'],
      ['{% set a = n + 1 %}{{ a$0 }}', 'int | float'],
      ['{% set a, b = (x, n) %}{{ b$0 }}', 'int'],
      ['{% if n %}{% set a = x %}{% else %}{% set a = n %}{% endif %}{{ a$0 }}', 'string | int'],
      ['{% set a %}text{% endset %}{{ a$0 }}', 'string'],
      ['{{ Greet(p, true)$0 }}', 'string'],
      ['{{ x.split(",")$0 }}', 'string[]'],
      ['{{ nothing$0 }}', 'any'],
      ['{{ p.nothing$0 }}', 'any'],
      ['{{ ctx.client.name$0 }}', 'string'],
      ['{% macro hi(a) %}{{ a$0 }}{% endmacro %}', 'any'],
      ['{% set a = x %}{% macro hi() %}{{ a$0 }}{{ n }}{% endmacro %}', 'any'],
    ];
    for (const [prompt, type] of cases) it(`${prompt}: ${type}`, () => assert.equal(typeAt(prompt), type));
  });

  describe('while typing', () => {
    const objects: readonly (readonly [prompt: string, type: string])[] = [
      ['{{ p.$0 }}', 'Person'],
      ['{{ p.$0', 'Person'],
      ['{{ p.address.$0\n{{ x }}', 'Address'],
      ['{% if p.address.$0 %}', 'Address'],
      ['{% for f in p.$0 %}{% endfor %}', 'Person'],
      ['{% for f in l %}{{ f.$0 }}', 'Person'],
      ['{{ Greet(p.$0 }}', 'Person'],
      ['{{ x|replace("a", p.$0) }}', 'Person'],
      ['{% set a = p.$0 %}', 'Person'],
      ['{{ "a" ~ p.$0 }}', 'Person'],
    ];
    for (const [prompt, type] of objects) {
      it(`${JSON.stringify(prompt)}: the object is ${type}`, () => {
        const { analysis, offset } = at(prompt);
        const found = analysis.expressionAt(offset)?.expression;
        assert.equal(found?.kind, 'attribute');
        const { end } = found.object.span;
        const object: JinjaType | undefined = analysis.expressionAt(end)?.type;
        assert.equal(object && typeText(object), type);
      });
    }

    it('a filter without a name is an expression over its input', () => {
      const { analysis, offset } = at('{{ l | $0 }}');
      const site = analysis.sites.find((one) => one.kind === 'filter');
      assert.ok(site && site.call.name.span.start <= offset);
      assert.equal(typeText(site.input), 'Person[]');
    });
  });

  describe('names at a place', () => {
    it('parameters, everywhere', () => {
      assert.equal(
        namesAt('$0{{ x }}', 'parameter'),
        'x: string, n: int, p: Person, o: Person | null, s: Person | null, l: Person[], m: map<string, Person>, e: Mood',
      );
    });

    const cases: readonly (readonly [prompt: string, variables: string])[] = [
      ['{% for f in l %}{{ $0 }}{% endfor %}', 'f: Person'],
      ['{% for f in l %}{% endfor %}{{ $0 }}', ''],
      ['{% for f in l %}{{ a. }}{% else %}b{{ $0 }}{% endfor %}', ''],
      ['{% set a = n %}{{ $0 }}', 'a: int'],
      ['{{ $0 }}{% set a = n %}', ''],
      ['{% if n %}{% set a = n %}{% endif %}{{ $0 }}', 'a: int'],
      ['{% if n %}{% set a = n %}{{ $0 }}{% endif %}', 'a: int'],
      ['{% for f in l %}{% set a = f %}{% endfor %}{{ $0 }}', ''],
      ['{% macro hi(a, b) %}{{ $0 }}{% endmacro %}', 'a: any, b: any'],
      ['{% set a = n %}{% for a in l %}{{ $0 }}{% endfor %}', 'a: Person'],
    ];
    for (const [prompt, names] of cases) {
      it(`${prompt}: ${names || 'none'}`, () => assert.equal(namesAt(prompt, 'variable'), names));
    }

    it('what a condition says', () => {
      assert.match(namesAt('{% if o %}{{ $0 }}{% endif %}', 'parameter'), /o: Person,/);
      assert.match(namesAt('{% if o %}{% endif %}{{ $0 }}', 'parameter'), /o: Person \| null,/);
    });

    it('the names of the language and the project', () => {
      const { analysis, offset } = at('{{ $0 }}');
      const names = analysis.scopeAt(offset).map(({ name }) => name);
      for (const name of ['_', 'ctx', 'range', 'dict', 'namespace', 'debug', 'Greet', 'Mood'])
        assert.ok(names.includes(name));
      assert.ok(!names.includes('Person'));
    });

    it('in a check `this`, in a test the result and the arguments', () => {
      const text = `${DECLARATIONS}class Team {
  boss Person @assert({{ this.name }})
}
function F(a: string) -> Person {
}
test T {
  functions [F]
  args { a "x" }
  @@check(first, {{ this.name }})
  @@assert({{ _.checks.first and a }})
}`;
      const [, inField, inCheck, inAssert] = analysed(text);
      const names = (analysis: TemplateAnalysis | undefined) =>
        analysis
          ?.scopeAt(analysis.span.start)
          .filter(({ name }) => !['range', 'dict', 'namespace', 'debug'].includes(name));
      assert.deepEqual(
        names(inField)?.map(({ name, type }) => `${name}: ${typeText(type)}`),
        ['this: Person'],
      );
      assert.deepEqual(
        names(inCheck)?.map(({ name, type }) => `${name}: ${typeText(type)}`),
        ['this: Person', '_: _', 'a: string'],
      );
      const found = inAssert?.sites.flatMap((site) => (site.kind === 'attribute' ? [site.member?.name] : []));
      assert.deepEqual(found?.sort(), ['checks', 'first']);
    });
  });

  it('knows the members of types', () => {
    const { analysis } = at('');
    const names = (type: JinjaType) => analysis.membersOf(type).map(({ name }) => name);
    assert.deepEqual(names({ kind: 'class', name: 'Address' }), ['street', 'items', 'keys', 'values', 'get']);
    assert.deepEqual(names({ kind: 'enum-type', name: 'Mood' }), ['Happy', 'Sad']);
    assert.deepEqual(names({ kind: 'enum', name: 'Mood' }), ['value']);
    const either: JinjaType = {
      kind: 'union',
      members: [{ kind: 'class', name: 'Person' }, { kind: 'class', name: 'Address' }, { kind: 'none' }],
    };
    assert.deepEqual(names(either), ['items', 'keys', 'values', 'get']);
  });

  describe('occurrences', () => {
    it('of parameters, fields, enums and their values, template strings and their parameters', () => {
      const text = `${DECLARATIONS}function F(p: Person) -> string {
  client C
  prompt #"{{ p.address.street }}{{ Mood.Happy }}{{ Greet(who=p, loud=true) }}{% if p.mood == "Sad" %}{% endif %}{{ p["name"] }}
    {{ p.friends|map(attribute="address.street") }}"#
}`;
      assert.deepEqual(occurrences(text).slice(2), [
        'p parameter F.p reference',
        'address field Person.address reference',
        'street field Address.street reference',
        'Mood enum Mood reference',
        'Happy value Mood.Happy reference',
        'Greet template Greet reference',
        'who parameter Greet.who reference',
        'p parameter F.p reference',
        'loud parameter Greet.loud reference',
        'p parameter F.p reference',
        'mood field Person.mood reference',
        'Sad value Mood.Sad reference',
        'p parameter F.p reference',
        'name field Person.name reference',
        'p parameter F.p reference',
        'friends field Person.friends reference',
        'address field Person.address reference',
        'street field Address.street reference',
      ]);
    });

    it('of variables: set again is the same, in a loop another one', () => {
      const text = `template_string T(l: int[]) #"{% set a = 1 %}{% set a = a %}{% for a in l %}{{ a }}{% endfor %}{{ a }}"#`;
      const list = occurrences(text).filter((one) => one.startsWith('a '));
      const [outer, inner] = [text.indexOf('a = 1'), text.indexOf('a in l')];
      assert.deepEqual(list, [
        `a variable main.baml#${outer}.a declaration`,
        `a variable main.baml#${outer}.a reference`,
        `a variable main.baml#${outer}.a reference`,
        `a variable main.baml#${inner}.a declaration`,
        `a variable main.baml#${inner}.a reference`,
        `a variable main.baml#${outer}.a reference`,
      ]);
    });

    it('of macros and their parameters', () => {
      const text = `template_string T #"{% macro hi(who, b=1) %}{{ who }}{% endmacro %}{{ hi(who=1) }}"#`;
      const [macro, parameter] = [text.indexOf('hi('), text.indexOf('who')];
      assert.deepEqual(
        occurrences(text).filter((one) => !one.startsWith('b ')),
        [
          `hi variable main.baml#${macro}.hi declaration`,
          `who variable main.baml#${parameter}.who declaration`,
          `who variable main.baml#${parameter}.who reference`,
          `hi variable main.baml#${macro}.hi reference`,
          `who variable main.baml#${parameter}.who reference`,
        ],
      );
    });

    it('in checks and asserts', () => {
      const text = `class A {
  b B @assert({{ this.c > 1 }})
  @@check(x, {{ this.b.c }})
}
class B { c int }`;
      assert.deepEqual(occurrences(text), ['c field B.c reference', 'b field A.b reference', 'c field B.c reference']);
    });
  });
});
