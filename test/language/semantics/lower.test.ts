import assert from 'node:assert/strict';
import type { Runnable } from '../../../server/src/ir/functions';
import type { Type, TypeAttributes } from '../../../server/src/ir/schema';
import { createProject } from '../../../server/src/language/languageService';

const USES =
  'function F(x: string) -> Uses {\n  client "openai/gpt-4o"\n  prompt #"{{ x }}{{ ctx.output_format }}"#\n}\n';

/** The runnable of `F`; fails with its problems when it is refused. */
function runnable(...sources: string[]): Runnable {
  const project = createProject();
  sources.forEach((source, i) => {
    project.setFile(`${i}.baml`, source);
  });
  const result = project.snapshot().runnable('F');
  assert.ok(result.ok, JSON.stringify(result));
  return result.runnable;
}

/** A type with its attributes in short: `string!done`, `list(int!state)`, `union(int|null)!done`. */
function short(type: Type): string {
  const inner = () => {
    switch (type.kind) {
      case 'literal':
        return JSON.stringify(type.value);
      case 'list':
        return `list(${short(type.item)})`;
      case 'map':
        return `map(${short(type.key)},${short(type.value)})`;
      case 'union':
        return `union(${type.variants.map(short).join('|')})`;
      case 'tuple':
        return `tuple(${type.items.map(short).join(',')})`;
      case 'alias':
        return `&${type.name}`;
      default:
        return type.name;
    }
  };
  return inner() + marks(type.attributes);
}

function marks(attributes: TypeAttributes | undefined): string {
  return [
    ...(attributes?.done ? ['!done'] : []),
    ...(attributes?.notNull ? ['!not_null'] : []),
    ...(attributes?.withState ? ['!state'] : []),
    ...(attributes?.constraints ?? []).map(({ level, label }) => `!${level}:${label}`),
  ].join('');
}

/** The type of the field `f T`, with `A`, `B` classes, `E` an enum and `N` an alias `string @stream.done`. */
function field(source: string): string {
  const declarations =
    'class A { x int }\nclass B { y int }\nenum E { V }\n' +
    'type N = string @stream.done\ntype M = N\ntype U = int | string\ntype J = int | J[]\n' +
    'type C = string @check(short, {{ this|length < 9 }})\n' +
    'type NS = N @stream.with_state\ntype NO = N?\ntype NU = N | int\ntype CC = C @check(long, {{ this|length > 2 }})\n' +
    'type X = int | X[] @stream.done\ntype XA = X\ntype XO = XA?\ntype XU = X | string\ntype XL = X[]\n';
  return short(
    runnable(`${declarations}class Uses {\n  f ${source}\n}\n${USES}`).schema.classes['Uses']!.fields[0]!.type,
  );
}

describe('lower', () => {
  describe('binds attributes as the language reference says', () => {
    const cases: Readonly<Record<string, string>> = {
      'string @stream.done': 'string!done',
      'string[] @stream.done': 'list(string)!done',
      '(string @stream.done)[]': 'list(string!done)',
      '(string @stream.done)': 'string!done',
      '((string @stream.done)) @stream.with_state': 'string!done!state',
      '(string @stream.done)?': 'union(string|null)!done',
      'string? @stream.not_null': 'union(string|null)!not_null',
      'A | B @stream.done': 'union(A|B)!done',
      'A @stream.done | B': 'union(A!done|B)',
      'A | (B @stream.done)': 'union(A|B!done)',
      '(A | B @stream.done)': 'union(A|B)!done',
      '(A | B @stream.done)[]': 'list(union(A|B)!done)',
      'int | (A | B @stream.done)': 'union(int|A|B)!done',
      'int | (E | (A | B @stream.done))?': 'union(int|E|A|B|null)!done',
      '(A | B @stream.done) | int': 'union(A|B|int)',
      'int | ((A | B) @stream.done @check(c, {{ this }}))': 'union(int|union(A|B)!done!check:c)',
      'map<string, (A @stream.done)>': 'map(string,A!done)',
      'map<(string @stream.done), int>': 'map(string!done,int)',
      'string @assert(ok, {{ this }}) @check(a, {{ this }})': 'string!assert:ok!check:a',
      'string\n    @stream.done': 'string!done',
      'string // note\n    @stream.done': 'string!done',
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source.replaceAll(/\s+/g, ' '), () => assert.equal(field(source), expected));
    }
  });

  describe('replaces aliases by their target', () => {
    const cases: Readonly<Record<string, string>> = {
      N: 'string!done',
      M: 'string!done',
      'N?': 'union(string!done|null)',
      'N[]': 'list(string!done)',
      'N @stream.not_null': 'string!not_null',
      'N @assert(a, {{ this }})': 'string!assert:a',
      'N @description("harmless")': 'string!done',
      'C @stream.done': 'string!done',
      'U | bool': 'union(int|string|bool)',
      'U @stream.done': 'union(int|string)!done',
      J: '&J',
      'J @stream.done': '&J!done',
      'E?': 'union(E|null)',
      // An alias adds to what it names, and looks into a recursive one once.
      NS: 'string!done!state',
      'NS @stream.not_null': 'string!not_null',
      NO: 'union(string|null)!done',
      NU: 'union(string!done|int)',
      CC: 'string!check:short!check:long',
      X: '&X',
      XA: 'union(int|list(&X))!done',
      XO: 'union(int|list(&X)|null)!done',
      XU: 'union(int|list(&X)|string)',
      XL: 'list(&X)',
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => assert.equal(field(source), expected));
    }
  });

  describe('types', () => {
    const cases: Readonly<Record<string, string>> = {
      'int | string[]': 'union(int|list(string))',
      'int | string?': 'union(int|string|null)',
      '(int | string)?': 'union(int|string|null)',
      'string[]?': 'union(list(string)|null)',
      '"a" | -1 | true': 'union("a"|-1|true)',
      'int\n    | string\n    | A': 'union(int|string|A)',
      'image?': 'union(image|null)',
      '(int | (string | bool))': 'union(int|string|bool)',
      'int | null | null': 'union(int|null)',
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source.replaceAll(/\s+/g, ' '), () => assert.equal(field(source), expected));
    }
  });

  it('says where an attribute is written', () => {
    const source = 'class Uses {\n  f string @stream.done\n}\n' + USES;
    const done = runnable(source).schema.classes['Uses']!.fields[0]!.type.attributes!.done!;
    assert.deepEqual(
      { uri: done.uri, text: source.slice(done.start, done.end) },
      { uri: '0.baml', text: '@stream.done' },
    );
  });

  it('reads aliases, descriptions and skip of fields and values', () => {
    const source =
      'class Uses {\n  f (string @alias("g"))? @description(#"\n    two\n    lines\n  "#)\n  s int? @skip\n  e E\n' +
      '  @@description("all")\n  @@stream.done\n}\nenum E {\n  V @alias(vee)\n  W @skip\n  @@dynamic\n}\n';
    const { classes, enums } = runnable(source + USES).schema;
    const [f, s] = classes['Uses']!.fields;
    assert.deepEqual([f!.alias, f!.description, s!.skip], ['g', 'two\nlines', true]);
    assert.equal(classes['Uses']!.attributes.description, 'all');
    assert.ok(classes['Uses']!.attributes.done);
    assert.deepEqual(
      enums['E']!.values.map(({ name, alias, skip }) => [name, alias, skip]),
      [
        ['V', 'vee', undefined],
        ['W', undefined, true],
      ],
    );
    assert.equal(enums['E']!.attributes.dynamic, true);
  });

  it('takes along what the function leads to, and nothing else', () => {
    const {
      schema,
      templates,
      clients,
      retryPolicies,
      function: fn,
    } = runnable(
      `function F(x: In) -> Uses {
  client Both
  prompt #"{{ Outer(x) }}{{ ctx.output_format }}"#
}
class In { a int }
class Uses { j J }
type J = int | J[]
class Unused { a int }
template_string Outer(x: In) #"{{ Inner() }}"#
template_string Inner() #"in"#
template_string Lonely() #"no"#
`,
      `client<llm> Both {
  provider fallback
  options { strategy [One, "openai/gpt-4o"] }
}
client<llm> One {
  provider openai
  retry_policy Twice
  options {
    api_key env.KEY
    temperature 0.70
    headers { "X-A" on }
  }
}
client<llm> Other { provider openai }
retry_policy Twice {
  max_retries 2
  strategy { type exponential_backoff, delay_ms 100 }
}
`,
    );
    assert.deepEqual(Object.keys(schema.classes), ['In', 'Uses']);
    assert.deepEqual(Object.keys(schema.aliases), ['J']);
    assert.deepEqual(templates.map(({ name }) => name).sort(), ['Inner', 'Outer']);
    assert.deepEqual(Object.keys(clients), ['Both', 'One']);
    assert.deepEqual(clients['One']!.options, [
      { key: 'api_key', value: { kind: 'env', name: 'KEY' } },
      { key: 'temperature', value: { kind: 'number', text: '0.70' } },
      {
        key: 'headers',
        value: { kind: 'map', entries: [{ key: 'X-A', value: { kind: 'string', value: 'on' } }] },
      },
    ]);
    assert.deepEqual(retryPolicies['Twice']!.strategy, {
      type: 'exponential_backoff',
      delayMs: 100,
      multiplier: 1.5,
      maxDelayMs: 10_000,
    });
    assert.equal(fn.client, 'Both');
  });

  it('places the nodes of a prompt in the file', () => {
    const source =
      'function F(x: string) -> string {\n  client "openai/gpt-4o"\n  prompt #"\n    Hi\n      {{ x }}\n  "#\n}\n';
    const output = runnable(source).function.prompt.nodes.find(({ kind }) => kind === 'output')!;
    assert.match(source.slice(output.span.start, output.span.end), /x/);
  });

  it('survives JSON', () => {
    const result = runnable('class Uses {\n  f (string @check(a, {{ this }}))[] @stream.done\n}\n' + USES);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  });
});
