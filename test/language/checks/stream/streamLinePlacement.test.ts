import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { rowSource, streamDifference } from '../../../support/streamClaims';

describe('check: streamLinePlacement', () => {
  checkCases('checks/stream/streamLinePlacement');
  checkFixes('checks/stream/streamLinePlacement');

  it('the official runtime reads it as one of the field', () => {
    assert.equal(
      streamDifference(
        rowSource('class A {\n  x string\n  y string\n  @stream.not_null\n}'),
        rowSource('class A {\n  x string\n  y string @stream.not_null\n}'),
        'F',
      ),
      undefined,
    );
    assert.ok(
      streamDifference(
        rowSource('class A {\n  x string\n  y string\n  @stream.not_null\n}'),
        rowSource('class A {\n  x string\n  y string\n  @@stream.not_null\n}'),
        'F',
      ),
    );
  });
});
