import assert from 'node:assert/strict';
import { retryDelay } from '../../../server/src/runtime/attempts/retryPolicy';

describe('the wait before a retry', () => {
  const growing = { type: 'exponential_backoff', delayMs: 200, multiplier: 1.5, maxDelayMs: 10_000 } as const;

  it('is the same every time with a constant delay', () => {
    const strategy = { type: 'constant_delay', delayMs: 200 } as const;
    assert.deepEqual(
      [1, 2, 50].map((retry) => retryDelay({ strategy }, retry)),
      [200, 200, 200],
    );
  });

  it('grows from the first one on, up to its limit', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((retry) => retryDelay({ strategy: growing }, retry)),
      [300, 450, 675, 1012.5],
    );
    assert.equal(retryDelay({ strategy: growing }, 10_000), 10_000);
    const capped = { ...growing, delayMs: 100, multiplier: 2, maxDelayMs: 300 };
    assert.deepEqual(
      [1, 2, 3].map((retry) => retryDelay({ strategy: capped }, retry)),
      [200, 300, 300],
    );
  });

  it('is never negative or no number', () => {
    for (const delayMs of [-5, NaN]) assert.equal(retryDelay({ strategy: { type: 'constant_delay', delayMs } }, 1), 0);
    assert.equal(retryDelay({ strategy: { ...growing, multiplier: -2, maxDelayMs: 5 } }, 3), 0);
    assert.equal(retryDelay({ strategy: { ...growing, delayMs: 0, multiplier: Infinity } }, 1), 0);
  });
});
