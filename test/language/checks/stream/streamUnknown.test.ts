import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { rowSource, streamDifference } from '../../../support/streamClaims';

describe('check: streamUnknown', () => {
  checkCases('checks/stream/streamUnknown');
  checkFixes('checks/stream/streamUnknown');

  it('the official runtime makes nothing of unknown names inside types, in results and on parameters', () => {
    for (const row of ['(string @stream.finished)[]', 'int | (string @stream.finished)', '-> C @stream.finished']) {
      assert.equal(streamDifference(rowSource(row), rowSource(row.replace(' @stream.finished', '')), 'F'), undefined);
    }
  });
});
