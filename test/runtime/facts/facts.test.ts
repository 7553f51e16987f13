import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { factsOf, factsOfChunks, type Facts } from '../../../server/src/runtime/facts/facts';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from '../stream/cases';
import { generate, randomFrom } from '../stream/generate';

const TYPES = `enum Color {
  RED @alias("rot")
  BLUE
}
class Cell {
  v int
}
class A {
  x int
}
class B {
  y string
  x int?
}
class Item {
  name string
  age int? @alias("years")
  price float?
  color Color?
  ok bool?
  kind ("a" | "b")?
  note string?
  tags string[]
  cell Cell?
  by map<string, int>
}`;

const factsFor = (type: string, text: string, isFinal = true): Facts =>
  factsOf(outputOf(source(type, TYPES)), text, isFinal);

/** Repairs as lines: the kind, where, the text it is about, what became of it. */
function repairs(type: string, text: string, isFinal = true): string[] {
  return factsFor(type, text, isFinal).repairs.map(({ kind, path, span, what }) => {
    const about = span === null ? '' : ` «${text.slice(...span)}»`;
    return `${kind} ${path.length === 0 ? '-' : path.join('.')}${about}${what === undefined ? '' : ` ${what}`}`;
  });
}

describe('facts: repairs', () => {
  const none = '{"name": "Ann", "tags": ["x"], "by": {}}';
  const cases: readonly [what: string, text: string, lines: readonly string[]][] = [
    ['plain JSON has none', none, []],
    [
      'prose and a fence',
      `Sure:\n\`\`\`json\n${none}\n\`\`\`\nBye`,
      ['prose-skipped - «Sure:»', 'fence-stripped - «```json»', 'fence-stripped - «```»', 'prose-skipped - «Bye»'],
    ],
    ['brackets in prose', `Here: ${none} Bye`, ['prose-skipped - «Here:»', 'prose-skipped - «Bye»']],
    [
      'unquoted text and keys',
      '{name: Ann, "tags": [a b], "by": {}}',
      ['key-quoted name «name»', 'quote-added name «Ann»', 'quote-added tags.0 «a b»'],
    ],
    [
      'other quotes',
      `{'name': 'Ann', "tags": [], "by": {}}`,
      ["key-quoted name «'name'»", "quote-replaced name «'Ann'» '…'"],
    ],
    ['a block of text', '{"name": """\n a\n""", "tags": [], "by": {}}', ['quote-replaced name «"""\n a\n"""» """…"""']],
    [
      'commas',
      '{, "name": "Ann", "tags": ["x",,"y",], "by": {},}',
      ['comma-dropped - «,»', 'comma-dropped tags «,»', 'comma-dropped tags «,»', 'comma-dropped - «,»'],
    ],
    ['a missing comma', '{"name": "Ann", "cell": {"v": 1} "tags": [], "by": {}}', ['comma-missing - «»']],
    [
      'comments',
      '{"name": "Ann", // who\n "tags": [ /* none */ ], "by": {}}',
      ['comment-dropped - «// who» // who', 'comment-dropped tags «/* none */» /* none */'],
    ],
    [
      'escapes that stay',
      String.raw`{name: "caf\u00e9 \/", "tags": [], "by": {}}`,
      ['key-quoted name «name»', String.raw`escape-kept name «\u00e9» \u00e9`, String.raw`escape-kept name «\/» \/`],
    ],
    ['inner quotes', '{"name": "an "x" b", "tags": [], "by": {}}', ['quote-kept name «"» and 1 more']],
    [
      'an early end',
      '{"name": "Ann", "tags": ["x", "by',
      [
        'closed-at-end tags.1 «"by»',
        'closed-at-end tags «["x", "by»',
        `closed-at-end - «{"name": "Ann", "tags": ["x", "by»`,
        'default-used by {}',
      ],
    ],
    ['a key without value', '{"name": "Ann", "tags": [], "by": {}, "note"}', ['key-without-value - «"note"» "note"']],
    [
      'text for numbers and bools',
      '{"name": "n", "years": "31", "price": "about $3.5", "ok": "yes, true", "tags": [], "by": {}}',
      [
        'alias-matched age «"years": "31"» years → age',
        'text-to-number age «"31"» "31" → 31',
        'text-to-number price «"about $3.5"» "about $3.5" → 3.5',
        'text-to-bool ok «"yes, true"» "yes, true" → true',
      ],
    ],
    ['a float for an int', '{"name": "n", "cell": {"v": 2.5}, "tags": [], "by": {}}', ['rounded cell.v «2.5» 2.5 → 3']],
    [
      'other values for text',
      '{"name": 12.50, "note": {"a": 1}, "tags": [], "by": {}}',
      ['value-to-text name «12.50» 12.5 → "12.5"', 'value-to-text note «{"a": 1}» {…} → "{a: 1}"'],
    ],
    [
      'names',
      '{"Name": "n", "color": "rot", "kind": "the B", "tags": [], "by": {}}',
      [
        'name-matched name «"Name": "n"» Name → name',
        'alias-matched color «"rot"» "rot" → RED',
        'name-found-in-text kind «"the B"» "the B" → b',
      ],
    ],
    [
      'one for many, many for one',
      '{"name": "n", "tags": "x", "years": [1, 2], "by": {}}',
      ['alias-matched age «"years": [1, 2]» years → age', 'first-of-several age «[1, 2]»', 'single-to-list tags «"x"»'],
    ],
    [
      'what does not fit',
      '{"name": "n", "price": "?", "tags": ["a", null], "by": {"k": 1, "l": "?"}}',
      ['null-for-value price «"?"» "?" → null', 'dropped-item tags «null» null', 'dropped-entry by.l «"?"» l'],
    ],
    [
      'an object around a name, a text for a number to round',
      '{"name": "n", "kind": {"k": "A"}, "cell": {"v": "2.5"}, "tags": [], "by": {}}',
      [
        'unwrapped kind «{"k": "A"}» "A"',
        'name-matched kind «"A"» "A" → a',
        'text-to-number cell.v «"2.5"» "2.5" → 3',
        'rounded cell.v «"2.5"» "2.5" → 3',
      ],
    ],
    [
      'a value for an object',
      '{"name": "n", "cell": 5, "tags": [], "by": {}}',
      ['inferred cell «5» Cell', 'implied-key cell.v «5»'],
    ],
    [
      'keys that are not there or come again',
      '{"name": "n", "x": 1, "name": "m", "tags": [], "by": {}}',
      ['ignored-key - «"x": 1» x', 'duplicate-key name «"name": "m"» name'],
    ],
    ['what is missing', '{"name": "n"}', ['default-used tags []', 'default-used by {}']],
  ];
  for (const [what, text, lines] of cases) it(what, () => assert.deepEqual(repairs('Item', text), lines));

  it('are not told of what may still come', () => {
    assert.deepEqual(repairs('Item', '{"name": "Ann", "tags": ["x", "y', false), []);
    assert.deepEqual(repairs('Item', '{"name": "Ann", "tags": ["x",', false), []);
  });

  it('are told of text that does not fit its type as well', () => {
    assert.deepEqual(repairs('Cell', 'It is {w: 1}'), ['prose-skipped - «It is»', 'key-quoted w «w»']);
  });
});

describe('facts: keys', () => {
  it('a quote that does not end a key, because an odd blank follows it', () => {
    const text = '{"name"\u00a0: "x", "tags": []}';
    const found = factsFor('Item', text).repairs.filter(({ kind }) => kind === 'quote-kept' || kind === 'text-skipped');
    assert.deepEqual(
      found.map(({ kind, span }) => [kind, span]),
      [['quote-kept', [6, 7]]],
    );
  });
});

describe('facts: candidates and variants', () => {
  it('a text of several values: which was taken, and at what penalty', () => {
    const text = 'Use {1, 2} or {"x": 1}';
    const told = factsFor('A', text).candidates.map(
      ({ kind, span, score, chosen }) => `${kind} «${text.slice(...span)}» ${score}${chosen ? ' taken' : ''}`,
    );
    assert.deepEqual(told, ['span «{1, 2}» null', 'span «{"x": 1}» 1 taken', 'all «{1, 2} or {"x": 1}» null']);
  });

  it('fenced blocks with their tags, and what follows them', () => {
    const { candidates } = factsFor('int[]', '```json\n[1]\n```\n```js\n[2]\n```\nThat is all.');
    assert.deepEqual(
      candidates.map(({ kind, tag, chosen }) => [kind, tag, chosen]),
      [
        ['fence', 'json', true],
        ['fence', 'js', false],
        ['all', undefined, false],
        ['trailing', undefined, false],
      ],
    );
  });

  it('JSON, repaired text, and text as it is', () => {
    const kinds = (type: string, text: string) => factsFor(type, text).candidates.map(({ kind }) => kind);
    assert.deepEqual(kinds('A', '{"x": 1}'), ['json']);
    assert.deepEqual(kinds('Color', 'the BLUE one'), ['text']);
    assert.deepEqual(kinds('string?', '"abc'), ['fixed']);
    assert.deepEqual(kinds('string', 'abc'), []);
  });

  it('the variant of a union, and that it is not decided yet', () => {
    const [open] = factsFor('A | B', '{"x": 1', false).variants;
    assert.deepEqual(open, {
      path: [],
      options: [
        { type: 'A', score: 0 },
        { type: 'B', score: 1 },
      ],
      chosen: 0,
      undecided: true,
    });
    const [closed] = factsFor('A | B', '{"x": 1, "y": "q"}').variants;
    assert.equal(closed?.chosen, 1);
    assert.equal(closed.undecided, false);
  });

  it('no choice where a type is only optional', () => assert.deepEqual(factsFor('Cell?', '{"v": 1}').variants, []));
});

describe('facts: values', () => {
  it('have their place in the text, their state, and why they are held', () => {
    const { nodes } = factsFor('Item', '{"name": "An', false);
    const [root, name, age] = nodes;
    assert.deepEqual([root?.span, root?.closed, root?.state, root?.visible], [[0, null], false, 'incomplete', true]);
    assert.deepEqual([name?.path, name?.type, name?.value, name?.span], [['name'], 'string', 'An', [9, null]]);
    assert.deepEqual([age?.path, age?.span, age?.state, age?.visible], [['age'], null, 'pending', false]);
    const held = factsFor('Cell', '{"v": 1', false).nodes.find(({ path }) => path[0] === 'v');
    assert.equal(held?.hold?.cause, 'atomic');
  });
});

describe('facts: when values came', () => {
  it('the chunk and the time of the first text, of being visible, and of being complete', () => {
    const output = outputOf(source('Person', 'class Person {\n  age int\n  name string\n}'));
    const chunks = ['{"age": 4', '2', ', "na', 'me": "A', 'nn"', '}'].map((text, at) => ({
      t: at * 10,
      batch: at,
      text,
    }));
    const told = factsOfChunks(output, chunks, true).nodes.map(({ path, firstText, firstVisible, complete }) => [
      path.join('.'),
      ...[firstText, firstVisible, complete].map((one) => (one === null ? null : `${one.chunk} ${one.t}`)),
    ]);
    assert.deepEqual(told, [
      ['', '0 0', '0 0', '5 50'],
      ['age', '0 0', '2 20', '2 20'],
      ['name', '3 30', '3 30', '5 50'],
    ]);
  });

  it('a value that is taken back is not complete any more', () => {
    const output = outputOf(source('T', 'class T {\n  n int\n  t string\n}'));
    const chunks = ['{"n":1,', '"t"'].map((text, at) => ({ t: at, batch: at, text }));
    const n = (count: number) =>
      factsOfChunks(output, chunks.slice(0, count), false).nodes.find(({ path }) => path[0] === 'n');
    assert.equal(n(1)?.visible, true);
    assert.equal(n(2)?.visible, false);
    assert.equal(n(2)?.complete, null);
    assert.deepEqual(n(2)?.firstVisible, { chunk: 0, t: 0 });
  });
});

describe('facts: quirks that stay', () => {
  const CHECKED =
    'class T {\n  a int @check(small, {{ this < 3 }})\n  b string @assert(short, {{ this|length < 3 }}) @check(c, {{ this != "" }})\n}';
  const types = `${TYPES}\n${CHECKED}\ntype J = int | float | string | J[] | map<string, J>\nclass Loose {\n  items string[]\n  note string?\n}\nclass C {\n  x string\n}\nclass D {\n  x int | string\n}`;
  const cases: readonly [type: string, text: string, isFinal: boolean, quirks: readonly string[]][] = [
    ['Item', '{"name": "a", "name": "b", "tags": [], "by": {}}', true, ['first-duplicate name']],
    ['Loose', 'I found nothing.', true, ['defaults-accept-prose ']],
    ['map<Color, string>', '{"rot": "a", "XX": "b"}', true, ['map-key-unchecked XX']],
    ['Item', '{"name": "a", "years": 1,234}', true, ['comma-in-number age']],
    ['Loose', '{#note\n"items": ["a"]}', true, ['hash-comment #note\n"items"']],
    ['Loose', '{"items": [a, ...]}', true, ['ellipsis items.1']],
    ['T', '{"b": "long te', false, ['check-on-withheld b', 'assert-late b']],
    ['(C | D)[]', '[{"x": 1}, {"x": "a"}]', true, ['hint-carry 1']],
    ['J[]', '[1, 2', false, ['number-jump 1']],
    ['(int | string)[]', '[1, 2', false, []],
    ['Item', '{"name": 2', false, ['number-jump name']],
    ['Cell', '{"v": 2', false, []],
    ['Item', '{"name": "a", "tags": [], "by": {}}', true, []],
  ];
  for (const [type, text, isFinal, want] of cases) {
    it(`${type} from ${text}`, () => {
      const { quirks } = factsOf(outputOf(source(type, types)), text, isFinal);
      assert.deepEqual(
        quirks.map(({ quirk, path }) => `${quirk} ${path.join('.')}`),
        want,
      );
    });
  }
});

describe('facts: any text', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '`',
    '```',
    '```json\n',
    '\n```\n',
    ',',
    ':',
    '//',
    '/*',
    '*/',
    '\\',
    '\\u',
    '\n',
    ' ',
    '#',
    '...',
    '1',
    'null',
    'é',
    '\ud800',
    '"name"',
    '"tags": ',
  ];
  const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 40 });

  it('never throws, and every span lies in the text', () => {
    const outputs = ['Item', 'Item[]', '(A | B)[]', 'Color', 'string?', 'map<Color, string>'].map((type) =>
      outputOf(source(type, TYPES)),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...outputs), fc.boolean(), (all, output, isFinal) => {
        const text = all.join('');
        const facts = factsOf(output, text, isFinal);
        for (const { kind, span } of [
          ...facts.repairs,
          ...facts.candidates,
          ...facts.quirks.map((one) => ({ ...one, kind: one.quirk })),
        ]) {
          if (span === null) continue;
          assert.ok(
            0 <= span[0] && span[0] <= span[1] && span[1] <= text.length,
            `${kind} ${span.join('-')} of ${text.length}`,
          );
        }
        assert.ok(facts.candidates.filter(({ chosen }) => chosen).length <= 1);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('the value is that of the engine', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { baml, text } = generate(randomFrom(seed), 'messy');
      const output = outputOf(baml);
      const engine = createEngine(output);
      engine.feed({ t: 0, batch: 0, text });
      const final = engine.finish();
      assert.deepEqual(factsOf(output, text, true).value, final.kind === 'value' ? final.value : undefined);
    }
  });

  it('strict JSON of the schema is repaired nowhere in its notation', () => {
    const notation = /^(?:quote|key-quoted|comma|colon|comment|escape|text-skipped|closed|prose|fence)/;
    for (let seed = 1; seed <= 40; seed++) {
      const { baml, text } = generate(randomFrom(seed), 'clean');
      const { repairs: found } = factsOf(outputOf(baml), text, true);
      assert.deepEqual(
        found.filter(({ kind }) => notation.test(kind)),
        [],
        text,
      );
    }
  });

  it('depth and length are no danger', () => {
    const output = outputOf(source('Item', TYPES));
    for (const text of [
      '['.repeat(50_000),
      '{"name": '.repeat(20_000),
      'x'.repeat(200_000),
      '```json\n'.repeat(5_000),
      '{a:'.repeat(30_000),
    ])
      assert.ok(factsOf(output, text, true).candidates.length > 0);
  }).timeout(60_000);
});
