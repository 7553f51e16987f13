import * as assert from 'node:assert/strict';
import { attributeTexts, typeText } from '../../../server/src/runtime/stream/typeText';
import { outputOf, source } from './cases';

const TYPES = 'class A {\n  a string @stream.done @stream.not_null\n  @@stream.done\n}\nclass B {\n  b int\n}';

const WRITTEN: readonly [type: string, text?: string][] = [
  ['string'],
  ['A?'],
  ['A[]'],
  ['(A | B)[]'],
  ['A[]?'],
  ['A | B'],
  ['(A | B)?'],
  ['map<string, A[]>'],
  ['"yes" | "no"'],
  ['(A @stream.done)[]', 'A[]'],
];

const ATTRIBUTES: readonly [type: string, attributes: readonly string[]][] = [
  ['B', []],
  ['A', ['@@stream.done']],
  ['B @stream.done', ['@stream.done']],
  ['A @stream.with_state', ['@stream.with_state', '@@stream.done']],
];

describe('types as a person writes them', () => {
  for (const [type, text = type] of WRITTEN) {
    it(type, () => assert.equal(typeText(outputOf(source(type, TYPES)).returns), text));
  }
  for (const [type, attributes] of ATTRIBUTES) {
    it(`the attributes of ${type}`, () => {
      const { returns, schema } = outputOf(source(type, TYPES));
      assert.deepEqual(attributeTexts(returns, schema, null), attributes);
    });
  }
});
