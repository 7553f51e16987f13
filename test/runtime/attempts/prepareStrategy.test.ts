import assert from 'node:assert/strict';
import { prepareStrategy } from '../../../server/src/runtime/attempts/prepareStrategy';
import type { Runnable, Value } from '../../../server/src/ir/functions';
import { runnableOf } from '../../support/runnables';

const client = (name: string, provider: string, options: string, more = ''): string =>
  `client<llm> ${name} {\n  provider ${provider}\n${more}\n  options {\n${options}\n  }\n}\n`;

const baml = (start: string, ...clients: string[]): Runnable =>
  runnableOf(
    `${clients.join('')}retry_policy R {\n  max_retries 2\n}\nfunction F() -> string {\n  client ${start}\n  prompt #"Hi"#\n}\n`,
    'F',
  );

describe('the strategy of a client', () => {
  const A = client('A', 'openai', '    model "a"', '  retry_policy R');
  const B = client('B', 'openai', '    model "b"');

  it('is one call, with its policy', () => {
    const found = prepareStrategy(baml('A', A), 'A');
    assert.ok(found.ok);
    const retry = { maxRetries: 2, strategy: { type: 'constant_delay', delayMs: 200 } };
    assert.deepEqual(found.strategy, { kind: 'call', call: 0, retry });
    assert.deepEqual(
      found.clients.map(({ name }) => name),
      ['A'],
    );
  });

  it('is one call of a shorthand', () => {
    const found = prepareStrategy(baml('"openai/gpt-4o/x"'), 'openai/gpt-4o/x');
    assert.ok(found.ok);
    const model: Value = { kind: 'string', value: 'gpt-4o/x' };
    assert.deepEqual(found.clients[0]?.options, [{ key: 'model', value: model }]);
    assert.equal(found.clients[0]?.provider, 'openai');
  });

  it('nests, and has each client once', () => {
    const rr = client('Rr', 'baml-round-robin', '    strategy [A, B, "openai/x"]\n    start 1');
    const fb = client(
      'Fb',
      'fallback',
      '    strategy [Rr, A]\n    http {\n      total_timeout_ms 500\n    }',
      '  retry_policy R',
    );
    const found = prepareStrategy(baml('Fb', A, B, rr, fb), 'Fb');
    assert.ok(found.ok, JSON.stringify(found));
    assert.deepEqual(
      found.clients.map(({ name }) => name),
      ['A', 'B', 'openai/x'],
    );
    const { strategy } = found;
    assert.ok(strategy.kind === 'fallback' && strategy.children[0]?.kind === 'round-robin');
    assert.equal(strategy.totalMs, 500);
    assert.equal(strategy.retry?.maxRetries, 2);
    assert.equal(strategy.turns, 'file:///main.baml#Fb');
    assert.equal(strategy.children[0].start, 1);
    assert.deepEqual(strategy.children[1], { ...strategy.children[0].children[0] });
  });

  const none: [name: string, start: string, clients: Runnable['clients'], message: RegExp][] = [
    ['a client that is not there', 'X', {}, /There is no client `X`/],
    ['a child that is not there', 'Fb', clients({ Fb: ['X'] }), /There is no client `X`/],
    ['no children', 'Fb', clients({ Fb: [] }), /`Fb` has no `strategy`/],
    ['a composite as a shorthand', 'fallback/x', {}, /`fallback\/x` has no `strategy`/],
    ['a circle', 'Fb', clients({ Fb: ['Fc'], Fc: ['Fb'] }), /`Fb` leads to itself: Fb → Fc → Fb/],
    [
      'very deep nesting',
      'F0',
      clients(Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`F${i}`, [`F${i + 1}`]]))),
      /nested too deeply/,
    ],
    [
      'a hundred thousand million places',
      'F0',
      clients(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`F${i}`, Array<string>(10).fill(`F${i + 1}`)]))),
      /nested too deeply|There is no client `F11`/,
    ],
    [
      'a provider named like a member of every object',
      'O',
      { O: { ...fallbackOf('O', []), provider: 'constructor' } },
      /^$/,
    ],
  ];
  for (const [name, start, given, message] of none) {
    it(`is none: ${name}`, () => {
      const found = prepareStrategy({ ...baml('A', A), clients: given }, start);
      if (message.source === '^$') return assert.ok(found.ok && found.strategy.kind === 'call');
      assert.ok(!found.ok);
      assert.match(found.problems[0]!.message, message);
      assert.ok(found.problems[0]!.at);
    });
  }
});

function clients(children: Readonly<Record<string, readonly string[]>>): Runnable['clients'] {
  return Object.fromEntries(Object.entries(children).map(([name, names]) => [name, fallbackOf(name, names)]));
}

function fallbackOf(name: string, children: readonly string[]): Runnable['clients'][string] {
  const items = children.map((value): Value => ({ kind: 'string', value }));
  const source = { uri: 'file:///main.baml', start: 0, end: 1 };
  return { name, provider: 'fallback', options: [{ key: 'strategy', value: { kind: 'list', items } }], source };
}
