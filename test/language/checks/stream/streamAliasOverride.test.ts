import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { fieldStates, growsVisibly } from '../../../support/streamClaims';

describe('check: streamAliasOverride', () => {
  checkCases('checks/stream/streamAliasOverride');
  checkFixes('checks/stream/streamAliasOverride');

  describe('what the official runtime makes of a use', () => {
    it('the alias alone holds its text back; with attributes of its own it does not', () => {
      assert.equal(growsVisibly('S'), false);
      for (const own of ['@stream.not_null', '@assert({{ this }})', '@check(c, {{ this }})'])
        assert.ok(growsVisibly(`S ${own}`), own);
    });

    it('repeated, it does again', () => {
      assert.equal(growsVisibly('S @stream.not_null @stream.done'), false);
    });

    it('a check of the alias is lost, too', () => {
      const declared = 'type X = string @check(c, {{ this|length > 2 }})\nclass A {\n  f X';
      const hasCheck = (row: string) => JSON.stringify(fieldStates(row)).includes('"checks"');
      assert.ok(hasCheck(`${declared}\n}`));
      assert.ok(!hasCheck(`${declared} @stream.done\n}`));
    });

    it('what an alias says adds to what it names', () => {
      const declared = 'type X = string @stream.done\ntype Y = X @stream.with_state\nclass A {\n  f Y\n}';
      const states = JSON.stringify(fieldStates(declared));
      assert.match(states, /"Pending"/, 'in an envelope');
      assert.doesNotMatch(states, /"Incomplete","value":"/, 'and held until it is complete');
    });

    it('a description is harmless', () => {
      assert.equal(growsVisibly('S @description("d")'), false);
    });
  });
});
