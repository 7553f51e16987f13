/**
 * Guarantee 6 of the engine for texts that no model writes on purpose: the steps per character stay the same while the text
 * grows. Each text is read in pieces of four characters, at two sizes.
 */
import * as assert from 'node:assert/strict';
import { ALL_CORRECTIONS } from '../../../server/src/runtime/quirks/catalog';
import { correctedEngine } from '../../../server/src/runtime/quirks/corrected';
import { Reading } from '../../../server/src/runtime/stream/reading';
import { outputOf, source } from './cases';

const VARIANTS = Array.from({ length: 30 }, (_, i) => i);
const TYPES = `class T {\n  a string\n  b int\n  c string?\n}
class Note {\n  text string\n}
class Node {\n  v int?\n  kid Node?\n  kids Node[]\n}
class Wide {\n${Array.from({ length: 500 }, (_, i) => `  field_${i} string?`).join('\n')}\n}
${VARIANTS.map((i) => `class U${i} {\n  kind "u${i}"\n  x${i} string\n  shared int\n}`).join('\n')}
enum Color {\n  RED\n  GREEN\n}
type J = string | int | J[] | map<string, J>`;
const UNION = VARIANTS.map((i) => `U${i}`).join(' | ');
const WIDE = `{${Array.from({ length: 500 }, (_, i) => `"field_${i}": "v${i}"`).join(', ')}},\n`;
const EACH_VARIANT = VARIANTS.map((i) => `{"kind": "u${i}", "x${i}": "some text", "shared": 3}, `).join('');

const MANY_KEYS = Array.from({ length: 300 }, (_, i) => `"key_${i}": "v", `).join('');

const nested = (levels: number): string =>
  levels === 0 ? '{"v": 1}' : `{"v": ${levels}, "kid": ${nested(levels - 1)}, "kids": [{"v": 2}]}`;

/** What is repeated until the text is long enough, behind a beginning. */
const TEXTS: readonly [what: string, type: string, start: string, repeated: string][] = [
  ['deep lists', 'J', '', '['],
  ['deep objects', 'Node', '', '{"kid": '],
  ['deep, then shallow', 'J', '[', `${'['.repeat(100)}${']'.repeat(100)},`],
  ['one long string', 'Note', '{"text": "', 'some words '],
  ['one long run without quotes', 'Note', '{text: ', 'some, words (and), '],
  ['a million brackets in prose', 'T', '', 'see [1] and {x} '],
  ['a million brackets in prose, for a list', 'T[]', '', 'see [1] and {x} '],
  ['brackets that never close', 'T', '', 'a { b [ c '],
  ['brackets that never open', 'T', '', 'a } b ] c '],
  ['brackets that do not match', 'T[]', '', '{"a":1] '],
  ['objects one behind the other', 'T[]', '', '{"a": "x", "b": 1}\n'],
  ['empty objects', 'T[]', '', '{}'],
  ['quotes that reopen', 'Note', '{"text": "', 'a" b "c '],
  ['quotes and blanks', 'Note', '{"text": "', `"${' '.repeat(200)}x`],
  ['backslashes', 'Note', '{"text": "', '\\'],
  ['many fences', 'T[]', '', '```json\n{"a": "x", "b": 1}\n```\n'],
  ['fences around what is no JSON', 'T', '', '```text\nhello\n```\n'],
  ['fences that open and never close', 'T', '', '```json\n'],
  ['a fence inside a string', 'T', '```json\n{"a": "', 'x\n```\n'],
  ['fences in a string that is not closed', 'T', '{"b": 1, "a": "code:\n', "```python\nprint('hi')\n```\nthen\n"],
  ['a fence in a string that is not closed', 'T[]', '[{"a": "code:\n```python\n', "print('hi')\n"],
  ['one key again and again', 'map<string, int>', '{', '"a": 1, '],
  ['many keys again and again', 'map<string, string>', '{', MANY_KEYS],
  ['an object for a text', 'Note', '{"text": {', '"x": "some words", "y": [1, true], '],
  ['a long string in an object for a text', 'Note', '{"text": {"a": [{"b": "', 'some words '],
  ['a list for a text that may be none', 'T', '{"a": "x", "b": 1, "c": [', '{"d": 1.5}, '],
  ['classes of 500 fields', 'Wide[]', '[', WIDE],
  ['a union of 30 classes', `(${UNION})[]`, '[', EACH_VARIANT],
  ['one string in a union of 30 classes', `(${UNION})`, '{"kind": "u29", "x29": "', 'some text '],
  ['a recursive class', 'Node', '{"v": 1, "kids": [', `${nested(20)}, `],
  ['a recursive alias', 'J', '[', '{"a": [1, {"b": "c"}], "d": "e"}, '],
  ['a list for a number', 'int', '[', '1, '],
  ['a list for a class', 'T', '[', '{"a": "x", "b": 1}, '],
  ['items that do not fit', 'int[]', '[', '["x"], '],
  ['comments', 'T', '{', '// note\n'],
  ['commas', 'T', '{', ','],
  ['blanks', 'T', '{', ' '],
  ['lines of a triple-quoted string', 'Note', '{"text": """', '  line\n'],
  ['backticks in a block of backticks', 'Note', '{"text": ```x\n', '  line ` `` \n'],
  ['prose for an enum', 'Color', '', 'nothing to see here. '],
];

const SMALL = 8_192;
const LARGE = 28_672;

describe('streaming: work grows with the text, also of texts that nobody means', () => {
  for (const [what, type, start, repeated] of TEXTS) {
    it(what, () => {
      const output = outputOf(source(type, TYPES));
      const perCharacter = (size: number): number => {
        const text = (start + repeated.repeat(Math.ceil(size / repeated.length))).slice(0, size);
        const reading = new Reading(output, null);
        for (let at = 0; at < size; at += 4) reading.feed({ t: 0, batch: 0, text: text.slice(at, at + 4) });
        const steps = reading.work / size;
        reading.finish();
        return steps;
      };
      const [small, large] = [perCharacter(SMALL), perCharacter(LARGE)];
      assert.ok(large < 150, `${large} steps per character`);
      assert.ok(large < small * 1.25 + 1, `${small} steps per character at ${SMALL}, ${large} at ${LARGE}`);
    }).timeout(60_000);
  }
});

/** Values in values, `depth` of them. */
const deep = (depth: number, level: (inner: string, at: number) => string): string =>
  depth === 0 ? 'null' : level(deep(depth - 1, level), depth);

/** Types that lead back to themselves without a step into the value, so that reading it has to be cut. */
const RECURSIVE: readonly [
  what: string,
  returns: string,
  types: string,
  level: (inner: string, at: number) => string,
][] = [
  [
    'classes of one field',
    'W | V',
    'class W {\n  x (W | V | W[])?\n}\nclass V {\n  y (W | V | V[])?\n}',
    (inner, at) => `{"${at % 2 === 0 ? 'x' : 'y'}": ${inner}}`,
  ],
  [
    'classes of one field, in lists they have no field for',
    'W',
    'class W {\n  x W | V | W[]\n}\nclass V {\n  y W | V | V[]\n}',
    (inner) => `{"q": [${inner}]}`,
  ],
  [
    'an alias of two classes and lists of itself',
    'J',
    'class A {\n  k "a"\n  v int\n  kid J?\n}\nclass B {\n  k "b"\n  v int\n  kid J?\n}\ntype J = A | B | J[]',
    (inner, at) => `{"k": "${at % 2 === 0 ? 'a' : 'b'}", "v": ${at}, "kid": [${inner}]}`,
  ],
  ['an alias of two maps', 'J', 'type J = int | J[] | map<string, J>', (inner, at) => `{"a": [${inner}], "b": ${at}}`],
];

describe('streaming: work does not multiply with the depth of types that lead back to themselves', () => {
  for (const [what, returns, types, level] of RECURSIVE) {
    for (const mode of ['official', 'corrected'] as const) {
      it(`${what}, ${mode}`, () => {
        const output = outputOf(source(returns, types));
        for (const depth of [8, 12]) {
          const text = deep(depth, level);
          const reading =
            mode === 'official' ? new Reading(output, null) : correctedEngine(output, null, ALL_CORRECTIONS);
          assert.ok(reading instanceof Reading);
          for (let at = 0; at < text.length; at += 7) reading.feed({ t: 0, batch: 0, text: text.slice(at, at + 7) });
          const steps = reading.work / text.length;
          assert.ok(steps < 200, `${steps} steps per character at ${depth} levels`);
        }
      });
    }
  }
});
