import * as assert from 'node:assert/strict';
import { LenientParser } from '../../../server/src/runtime/json/lenient';
import { possibleVariants } from '../../../server/src/runtime/stream/possibleVariants';
import { typeText } from '../../../server/src/runtime/stream/typeText';
import { outputOf, source } from './cases';

const TYPES = `class Cat {
  kind "cat"
  name string
  lives int @alias("number of lives")
}
class Dog {
  kind "dog" | "puppy"
  name string
  breed string
}`;

const CASES: readonly [text: string, type: string, possible: readonly string[]][] = [
  ['{', 'Cat | Dog | string', ['Cat', 'Dog']],
  ['{"name": "x", ', 'Cat | Dog', ['Cat', 'Dog']],
  ['{"breed": ', 'Cat | Dog', ['Dog']],
  ['{"number of lives": ', 'Cat | Dog', ['Cat']],
  ['{"Number Of Lives": ', 'Cat | Dog', ['Cat']],
  ['{"colour": "red", ', 'Cat | Dog', ['Cat', 'Dog']],
  ['{"kind": "c', 'Cat | Dog', ['Cat', 'Dog']],
  ['{"kind": "cat", ', 'Cat | Dog', ['Cat']],
  ['{"kind": "puppy", ', 'Cat | Dog', ['Dog']],
  ['{"breed": ', 'Cat | map<string, string>', ['map<string, string>']],
  ['[1', 'Cat | int[] | int', ['int[]']],
  ['12', 'int | float | string', ['int', 'float']],
  ['true', 'bool | string', ['bool']],
  ['"a', '"a" | "b" | Cat', ['"a"', '"b"']],
  ['{', 'Cat', ['Cat']],
];

describe('the variants a text can still become', () => {
  for (const [text, type, possible] of CASES) {
    it(`${text} as ${type}: ${possible.join(', ')}`, () => {
      const { returns, schema } = outputOf(source(type, TYPES));
      const parser = new LenientParser(0);
      parser.feed(text);
      const raw = parser.settle()!.last!;
      assert.deepEqual(possibleVariants(returns, raw, schema).map(typeText), possible);
    });
  }
});
