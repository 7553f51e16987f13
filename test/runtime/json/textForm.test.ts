import * as assert from 'node:assert/strict';
import { LenientParser } from '../../../server/src/runtime/json/lenient';
import { floatText, textForm } from '../../../server/src/runtime/json/textForm';

const CASES: readonly [text: string, form: string][] = [
  ['{"a": 1, "b": "two", "c": [true, null]}', '{a: 1, b: two, c: [true, null]}'],
  ['{"a": {"b": [1, 2', '{a: {b: [1, 2]}}'],
  ['{"a": 1, "b"', '{a: 1}'],
  ['[1.50, 5., "x, y"]', '[1.5, 5.0, x, y]'],
  ['{}', '{}'],
];

const FLOATS: readonly [value: number, text: string][] = [
  [0, '0.0'],
  [-0, '-0.0'],
  [12.5, '12.5'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e16'],
  [0.00001, '0.00001'],
  [0.000001, '1e-6'],
];

describe('the text form of values', () => {
  for (const [text, form] of CASES) {
    it(`${text} is ${form}, also when asked at every character`, () => {
      const parser = new LenientParser(0);
      let shown = '';
      for (const char of text) {
        parser.feed(char);
        const value = parser.settle()?.last ?? undefined;
        if (value !== undefined) shown = textForm(value);
      }
      assert.equal(shown, form);
    });
  }
  for (const [value, text] of FLOATS) it(`${value} is ${text}`, () => assert.equal(floatText(value), text));
});
