/** Checks and asserts: what they do to partial and final values, beside the official runtime. */
import * as assert from 'node:assert/strict';
import { compare, describe as describeDifference } from './compare';
import { source } from './cases';
import { randomFrom } from './generate';
import { generateConstraints } from './generateConstraints';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

/** What a person would want to look up: compared at every prefix, and in the end. */
const RULES: readonly (readonly [rule: string, types: string, ...answers: readonly string[]])[] = [
  [
    'a check that gives neither true nor false refuses the value, as an assert does',
    'class R {\n  n int\n  v int? @check(odd, {{ this % 2 }})\n  w int? @check(odd, {{ this is odd }})\n}',
    '{"n": 1, "v": 3, "w": 3}',
  ],
  [
    'so does one that fails; a required field then refuses its class in the end',
    'class R {\n  n int\n  v int @check(long, {{ this|length > 2 }})\n}',
    '{"n": 1, "v": 345}',
  ],
  [
    'the text true counts as true',
    'class R {\n  v string @check(yes, {{ this }})\n  n int\n}',
    '{"v": "true", "n": 1}',
    '{"v": "True", "n": 1}',
  ],
  [
    'asserts on required fields are asked in the end only, those on optional ones and on classes at once',
    'class R {\n  a string @assert({{ false }})\n  b string? @assert({{ false }})\n  c C @assert({{ false }})\n}\nclass C {\n  x int\n}',
    '{"a": "x", "b": "y", "c": {"x": 1}}',
  ],
  [
    'an empty list stands in for an absent field only when it passes the checks and asserts of the field',
    'class R {\n  n int\n  v string[] @check(some, {{ this|length > 0 }})\n  w string[] @check(few, {{ this|length < 3 }})\n}',
    '{"n": 1}',
    '{"n": 1, "v": ["a"]}',
  ],
  [
    'a value that a partial reading had to bend comes without its checks, the final one with them',
    'class R {\n  v string @check(short, {{ this|length < 3 }})\n  n int\n}',
    '{"v": 12, "n": 1}',
    '{"v": "12", "n": 1}',
  ],
  [
    'a class that was bent is judged by the attributes of its first use',
    'class R {\n  a C\n  b C @assert({{ false }})\n}\nclass C {\n  n int\n  s string?\n}',
    '{"a": {"n": 1}, "b": {"n": "2"}}',
  ],
  [
    'asserts on items drop them, and an item may come and go while it grows',
    'class R {\n  items (string @assert({{ this|length != 2 }}))[]\n  n int\n}',
    '{"items": ["abc", "de", "f"], "n": 1}',
  ],
  [
    'a whole float is still a float',
    'class R {\n  v float @check(f, {{ this is float }}) @check(t, {{ this|string == "3.0" }})\n  n int\n}',
    '{"v": 3, "n": 1}',
  ],
  [
    'null is judged as any value',
    'class R {\n  v int? @check(none, {{ this is none }})\n  w (int? @assert({{ this != none }}))[]\n}',
    '{"v": null, "w": [1, null, 2]}',
  ],
];

describe('checks and asserts, beside the official runtime', () => {
  for (const [rule, types, ...answers] of RULES) {
    it(rule, () => {
      for (const text of answers) {
        const question = { baml: source('R', types), text };
        const outcome = compare(question);
        assert.ok(outcome, 'the official compiler does not take the schema');
        assert.deepEqual(
          outcome.differences.map((difference) => describeDifference(question, difference)),
          [],
        );
      }
    });
  }

  it('random constraints on everything: the same at every prefix', () => {
    let prefixes = 0;
    const differences: string[] = [];
    for (let seed = 1; seed <= 150; seed++) {
      const question = generateConstraints(randomFrom(seed));
      const outcome = compare(question);
      if (outcome === null) continue;
      prefixes += outcome.prefixes;
      differences.push(...outcome.differences.map((difference) => describeDifference(question, difference)));
    }
    assert.ok(prefixes > 4000);
    assert.ok(differences.length === 0, `${differences.length} of ${prefixes} differ; first:\n${differences[0] ?? ''}`);
  }).timeout(60_000);
});
