import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { fieldStates } from '../../../support/streamClaims';

describe('check: streamListDoneNull', () => {
  checkCases('checks/stream/streamListDoneNull');
  checkFixes('checks/stream/streamListDoneNull');

  it('the official runtime gives null, then nothing in it, then all of it', () => {
    const seen = (row: string) => [...new Set(fieldStates(row)[0]!.map((state) => JSON.stringify(state)))];
    assert.deepEqual(seen('string[] @stream.done'), ['null', '[]', '["ab c","ab c"]']);
    assert.deepEqual(seen('map<string, int> @stream.done'), ['null', '{}', '{"ab c":42}']);
    assert.equal(seen('string[]')[0], '[]');
    assert.equal(seen('map<string, int>')[0], '{}');
  });
});
