import assert from 'node:assert/strict';
import { readRecording, recordingFromEvents, writeRecording } from '../../protocol/recording';
import { isStopRule, stopReason } from '../../protocol/runOptions';
import { executeRun } from '../../server/src/runtime/run';
import { prepareSimulation } from '../../server/src/runtime/prepareSimulation';
import type { ReplayPlan } from '../../server/src/runtime/plan';
import type { RunStep } from '../../server/src/runtime/step';
import { StopWatch, type StopRule } from '../../server/src/runtime/stopRules';
import type { Chunk, Frame } from '../../server/src/runtime/stream/frame';
import type { RunEvent } from '../../protocol/run';
import type { RunHost } from '../../server/src/runtime/host';
import { runnableOf } from '../support/prompts';
import { virtualHost } from '../support/virtualHost';

const SOURCE = `class Item {
  name string
  price float @check(cheap, {{ this < 5 }})
  @@stream.done
}

class Receipt {
  shop string
  items Item[]
  total float
}

function F() -> Receipt {
  client "openai/gpt-5"
  prompt #"{{ ctx.output_format }}"#
}
`;
const ITEM = (name: string, price: number): string => `{"name": "${name}", "price": ${price}}`;
const ANSWER = `{"shop": "Corner", "items": [${ITEM('a', 1)}, ${ITEM('b', 2)}, ${ITEM('c', 9)}, ${ITEM('d', 3)}], "total": 15}`;

/** The answer in pieces of `size` characters, 10 ms apart; `pauseAt`: two seconds before the piece that holds this offset. */
async function played(stop: readonly StopRule[], size = 1, pauseAt = Infinity): Promise<readonly RunStep[]> {
  const playing = { tokensPerSecond: 0, wait: 0, jitter: 0, split: 'tokens', seed: 1 } as const;
  const prepared = prepareSimulation(runnableOf(SOURCE), { args: {}, stop }, playing, '2026-11-21T00:00:00.000Z');
  assert.ok(prepared.ok && prepared.plan.kind === 'replay');
  const pieces = ANSWER.match(new RegExp(`.{1,${size}}`, 'gs'))!;
  const chunks = pieces.map((text, at) => ({ t: at * 10 + (at * size >= pauseAt ? 2_000 : 0), batch: at, text }));
  const { recording } = prepared.plan;
  const end = { ...recording.end!, t: chunks.at(-1)!.t };
  const plan: ReplayPlan = { ...prepared.plan, recording: { ...recording, chunks, end } };
  const steps: RunStep[] = [];
  for await (const step of executeRun(plan, clockedHost(), new AbortController().signal)) steps.push(step);
  return steps;
}
/** A world whose clock goes to the next moment anybody sleeps for, once all others have done what they could. */
function clockedHost(): RunHost {
  let now = 0;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const next = (): void => {
    const first = sleepers.reduce((a, b) => (b.at < a.at ? b : a), { at: Infinity, wake: () => {} });
    sleepers = sleepers.filter((one) => one !== first);
    if (first.at < Infinity) now = first.at;
    first.wake();
  };
  return {
    ...virtualHost(),
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          signal.removeEventListener('abort', wake);
          resolve();
        };
        sleepers.push({ at: now + ms, wake });
        signal.addEventListener('abort', wake);
        setImmediate(next);
      }),
  };
}

const textOf = (steps: readonly RunStep[]): string =>
  steps.flatMap((step) => (step.type === 'frames' ? step.frames.map(({ chunk }) => chunk.text) : [])).join('');
const endOf = (steps: readonly RunStep[]) => {
  const last = steps.at(-1);
  assert.ok(last?.type === 'finished');
  return last.outcome;
};

describe('stop rules', () => {
  const ends: readonly [what: string, rule: StopRule, endsWith: string][] = [
    ['after so many complete items', { kind: 'items', path: 'items', count: 2 }, `${ITEM('a', 1)}, ${ITEM('b', 2)}`],
    ['when a value is complete', { kind: 'complete', path: 'shop' }, '{"shop": "Corner"'],
    ['when a field of an item is complete and can be seen', { kind: 'complete', path: 'items[1].name' }, ITEM('b', 2)],
    ['at a cost', { kind: 'cost', amount: 1, price: 2e5 }, ANSWER.slice(0, 20)],
    ['at a size', { kind: 'size', characters: 20 }, ANSWER.slice(0, 20)],
    ['on the first check that failed for good', { kind: 'check' }, ITEM('c', 9)],
  ];
  for (const [what, rule, endsWith] of ends) {
    it(`end a run ${what}, right after the chunk that met it`, async () => {
      const steps = await played([rule]);
      assert.deepEqual(endOf(steps), { kind: 'cancelled', stopped: rule });
      assert.ok(textOf(steps).endsWith(endsWith), textOf(steps));
      assert.ok(textOf(await played([rule], 7)).length - textOf(steps).length < 7, 'the same however it is cut');
    });
  }

  it('end a run that stalls, and not one that only waits for its first text', async () => {
    const rule: StopRule = { kind: 'stall', seconds: 1.5 };
    const steps = await played([rule], 1, 40);
    assert.deepEqual(endOf(steps), { kind: 'cancelled', stopped: rule });
    assert.equal(textOf(steps), ANSWER.slice(0, 40));
    assert.equal(endOf(await played([{ kind: 'stall', seconds: 3 }], 1, 40)).kind, 'completed');
    assert.equal(endOf(await played([rule], 1, 0)).kind, 'completed');
  });

  it('end a run at a cost, by the tokens that are counted and an estimate of those that are not', () => {
    const rule: StopRule = { kind: 'cost', amount: 0.001, price: 10 };
    const frame = (text: string, more: Partial<Chunk> = {}): Frame => ({
      chunk: { t: 0, batch: 0, text, ...more },
      length: 0,
      value: [],
      fields: [],
    });
    // It is met at a hundred tokens.
    const estimated = new StopWatch([rule]);
    assert.equal(estimated.take(frame('x'.repeat(396))), undefined);
    assert.equal(estimated.take(frame('', { reasoning: 'hmmm' })), rule);
    const counted = new StopWatch([rule]);
    assert.equal(counted.take(frame('x'.repeat(396), { usage: { outputTokens: 60 } })), undefined, 'no estimate');
    assert.equal(counted.take(frame('x'.repeat(156))), undefined);
    assert.equal(counted.take(frame('x'.repeat(4))), rule, 'what came since is estimated');
    const again = new StopWatch([rule], counted);
    assert.equal(again.take(frame('')), rule, 'what an attempt before it has cost is spent');
    assert.equal(stopReason(rule), 'the output had cost about 0.001, at 10 for a million tokens');
  });

  it('with a cost are read back from a recording, and ones without a price are none', () => {
    assert.ok(isStopRule({ kind: 'cost', amount: 0.05, price: 10 }));
    for (const odd of [{ kind: 'cost', amount: 0.05 }, { kind: 'cost', price: -1, amount: 1 }, { kind: 'cost' }]) {
      assert.ok(!isStopRule(odd));
    }
  });

  it('that are never met change nothing', async () => {
    const steps = await played([
      { kind: 'items', path: 'items', count: 9 },
      { kind: 'items', path: 'things', count: 1 },
      { kind: 'complete', path: 'nothing' },
      { kind: 'size', characters: 9_999 },
      { kind: 'stall', seconds: 60 },
    ]);
    assert.equal(endOf(steps).kind, 'completed');
    assert.equal(textOf(steps), ANSWER);
  });

  it('are the reason of the end in the recording', async () => {
    const rule: StopRule = { kind: 'items', path: 'items', count: 1 };
    const events = (await played([rule])).map((step, seq) => ({ ...step, run: 'r', seq })) as unknown as RunEvent[];
    const { recording, problems } = readRecording(writeRecording(recordingFromEvents(events)!));
    assert.deepEqual(problems, []);
    assert.deepEqual(recording?.end?.end, { kind: 'cancelled', stopped: rule });
    assert.equal(stopReason(rule), '`items` had 1 complete item');
  });
});
