/** The order of attempts, written as `A 60 A 150 B`: clients, with the wait after each when it is not 0. */
import assert from 'node:assert/strict';
import {
  attemptsOf,
  firstCall,
  isSingleCall,
  type RetryRounds,
  type Strategy,
} from '../../../server/src/runtime/attempts/strategy';

const retry = (maxRetries: number, delayMs: number): RetryRounds => ({
  maxRetries,
  strategy: { type: 'constant_delay', delayMs },
});
const [A, B, C]: readonly Strategy[] = [0, 1, 2].map((call) => ({ kind: 'call', call }));
const composite = (kind: 'fallback' | 'round-robin', children: Strategy[], more: object = {}): Strategy => ({
  kind,
  children,
  turns: kind,
  ...more,
});
const fallback = (children: Strategy[], more?: object): Strategy => composite('fallback', children, more);
const roundRobin = (children: Strategy[], more?: object): Strategy => composite('round-robin', children, more);

describe('the order of attempts', () => {
  it('begins with the first client, of a round-robin with the one it is to start with', () => {
    assert.equal(firstCall(fallback([B!, A!])), 1);
    assert.equal(firstCall(roundRobin([A!, fallback([C!, B!])], { start: 1 })), 2);
    assert.equal(firstCall(roundRobin([A!, B!], { start: 4 })), 0);
    assert.equal(firstCall(roundRobin([B!, C!])), 1);
  });

  const again = { ...A!, retry: retry(1, 60) };
  const cases: [name: string, strategy: Strategy, order: string][] = [
    ['one call', A!, 'A'],
    ['no retries', { ...A!, retry: retry(0, 60) }, 'A'],
    ['retries', { ...A!, retry: retry(2, 60) }, 'A 60 A 60 A'],
    [
      'growing waits',
      {
        ...A!,
        retry: {
          maxRetries: 2,
          strategy: { type: 'exponential_backoff', delayMs: 100, multiplier: 2, maxDelayMs: 300 },
        },
      },
      'A 200 A 300 A',
    ],
    ['children in order, without a wait', fallback([A!, B!, C!]), 'A B C'],
    ['a child uses up its own policy first', fallback([again, B!]), 'A 60 A B'],
    [
      'a policy on the list waits after every child but those of the last round',
      fallback([A!, B!], { retry: retry(2, 150) }),
      'A 150 B 150 A 150 B 150 A B',
    ],
    ['both', fallback([again, B!], { retry: retry(2, 150) }), 'A 60 A 150 B 150 A 60 A 150 B 150 A 60 A B'],
    ['nested', fallback([A!, fallback([B!, C!], { retry: retry(1, 60) })]), 'A B 60 C 60 B C'],
    ['a round-robin calls one', roundRobin([A!, B!], { start: 1 }), 'B'],
    ['a policy on a round-robin moves on', roundRobin([A!, B!, C!], { start: 1, retry: retry(3, 9) }), 'B 9 C 9 A 9 B'],
    ['a round-robin in a fallback', fallback([roundRobin([A!, B!], { start: 1 }), C!]), 'B C'],
  ];
  for (const [name, strategy, order] of cases) it(name, () => assert.equal(orderOf(strategy, world()), order));

  it('gives everyone a turn, also over several calls, and takes one only when it is used', () => {
    const turns = world();
    const strategy = fallback([roundRobin([A!, B!], { start: 0 }), C!]);
    assert.deepEqual(
      [1, 2, 3].map(() => orderOf(strategy, turns)),
      ['A C', 'B C', 'A C'],
    );
    assert.equal(attemptsOf(strategy, turns).next().value?.call, 1);
    assert.equal(orderOf(strategy, turns), 'A C');
  });

  it('is decided only when the next attempt is asked for: a million retries cost nothing', () => {
    const sequence = attemptsOf(fallback([{ ...A!, retry: retry(1e9, 1) }], { retry: retry(1e9, 1) }), world());
    assert.equal(sequence.next().value?.call, 0);
  });

  it('ends a composite when its time is over, and goes on with what is after it', () => {
    let now = 1000;
    const clock = { ...world(), now: () => now };
    const inner = fallback([A!, B!], { totalMs: 100, retry: retry(5, 10) });
    const sequence = attemptsOf(fallback([inner, C!], { totalMs: 500 }), clock);
    assert.deepEqual(sequence.next().value, { call: 0, delayAfter: 10, until: 1100 });
    now = 1100;
    assert.deepEqual(sequence.next().value, { call: 2, delayAfter: 0, until: 1500 });
    now = 1500;
    assert.equal(sequence.next().done, true);
  });

  it('knows a plain call', () => {
    assert.ok(isSingleCall(A!));
    assert.ok(isSingleCall({ ...A!, retry: retry(0, 60) }));
    assert.ok(!isSingleCall(again));
    assert.ok(!isSingleCall(fallback([A!])));
  });
});

function world(): Parameters<typeof attemptsOf>[1] {
  const counts = new Map<string, number>();
  return {
    now: () => 0,
    nextTurn(turns, children, start) {
      const turn = counts.get(turns) ?? start ?? 0;
      counts.set(turns, turn + 1);
      return turn % children;
    },
  };
}

function orderOf(strategy: Strategy, clock: Parameters<typeof attemptsOf>[1]): string {
  const attempts = [...attemptsOf(strategy, clock)];
  return attempts
    .flatMap(({ call, delayAfter }, index) => [
      'ABC'[call],
      ...(delayAfter && index < attempts.length - 1 ? [String(delayAfter)] : []),
    ])
    .join(' ');
}
