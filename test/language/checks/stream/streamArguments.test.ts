import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { rowSource, streamDifference } from '../../../support/streamClaims';

describe('check: streamArguments', () => {
  checkCases('checks/stream/streamArguments');
  checkFixes('checks/stream/streamArguments');

  it('the official runtime makes nothing of arguments on a type', () => {
    for (const name of ['done', 'not_null', 'with_state']) {
      assert.equal(
        streamDifference(rowSource(`string @stream.${name}(true)`), rowSource(`string @stream.${name}`), 'F'),
        undefined,
      );
    }
  });
});
