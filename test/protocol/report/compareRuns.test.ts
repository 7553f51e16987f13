import assert from 'node:assert/strict';
import { EMPTY, foldAll, type Timeline } from '../../../protocol/timeline';
import type { Frame, RunEvent } from '../../../protocol/run';
import {
  compareRuns,
  comparisonReport,
  deltaText,
  equalJson,
  otherFunction,
} from '../../../protocol/report/compareRuns';
import { toMarkdown } from '../../../protocol/report/document';
import { eventsOf } from '../../webview/support';

/** The same run with other times. */
function retimed(name: string, time: (t: number) => number): Timeline {
  const events = eventsOf(name).map((event): RunEvent => {
    if (event.type === 'frames') {
      const frames = event.frames.map((frame): Frame => ({
        ...frame,
        chunk: { ...frame.chunk, t: time(frame.chunk.t) },
      }));
      return { ...event, frames };
    }
    return event.type === 'headers' || event.type === 'finished' ? { ...event, t: time(event.t) } : event;
  });
  return foldAll(EMPTY, events);
}

const completed = foldAll(EMPTY, eventsOf('completed'));

describe('two runs side by side', () => {
  it('of the same times have nothing that differs', () => {
    const { fields, totals, changed } = compareRuns(
      completed,
      retimed('completed', (t) => t + 2),
      'request',
    );
    assert.ok(fields.length > 10);
    assert.deepEqual(
      fields.filter(({ differs }) => differs),
      [],
      'two milliseconds are nobody’s difference',
    );
    assert.equal(totals.find(({ name }) => name === 'total')!.verdict, 'same');
    assert.deepEqual(changed, []);
  });

  it('say in words which is better, by the same figures as the timeline', () => {
    const faster = retimed('completed', (t) => t * 0.75);
    const { fields } = compareRuns(completed, faster, 'request');
    const merchant = fields.find(({ name }) => name === 'merchant')!;
    assert.equal(merchant.verdict, 'better');
    assert.equal(merchant.first[1], merchant.first[0]! * 0.75);
    const back = compareRuns(faster, completed, 'request').fields.find(({ name }) => name === 'merchant')!;
    assert.equal(back.verdict, 'worse');
    const cut = compareRuns(completed, foldAll(EMPTY, eventsOf('cancelled')), 'request');
    assert.equal(cut.fields.find(({ name }) => name === 'note')!.verdict, 'only A');
  });

  it('are about the same where they differ by less than 20 ms or 5 %', () => {
    const by = (ms: number): string => {
      const { fields } = compareRuns(
        completed,
        retimed('completed', (t) => t + ms),
        'request',
      );
      assert.equal(new Set(fields.map(({ differs }) => differs)).size, 1);
      const { verdict, differs } = fields.find(({ name }) => name === 'merchant')!;
      return `${verdict}${differs ? ', differs' : ''}`;
    };
    const first = compareRuns(completed, completed, 'request').fields.find(({ name }) => name === 'merchant')!
      .first[0]!;
    assert.ok(first > 420 && first < 1_000, 'five per cent of it are more than 20 ms');
    assert.deepEqual([by(0), by(4), by(19)], ['same', 'same', 'about the same']);
    assert.equal(by(Math.floor(first * 0.05)), 'about the same');
    const late = retimed('completed', (t) => t + 60);
    const total = compareRuns(completed, late, 'request').totals.find(({ name }) => name === 'total')!;
    assert.deepEqual([total.delta, total.verdict], ['+0.06 s', 'about the same']);
  });

  it('of different functions are said to be, first of all', () => {
    const other = foldAll(
      EMPTY,
      eventsOf('completed').map((event): RunEvent =>
        event.type === 'started' ? { ...event, header: { ...event.header, function: 'ReadReceipt' } } : event,
      ),
    );
    assert.equal(otherFunction(compareRuns(completed, completed, 'request')), null);
    const text = toMarkdown(comparisonReport(compareRuns(completed, other, 'request'), ['a', 'b'], false));
    assert.match(text, /- B: b\n- A is of `ExtractReceipt` and B of `ReadReceipt`: different functions\./);
  });

  it('can be aligned at the first token: what came before it is left out', () => {
    const later = retimed('completed', (t) => t + 1_000);
    const byRequest = compareRuns(completed, later, 'request').fields.find(({ name }) => name === 'total')!;
    assert.equal(byRequest.verdict, 'worse');
    const { zero, fields } = compareRuns(completed, later, 'first token');
    assert.deepEqual(zero, [412, 1412]);
    assert.ok(fields.every(({ verdict }) => verdict === 'same'));
  });

  it('say how much of a loss is a stall, and that one run each proves little', () => {
    const stalled = retimed('completed', (t) => (t > 600 ? t + 900 : t));
    const { notes } = compareRuns(completed, stalled, 'request');
    const said = notes.map((note) => note.map((part) => (typeof part === 'string' ? part : part.code)).join(''));
    assert.match(said[0]!, /: (\d+ ms|0\.\d\d s) of the loss of 900 ms is a stall that A did not have\.$/);
    assert.match(said.at(-1)!, /^One run each/);
  });

  it('say how many lines of the prompt are new and how many are gone, and how often what was visible moved', () => {
    const withPrompt = (...texts: string[]): Timeline =>
      foldAll(
        EMPTY,
        eventsOf('completed').map((event): RunEvent => {
          if (event.type !== 'started') return event;
          const messages = texts.map((text) => ({ role: 'user', text }));
          return { ...event, header: { ...event.header, prompt: { messages, hash: texts.join() } } };
        }),
      );
    const changed = (a: Timeline, b: Timeline): readonly string[] => compareRuns(a, b, 'request').changed;
    const before = withPrompt('Extract the receipt.\nBe brief.', 'Answer in JSON.');
    assert.deepEqual(changed(before, before), []);
    const after = withPrompt('Extract the receipt below.\nBe brief.\nNo fence.', 'Answer in JSON.');
    assert.deepEqual(changed(before, after), ['prompt (+2 −1 lines)']);
    const moved = withPrompt('Be brief.\nExtract the receipt.', 'Answer in JSON.');
    assert.deepEqual(changed(before, moved), ['prompt']);
    const { totals } = compareRuns(completed, completed, 'request');
    const shifts = totals.find(({ name }) => name === 'layout shifts');
    assert.deepEqual(shifts && [shifts.a, shifts.b, shifts.delta], ['0', '0', '±0']);
  });

  it('have the report of a table, totals and what changed', () => {
    const text = toMarkdown(
      comparisonReport(
        compareRuns(
          completed,
          retimed('completed', (t) => t * 0.5),
          'request',
        ),
        ['a|b', 'new'],
        true,
      ),
    );
    assert.match(text, /- A \(baseline\): a\\\|b\n/);
    assert.match(text, /^\| `merchant` .*−0\.2\d .*better/m);
    assert.match(text, /^\| time to first text .*better/m);
    assert.match(text, /Same in both: function ExtractReceipt, client FastModel fast-model, arguments, prompt/);
  });

  it('never write a signed nothing', () => {
    assert.deepEqual([-1_500, -4.9, 0, 4.9, 12].map(deltaText), ['−1.50', '0.00', '0.00', '0.00', '+0.01']);
  });

  it('are equal in value whatever the order of keys', () => {
    assert.ok(equalJson({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] }));
    for (const [a, b] of [
      [[1], { 0: 1 }],
      [{ a: 1 }, { a: 1, b: 2 }],
      [null, {}],
      [1, '1'],
      [{ a: undefined as never }, { b: 1 }],
    ] as const) {
      assert.ok(!equalJson(a, b));
    }
  });
});
