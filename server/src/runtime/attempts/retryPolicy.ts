/** How long to wait before a retry. Measured on the official runtime: there is no jitter, and `retry-after` is not read. */
import type { RetryPolicy } from '../../ir/functions';

/**
 * Milliseconds to wait before retry number `retry`, counted from 1. The first wait of a growing delay is already
 * multiplied.
 */
export function retryDelay({ strategy }: Pick<RetryPolicy, 'strategy'>, retry: number): number {
  const { delayMs } = strategy;
  if (strategy.type === 'constant_delay') return atLeastZero(delayMs);
  return atLeastZero(Math.min(strategy.maxDelayMs, delayMs * strategy.multiplier ** retry));
}

function atLeastZero(ms: number): number {
  return ms > 0 ? ms : 0;
}
