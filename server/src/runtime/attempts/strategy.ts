/**
 * Which client is called next when a call fails: retry policies, `fallback` and `round-robin`, nested as they are
 * written. Plain data, and a generator that walks over it; nothing is called here.
 */
import type { RetryPolicy } from '../../ir/functions';
import { retryDelay } from './retryPolicy';

export type Strategy = CallStrategy | CompositeStrategy;

/** One client that is called. */
export interface CallStrategy {
  readonly kind: 'call';
  /** Index of the call in the plan. */
  readonly call: number;
  readonly retry?: RetryRounds;
  readonly totalMs?: number;
}

export interface CompositeStrategy {
  /** `fallback` tries its children in order; `round-robin` calls the one whose turn it is. */
  readonly kind: 'fallback' | 'round-robin';
  /** Never empty. */
  readonly children: readonly Strategy[];
  /** Whose turns are counted: unique to the client. */
  readonly turns: string;
  /** The child a round-robin begins with; absent means any. */
  readonly start?: number;
  readonly retry?: RetryRounds;
  /** `total_timeout_ms`: no attempt goes on longer, counted from the beginning of the first. */
  readonly totalMs?: number;
}

/** A retry policy repeats what it stands on. */
export type RetryRounds = Pick<RetryPolicy, 'maxRetries' | 'strategy'>;

/** What the walk asks of the world. */
export interface StrategyWorld {
  /** Milliseconds, as `RunHost.now`. */
  now(): number;
  /** The index of the child whose turn it is, and the turn passes on. */
  nextTurn(turns: string, children: number, start: number | undefined): number;
}

/** One attempt, decided when it is asked for. */
export interface Attempt {
  readonly call: number;
  /** How long to wait when it fails and another one follows, in milliseconds. */
  readonly delayAfter: number;
  /** The moment at which it has to be over, as `StrategyWorld.now`; Infinity when there is none. */
  readonly until: number;
}

/**
 * The attempts of a call, in order; the next one is asked for only after one failed. A policy on a composite repeats all
 * its children, and waits after each child of every round but the last; a child's own policy comes before that.
 */
export function* attemptsOf(
  strategy: Strategy,
  world: StrategyWorld,
  delayAfter = 0,
  until = Infinity,
): Generator<Attempt, void, void> {
  const { totalMs } = strategy;
  const limit = totalMs === undefined ? until : Math.min(until, world.now() + totalMs);
  const rounds = strategy.retry?.maxRetries ?? 0;
  for (let round = 0; round <= rounds; round++) {
    const isLast = round === rounds;
    const wait = isLast || !strategy.retry ? delayAfter : retryDelay(strategy.retry, round + 1);
    yield* roundOf(strategy, world, wait, limit);
    if (world.now() >= limit) return;
  }
}

function* roundOf(
  strategy: Strategy,
  world: StrategyWorld,
  wait: number,
  until: number,
): ReturnType<typeof attemptsOf> {
  switch (strategy.kind) {
    case 'call':
      return yield { call: strategy.call, delayAfter: wait, until };
    case 'fallback':
      for (const child of strategy.children) {
        yield* attemptsOf(child, world, wait, until);
        if (world.now() >= until) return;
      }
      return;
    case 'round-robin': {
      const turn = world.nextTurn(strategy.turns, strategy.children.length, strategy.start);
      const child = strategy.children[turn % strategy.children.length];
      if (child) yield* attemptsOf(child, world, wait, until);
      return;
    }
  }
}

/** The call that is made first; of a round-robin that begins anywhere, its first child's. */
export function firstCall(strategy: Strategy): number {
  const world: StrategyWorld = { now: () => 0, nextTurn: (_, children, start = 0) => start % children };
  for (const { call } of attemptsOf(strategy, world)) return call;
  return 0;
}

/** Whether there can be more than one attempt, or another client than the one named. */
export function isSingleCall(strategy: Strategy): boolean {
  return strategy.kind === 'call' && !strategy.retry?.maxRetries;
}

/** The strategy with a limit for all its attempts together, unless it has one of its own. In milliseconds; 0 means none. */
export function withTotal(strategy: Strategy, totalMs: number | undefined): Strategy {
  return totalMs && strategy.totalMs === undefined ? { ...strategy, totalMs } : strategy;
}
