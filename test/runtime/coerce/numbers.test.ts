import * as assert from 'node:assert/strict';
import { numberIn, roundToInteger, wrapInteger } from '../../../server/src/runtime/coerce/numbers';

describe('numbers in strings', () => {
  const cases: readonly [text: string, value: number | null][] = [
    ['12', 12],
    [' 12.5, ', 12.5],
    ['1/4', 0.25],
    ['$1,234.50', 1234.5],
    ['about 7 kg', 7],
    ['between 40 and 42', null],
    ['-3e2', -300],
    ['none', null],
    ['1/0', null],
  ];
  for (const [text, value] of cases) it(JSON.stringify(text), () => assert.equal(numberIn(text)?.value ?? null, value));

  it('rounds half away from zero', () => {
    assert.deepEqual([2.5, -2.5, 2.4].map(roundToInteger), [3, -3, 2]);
  });

  it('wraps unsigned 64-bit integers', () => {
    assert.equal(wrapInteger(2 ** 64 - 1, 2n ** 64n - 1n), -1);
  });
});
