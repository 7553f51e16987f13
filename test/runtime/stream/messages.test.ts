/** Why an answer does not fit, in the words of the official runtime. */
import * as assert from 'node:assert/strict';
import { createEngine, type OutputType } from '../../../server/src/runtime/stream/engine';
import { openOracle } from '../../support/oracle';
import { allCases, outputOf, source, sourceOf } from './cases';
import { generate, randomFrom } from './generate';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

function messageOf(output: OutputType, text: string): string {
  const engine = createEngine(output);
  engine.feed({ t: 0, batch: 0, text });
  const final = engine.finish();
  return final.kind === 'invalid' ? sorted(final.message) : `a value: ${JSON.stringify(final.value)}`;
}

/** The runtime lists names that match equally well in the order of a hash, which is another one with each run. */
const sorted = (message: string): string =>
  message.replaceAll(/Got: ([^"\\]*)/g, (_all, names: string) => `Got: ${names.split(', ').sort().join(', ')}`);

const officially = (message: string): string => sorted(message.replace(/^BamlError: /, ''));

const CLASSES = `enum E {
  RED
  BLUE
}
class One {
  text string
}
class Two {
  n int
  inner Inner
}
class Inner {
  flag bool
  kind "a" | "b"
  at float
  @@stream.done
}
class Limited {
  n int @assert(small, {{ this < 5 }})
  tags string[] @assert({{ this|length > 0 }})
  @@assert(whole, {{ this.n != 3 }})
}
class Picture {
  i image
}
`;

/** Types, and answers that do not fit them. */
const REFUSED: readonly (readonly [type: string, ...answers: readonly string[]])[] = [
  [
    'int',
    'x',
    '{"a": 1.0, "b": [true, null, "q\\"r\\n"]}',
    'true',
    'null',
    '[]',
    '["x", "y"]',
    '1 or 2',
    "it's \u200b\u0301 é 😀",
  ],
  ['int', 'text {"a": 1} and [x]', '```json\n{"a": 1\n```', '{"a":{"b":[{"c":"d'],
  ['bool', '', 'maybe', '[]'],
  ['E', 'green', '{"x": 1}', 'RED BLUE'],
  ['E | int', 'green', '[]', 'null', 'RED BLUE'],
  ['"a" | "b"', 'c', 'null', '[]', '{"x": "c"}'],
  ['1 | 2', 'x', '3', 'null', '[]'],
  ['One', 'hello', '"hello"', '```json\nhello\n```', '```json\n"hello"\n```', 'hello [x] there', ' x ', '`x`'],
  ['Two | One', 'hello', '"hello"', ' x '],
  ['One?', 'hello'],
  [
    'Two',
    '{}',
    '{"n": "x"}',
    '{"n": 1, "inner": {"flag": "no idea", "kind": "c"}}',
    '[{"n": "x"}]',
    '{"n": 1} {"n": 2}',
  ],
  ['Two | int', '{"n": 1, "inner": 4}', 'x'],
  ['Limited', '{"n": 7, "tags": []}', '{"n": 3, "tags": ["t"]}', '{"n": 7}'],
  ['map<string, int>', 'x', '[1]'],
  ['map<"a", E[]> | bool', 'x'],
  ['image', 'x'],
  ['Picture', '{"i": "x"}', 'x'],
  ['image | int', 'x'],
  ['Limited | int', 'x'],
  ['int @assert({{ this > 3 }}) @check(big, {{ this > 1 }})', 'x', '2'],
  ['string[] @assert(many, {{ this|length > 2 }})', '["x"]'],
];

describe('why an answer does not fit, beside the words of the official runtime', () => {
  for (const [type, ...answers] of REFUSED) {
    it(type, () => {
      const baml = source(type, CLASSES);
      const oracle = openOracle(baml, 'Run');
      const output = outputOf(baml);
      for (const answer of answers) {
        const official = oracle.final(answer);
        assert.ok('refused' in official, `${answer} fits`);
        assert.equal(messageOf(output, answer), officially(official.refused), answer);
      }
    });
  }

  it('every refused answer of the corpus', () => {
    let compared = 0;
    for (const one of allCases()) {
      if (!('e' in one.golden.final)) continue;
      const official = openOracle(one.baml, one.function, one.dynamic).final(one.transcript);
      assert.ok('refused' in official);
      const ours = messageOf(outputOf(sourceOf(one), one.function), one.transcript);
      assert.equal(ours, officially(official.refused), one.id);
      compared++;
    }
    assert.ok(compared > 15);
  }).timeout(60_000);

  it('random answers, cut off and damaged: nearly all', () => {
    let compared = 0;
    const different: string[] = [];
    for (let seed = 1; seed <= 120; seed++) {
      const random = randomFrom(seed);
      const { baml, text } = generate(random, seed % 2 ? 'messy' : 'attributes');
      const oracle = openOracle(baml, 'Run');
      const output = outputOf(baml);
      for (let turn = 0; turn < 10; turn++) {
        const cut = text.slice(0, Math.ceil(random() * text.length));
        const hole = turn < 5 ? cut.length : Math.floor(random() * cut.length);
        const answer = cut.slice(0, hole) + cut.slice(hole + 3);
        const official = oracle.final(answer);
        if (!('refused' in official)) continue;
        compared++;
        const [theirs, ours] = [officially(official.refused), messageOf(output, answer)];
        if (ours !== theirs) different.push(`${baml}\n${answer}\n  official ${theirs}\n  ours     ${ours}`);
      }
    }
    assert.ok(compared > 300);
    assert.ok(
      different.length <= compared * 0.015,
      `${different.length} of ${compared}; first:\n${different[0] ?? ''}`,
    );
  }).timeout(60_000);
});

describe('how much is said of an answer that does not fit', () => {
  const nested = outputOf(source('A', 'class A {\n  n (A | int)\n  x int\n}'));

  it('stays readable where the official text doubles with every level', () => {
    for (const depth of [5, 30, 150])
      assert.ok(messageOf(nested, '{"n":'.repeat(depth)).length < 4_000_000, `${depth}`);
  });

  it('is little while the text goes on: it is told with every chunk', () => {
    const engine = createEngine(outputOf(source('int')));
    engine.feed({ t: 0, batch: 0, text: `{"a": "${'x'.repeat(100_000)}", ${'"b": [1, 2, 3], '.repeat(10_000)}` });
    const snapshot = engine.snapshot();
    assert.ok(snapshot.kind === 'refusal' && snapshot.message.length < 10_000);
  });
});
