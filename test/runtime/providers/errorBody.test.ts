import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorMessage, errorMessageOf } from '../../../server/src/runtime/providers/errorBody';

describe('the message in an error body', () => {
  const cases: [body: unknown, message: string | undefined][] = [
    [{ error: { message: 'Rate limit', type: 'requests' } }, 'Rate limit'],
    [{ error: { code: 402, message: 'Insufficient credits' } }, 'Insufficient credits'],
    [{ error: { code: 'DeploymentNotFound' } }, 'DeploymentNotFound'],
    [{ error: { code: 502 } }, '502'],
    [{ error: 'model "x" not found' }, 'model "x" not found'],
    [{ message: 'Too many requests' }, 'Too many requests'],
    [{ detail: 'Not authenticated' }, 'Not authenticated'],
    [{ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'Overloaded'],
    [[{ error: { message: 'in a list' } }], 'in a list'],
    [{ error: { message: ' ' }, message: 'outer' }, 'outer'],
    [{ error: {} }, undefined],
    [{ error: null, message: 7 }, '7'],
    ['words', undefined],
    [null, undefined],
    [[], undefined],
  ];
  for (const [body, message] of cases) {
    it(JSON.stringify(body), () => assert.equal(errorMessage(body), message));
  }

  it('is looked for in any text without throwing', () => {
    assert.equal(errorMessageOf('{"error":"x"}'), 'x');
    assert.equal(errorMessageOf('<html>'), undefined);
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const message = errorMessageOf(text);
        assert.ok(message === undefined || message.length > 0);
      }),
    );
  });
});
