/** What an alias takes over of another alias that it names, prefix by prefix as the official runtime reads it. */
import * as assert from 'node:assert/strict';
import { source } from './cases';
import { compare, describe as told } from './compare';

process.env['BAML_INTERNAL_LOG'] = 'off';

const TEXTS = [
  '["a", ["b", "cd"]]',
  '{"g": "xx", "f": ["a", ["b"]]}',
  '{"f": {"k": ["a"]}, "g": "s"}',
  '{"f": "ab", "g": 1}',
];
const FIRST = ['S', 'S?', '(S | bool)', 'S @stream.with_state', 'S @stream.done', 'S[]'];
const SAID = ['', ' @stream.done', ' @stream.with_state', ' @stream.not_null'];
/** How the second alias is used: a result, and the types that it needs. */
const USES: readonly (readonly [type: string, types: string])[] = [
  ['Y', ''],
  ['Y[]', ''],
  ['A', 'class A {\n  g string\n  f Y\n}'],
  ['A', 'class A {\n  g string\n  f Y[]\n}'],
  ['A', 'class A {\n  g string\n  f Y?\n}'],
  ['A', 'class A {\n  g string\n  f Y @stream.with_state\n}'],
];

describe('aliases of aliases, beside the official runtime', () => {
  for (const target of ['string', '(string | int[])', '(string | S[])'])
    it(`of \`${target}\``, function () {
      this.timeout(60_000);
      for (const first of FIRST)
        for (const said of SAID)
          for (const [type, types] of USES) {
            const baml = source(type, `type S = ${target}${said}\ntype Y = ${first}\n${types}`);
            for (const text of TEXTS) {
              const question = { baml, text };
              const compared = compare(question);
              assert.ok(compared, baml);
              const { differences } = compared;
              assert.equal(differences.length, 0, differences[0] && told(question, differences[0]));
            }
          }
    });
});
