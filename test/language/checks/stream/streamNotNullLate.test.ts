import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { fieldStates, firstVisible } from '../../../support/streamClaims';

describe('check: streamNotNullLate', () => {
  checkCases('checks/stream/streamNotNullLate');
  checkFixes('checks/stream/streamNotNullLate');

  describe('what the official runtime withholds', () => {
    it('nothing of a result is there before the late field is', () => {
      assert.equal(firstVisible('string @stream.not_null'), '{"first": "ab c", "f": "');
      assert.equal(firstVisible('int @stream.not_null'), '{"first": "ab c", "f": 42,');
      assert.equal(firstVisible('string @stream.not_null @stream.done'), '{"first": "ab c", "f": "ab c"');
      assert.equal(firstVisible('Needed'), '{"first": "ab c", "f": {');
    });

    it('everything is there from the beginning without it, or soon when the field comes first', () => {
      assert.equal(firstVisible('string'), '');
      assert.equal(firstVisible('class A {\n  f string @stream.not_null\n  first string\n}'), '{"f": "');
    });

    it('a class in a field is null, and an item is missing, until then', () => {
      const part = 'class B {\n  x string\n  y string @stream.not_null\n}\nclass A {\n  ';
      const seen = (field: string) =>
        new Set(fieldStates(`${part}f ${field}\n}`)[0]!.map((state) => JSON.stringify(state)));
      assert.ok(!seen('B').has('{"x":"ab","y":null}') && seen('B').has('null'));
      assert.ok(!seen('B[]').has('[{"x":"ab","y":null}]') && seen('B[]').has('[]'));
    });
  });
});
