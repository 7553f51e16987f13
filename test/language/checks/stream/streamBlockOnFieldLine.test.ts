import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { rowSource, streamDifference } from '../../../support/streamClaims';

describe('check: streamBlockOnFieldLine', () => {
  checkCases('checks/stream/streamBlockOnFieldLine');
  checkFixes('checks/stream/streamBlockOnFieldLine');

  it('the official runtime reads it as one of the class', () => {
    assert.equal(
      streamDifference(
        rowSource('class A {\n  x string @@stream.done\n  y string\n}'),
        rowSource('class A {\n  x string\n  y string\n  @@stream.done\n}'),
        'F',
      ),
      undefined,
    );
    assert.ok(
      streamDifference(
        rowSource('class A {\n  x string @@stream.done\n  y string\n}'),
        rowSource('class A {\n  x string @stream.done\n  y string\n}'),
        'F',
      ),
    );
  });
});
