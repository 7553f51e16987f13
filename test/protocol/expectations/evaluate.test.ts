import assert from 'node:assert/strict';
import { evaluate } from '../../../protocol/expectations/evaluate';
import { readExpectations } from '../../../protocol/expectations/syntax';
import { frameAt, lengthAfter, rowAtPath, type Timeline } from '../../../protocol/timeline';
import { replayed } from './replayed';

/** By recording: an expectation, and what is said when it does not hold; null when it does. */
const CASES: Readonly<Record<string, readonly [string, RegExp | null][]>> = {
  receipt: [
    ['items visible within 20 characters', null],
    ['items visible within 2 characters', /items became visible after \d+ characters/],
    ['items[*].name visible within 20 characters of its start', null],
    ['total_cost visible within 100 characters', /total_cost became visible after \d+ characters/],
    ['items[0].price appears complete', null],
    ['items[*] appear complete', /items\[0\] was partial when it appeared/],
    ['items before total_cost', null],
    ['total_cost before items', /items was visible \d+ characters earlier/],
    ['items[*].name before items[*].price', null],
    ['items[*].price before items[*].name', /items\[0\]\.name was visible/],
    ['total_cost is 200.25', null],
    ['total_cost is 200', /it is 200\.25/],
    ['items[*].quantity is 2', /it is 1/],
    ['shoes is 1', /there is no shoes/],
    ['shoes visible within 10 characters', /shoes is not in the answer/],
    ['shoes[*] visible within 10 characters', null],
    ['ends completed', null],
    ['ends cancelled', /it ended completed/],
    ['no retractions', null],
  ],
  message: [
    ['[0].type before [0].title', null],
    // The runtime lets a message out one chunk before its late `type` is certain.
    ['[*].type before [*].title', /\[2\]\.title was visible 4 characters earlier/],
    ['no holds', /the first at /],
    ['[2].title never held', /\[2\]\.title was held|\[2\] was held/],
    ['at most 100 holds', null],
    ['[*] held at most 1 characters', /was held \d+ characters/],
  ],
  'next-steps': [['[*] appear complete', null]],
  'resume-lost': [
    ['ends completed', /it ended failed: /],
    ['name is "x"', /the run ended failed/],
  ],
};

describe('expectations: evaluate', () => {
  for (const [name, cases] of Object.entries(CASES)) {
    describe(name, () => {
      let timeline: Timeline;
      before(async () => {
        timeline = await replayed(name);
      });
      for (const [text, wanted] of cases) {
        it(text, () => {
          const verdict = judge(timeline, text);
          if (!wanted) return assert.deepEqual(verdict, { ok: true });
          assert.ok(!verdict.ok, 'it holds');
          assert.match(verdict.message, wanted);
          assert.ok(frameAt(timeline, verdict.frame), 'the snapshot to look at');
        });
      }
    });
  }

  it('counts the characters up to and with the chunk that made the value visible', async () => {
    const timeline = await replayed('receipt');
    const { row } = rowAtPath(timeline, ['total_cost'])!;
    const length = lengthAfter(timeline, row.firstVisible!.frame + 1);
    assert.ok(judge(timeline, `total_cost visible within ${length} characters`).ok);
    assert.ok(!judge(timeline, `total_cost visible within ${length - 1} characters`).ok);
    const ms = row.firstVisible!.t;
    assert.ok(judge(timeline, `total_cost visible within ${Math.ceil(ms)} ms`).ok);
    assert.ok(!judge(timeline, `total_cost visible within ${Math.floor(ms) - 1} ms`).ok);
  });
});

function judge(timeline: Timeline, text: string) {
  const { expectations, problems } = readExpectations(text);
  assert.deepEqual(problems, []);
  return evaluate(timeline, expectations[0]!);
}
