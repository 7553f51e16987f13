import assert from 'node:assert/strict';
import fc from 'fast-check';
import { metrics, stalls } from '../../protocol/metrics';
import { problems } from '../../protocol/problems';
import { plain } from '../../protocol/words';
import { endState, stateAt } from '../../protocol/rowState';
import type { FieldChange, Frame, Json, RunEvent, RunEventBody, ValueChange } from '../../protocol/run';
import { snapshotAfter } from '../../protocol/snapshots';
import { EMPTY, fold, foldAll, pathOf, rowAtPath, rowOf, type Timeline } from '../../protocol/timeline';
import { toJson } from '../../protocol/value';
import { atom, list, object, simulate, text } from '../../webview/dev/simulate';

/** Events from the essentials: `[time, batch, text, value changes, field changes]`. */
function events(frames: [number, number, string, ValueChange[], FieldChange[]][], end?: RunEventBody): RunEvent[] {
  let length = 0;
  const bodies: RunEventBody[] = [simulated.events[0]!, { type: 'headers', t: 20, status: 200 }];
  for (const [t, batch, chunk, value, fields] of frames) {
    length += chunk.length;
    const frame: Frame = { chunk: { t, batch, text: chunk }, length, value, fields };
    bodies.push({ type: 'frames', frames: [frame] });
  }
  if (end) bodies.push(end);
  return bodies.map((body, seq) => ({ ...body, run: 'r', seq }));
}

const receipt = object('Receipt', {
  merchant: text('Index Bookshop'),
  items: list('Item', [
    object('Item', { name: text('Leash'), price: atom(4.2) }, { attributes: ['@@stream.done'] }),
    object('Item', { name: text('Bowl'), price: atom(12) }, { attributes: ['@@stream.done'] }),
  ]),
  total: atom(16.2, 'float?'),
  note: text('Paid in "cash"\nthank you', { attributes: ['@stream.with_state'] }),
});
const pace = { headersAt: 90, firstAt: 400, gap: 20, charsPerChunk: 4, stall: { afterChars: 140, ms: 900 } };
const simulated = simulate({ function: 'Extract', root: receipt, pace });

const decl = (key: string | number | null, parent: number | null, type = 'string'): FieldChange['decl'] => ({
  parent,
  key,
  type,
  attributes: [],
});

describe('timeline', () => {
  describe('fold', () => {
    it('gives the value after every frame, the last equal to the final value', () => {
      const timeline = foldAll(EMPTY, simulated.events);
      const outcome = timeline.finished!.outcome;
      const value = timeline.value!;
      assert.equal(outcome.kind, 'completed');
      const final = structuredClone(toJson(value)) as { note: { value: Json; state: Json } };
      assert.deepEqual(final.note, { value: 'Paid in "cash"\nthank you', state: 'Complete' });
      assert.deepEqual({ ...final, note: final.note.value }, outcome.kind === 'completed' && outcome.value);
    });

    it('never changes a timeline that was given out', () => {
      const seen: { timeline: Timeline; facts: string }[] = [];
      let timeline = EMPTY;
      for (const event of simulated.events) {
        timeline = fold(timeline, event);
        seen.push({ timeline, facts: facts(timeline) });
      }
      for (const { timeline, facts: then } of seen) assert.equal(facts(timeline), then);
    });

    it('can go on from any earlier timeline, twice', () => {
      const half = foldAll(EMPTY, simulated.events.slice(0, 20));
      const rest = simulated.events.slice(20);
      assert.equal(facts(foldAll(half, rest)), facts(foldAll(half, rest)));
      assert.equal(facts(foldAll(half, rest)), facts(foldAll(EMPTY, simulated.events)));
    });

    it('ignores late, repeated and foreign events, and everything after the outcome', () => {
      const timeline = foldAll(EMPTY, simulated.events);
      for (const event of simulated.events) assert.equal(fold(timeline, event), timeline);
      const other: RunEvent = { run: 'other', seq: 3, type: 'headers', t: 1, status: 500 };
      assert.equal(fold(timeline, other), timeline);
      const fresh = fold(EMPTY, simulated.events[0]!);
      assert.equal(fold(fresh, simulated.events[2]!), fresh);
    });

    it('takes changes that fit nothing without throwing', () => {
      const paths: (string | number)[][] = [[], ['a'], [0], ['a', 3, 'b'], ['__proto__'], [-1], [0.5]];
      const json = fc.jsonValue() as fc.Arbitrary<Json>;
      const path = fc.constantFrom(...paths);
      const change: fc.Arbitrary<ValueChange> = fc.oneof(
        fc.record({ op: fc.constant('set' as const), path, value: json }),
        fc.record({ op: fc.constant('append' as const), path, text: fc.string() }),
        fc.record({ op: fc.constant('push' as const), path, value: json }),
        fc.record({ op: fc.constant('truncate' as const), path, length: fc.integer() }),
        fc.record({ op: fc.constant('remove' as const), path }),
      );
      const id = fc.integer({ min: -1, max: 4 });
      const field: fc.Arbitrary<FieldChange> = fc.record(
        {
          id,
          decl: fc.record({
            parent: fc.option(id),
            key: fc.option(fc.constantFrom<string | number>('a', 0, 1)),
            type: fc.string(),
            attributes: fc.constant([]),
          }),
          start: fc.option(fc.nat(50)),
          end: fc.option(fc.nat(50)),
          visible: fc.boolean(),
          state: fc.constantFrom('pending' as const, 'incomplete' as const, 'complete' as const),
        },
        { requiredKeys: ['id'] },
      );
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.array(change, { maxLength: 3 }), fc.array(field, { maxLength: 3 })), { maxLength: 12 }),
          (frames) => {
            const timeline = foldAll(EMPTY, events(frames.map(([value, fields], i) => [i, i, 'ab', value, fields])));
            assert.equal(timeline.frames.length, frames.length);
            metrics(timeline);
            for (const row of timeline.rows) {
              if (row) pathOf(timeline, row);
            }
            problems(timeline, 100);
            const value = snapshotAfter(timeline, frames.length - 1);
            if (value !== undefined) toJson(value);
          },
        ),
      );
    });

    it('keeps deep values and 20,000 frames', () => {
      const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as Json;
      const timeline = foldAll(EMPTY, events([[1, 1, '[', [{ op: 'set', path: [], value: deep }], []]]));
      assert.ok(snapshotAfter(timeline, 0));
      const items: Parameters<typeof events>[0] = [[1, 1, '[', [{ op: 'set', path: [], value: [] }], []]];
      for (let i = 0; i < 20_000; i++) items.push([i, i, 'x', [{ op: 'push', path: [], value: i }], []]);
      const long = foldAll(EMPTY, events(items));
      assert.equal((toJson(snapshotAfter(long, 20_000)!) as Json[]).length, 20_000);
      assert.deepEqual(toJson(snapshotAfter(long, 3)!), [0, 1, 2]);
    });
  });

  describe('rows', () => {
    const timeline = foldAll(EMPTY, simulated.events);
    const row = (...path: (string | number)[]) => rowAtPath(timeline, path)!.row;

    it('know when text came, when a value was visible and when it was complete', () => {
      const item = row('items', 0);
      assert.ok(item.start!.t < item.firstVisible!.t);
      assert.deepEqual(item.firstVisible, item.complete);
      const merchant = row('merchant');
      assert.ok(merchant.firstVisible!.t < merchant.complete!.t);
    });

    it('pass through their states in order', () => {
      const states = (id: number) => {
        const seen: string[] = [];
        for (let i = -1; i < timeline.frames.length - 1; i++) {
          const state = stateAt(timeline, rowOf(timeline, id)!, i);
          if (seen.at(-1) !== state) seen.push(state);
        }
        return seen;
      };
      assert.deepEqual(states(row('merchant').id), ['absent', 'partial', 'complete']);
      assert.deepEqual(states(row('items', 0).id), ['absent', 'held', 'complete']);
      assert.deepEqual(states(row('total').id), ['absent', 'held', 'complete']);
    });

    it('end as cut when the run is stopped, as defaulted when the answer had nothing for them', () => {
      const stopped = foldAll(EMPTY, [
        ...simulated.events.slice(0, 30),
        { run: 'run-1', seq: 30, type: 'finished', t: 900, outcome: { kind: 'cancelled' }, fields: [] },
      ]);
      assert.equal(endState(stopped, rowAtPath(stopped, [])!.row), 'cut');
      assert.equal(endState(stopped, rowAtPath(stopped, ['merchant'])!.row), 'complete');
      const ended = foldAll(
        EMPTY,
        events(
          [
            [
              1,
              1,
              '{',
              [{ op: 'set', path: [], value: { a: null } }],
              [
                { id: 0, decl: decl(null, null, 'A'), visible: true, start: 0 },
                { id: 1, decl: decl('a', 0) },
              ],
            ],
          ],
          {
            type: 'finished',
            t: 9,
            outcome: { kind: 'completed', value: { a: null } },
            fields: [{ id: 0, end: 1 }],
          },
        ),
      );
      assert.equal(endState(ended, rowOf(ended, 1)!), 'defaulted');
      assert.equal(endState(ended, rowOf(ended, 0)!), 'complete');
    });
  });

  describe('metrics', () => {
    it('are those of the run', () => {
      const m = metrics(foldAll(EMPTY, simulated.events));
      assert.equal(m.ttft, 400);
      assert.equal(m.stalls.length, 1);
      assert.equal(Math.round(m.stalls[0]!.to - m.stalls[0]!.from), 900);
      assert.equal(m.retractions, 0);
      assert.equal(m.holds.count, 3);
      assert.ok(m.tokens!.estimated);
      assert.ok(m.noOps > 0 && m.noOps < m.snapshots && m.snapshots <= m.chunks);
    });

    it('count a stall only beyond half a second and four usual gaps', () => {
      const at = (times: number[]) => stalls(foldAll(EMPTY, events(times.map((t, i) => [t, i, 'x', [], []]))));
      assert.equal(at([0, 10, 20, 520]).length, 0);
      assert.equal(at([0, 10, 20, 521]).length, 1);
      assert.equal(at([0, 300, 600, 900, 1900]).length, 0);
      assert.equal(at([0, 300, 600, 900, 2101]).length, 1);
    });

    it('know the usual gap whatever the order of the gaps', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 1500 }), (gaps) => {
          let t = 0;
          const times = [0, ...gaps.map((gap) => (t += gap)), t + 5_000];
          const all = [...gaps, 5_000].sort((a, b) => a - b);
          const half = all.length >>> 1;
          const median = all.length % 2 ? all[half]! : (all[half - 1]! + all[half]!) / 2;
          const timeline = foldAll(EMPTY, events(times.map((at, i) => [at, i, 'x', [], []])));
          assert.equal(stalls(timeline)[0]!.medianGap, median);
        }),
        { numRuns: 30 },
      );
    });

    it('find a silence that still lasts', () => {
      const timeline = foldAll(
        EMPTY,
        events([
          [0, 0, 'a', [], []],
          [10, 1, 'b', [], []],
        ]),
      );
      assert.deepEqual(metrics(timeline, 800).stalls, [{ from: 10, to: 800, read: null, medianGap: 10 }]);
    });
  });

  describe('retractions', () => {
    const first: Parameters<typeof events>[0][number] = [
      1,
      1,
      '{',
      [{ op: 'set', path: [], value: { a: 'Hello', n: 1 } }],
      [
        { id: 0, decl: decl(null, null, 'A'), visible: true },
        { id: 1, decl: decl('a', 0), visible: true },
        { id: 2, decl: decl('n', 0, 'int'), visible: true },
      ],
    ];
    const cases: [string, ValueChange, number][] = [
      ['growth is none', { op: 'set', path: ['a'], value: 'Hello you' }, 0],
      ['appending is none', { op: 'append', path: ['a'], text: '!' }, 0],
      ['another text is one', { op: 'set', path: ['a'], value: 'Hi' }, 1],
      ['another number is one', { op: 'set', path: ['n'], value: 12 }, 1],
      ['vanishing is one', { op: 'set', path: ['a'], value: null }, 1],
      ['a removed key is one', { op: 'remove', path: ['a'] }, 1],
    ];
    for (const [name, change, expected] of cases) {
      it(name, () => {
        const timeline = foldAll(EMPTY, events([first, [2, 2, 'x', [change], []]]));
        assert.equal(timeline.retractions.length, expected);
      });
    }
  });

  it('a hold goes on when only what it waits for becomes clear; another cause is another hold', () => {
    const done = { cause: 'done' as const, on: 'type A | B' };
    const timeline = foldAll(
      EMPTY,
      events([
        [100, 1, '{', [], [{ id: 0, decl: decl(null, null, 'A | B'), hold: done }]],
        [200, 2, 'x', [], [{ id: 0, hold: { ...done, waitsFor: 'b' } }]],
        [300, 3, 'y', [], [{ id: 0, hold: { cause: 'union' } }]],
      ]),
    );
    const row = rowOf(timeline, 0)!;
    assert.deepEqual(
      row.holds.items.slice(0, row.holds.length).map(({ hold, from, to }) => [hold.waitsFor, from.t, to.t]),
      [['b', 100, 300]],
    );
    assert.equal(row.held?.hold.cause, 'union');
  });

  it('a hold inside a hold costs nothing of its own', () => {
    const timeline = foldAll(
      EMPTY,
      events([
        [100, 1, '{', [], [{ id: 0, decl: decl(null, null, 'A'), hold: { cause: 'block-done' } }]],
        [200, 2, '1', [], [{ id: 1, decl: decl('n', 0, 'int'), hold: { cause: 'atomic' } }]],
        [
          400,
          3,
          '}',
          [],
          [
            { id: 1, hold: null },
            { id: 0, hold: null },
          ],
        ],
      ]),
    );
    assert.deepEqual([timeline.holds.closed, timeline.holds.closedMs], [1, 300]);
    assert.equal(rowOf(timeline, 1)!.holds.items[0]!.inner, true);
    assert.deepEqual(
      problems(timeline, 400).map((p) => p.title),
      ['A held 300 ms'],
    );
  });

  describe('problems', () => {
    it('say which attribute holds what, and what is the stall’s fault', () => {
      const timeline = foldAll(EMPTY, simulated.events);
      const told = problems(timeline, simulated.duration).map((p) => `${p.title}: ${plain(p.why)}`);
      assert.ok(
        told.some((line) => /^items\[\d\] held .*@@stream\.done on class Item; waited for price$/.test(line)),
        told.join('\n'),
      );
      assert.ok(
        told.some((line) => /of it is the stall, not the attribute/.test(line)),
        told.join('\n'),
      );
      assert.ok(
        told.some((line) => line.startsWith('stall 900 ms')),
        told.join('\n'),
      );
    });
  });
});

/** Everything a reader can see, as text. */
function facts(timeline: Timeline): string {
  const rows = [...timeline.rows].map(
    (row) =>
      row && [
        row.decl,
        row.children.items.slice(0, row.children.length),
        row.firstVisible,
        row.complete,
        row.held,
        row.holds.items.slice(0, row.holds.length),
      ],
  );
  const values = [];
  for (let i = 0; i < timeline.frames.length; i++) values.push(toJson(snapshotAfter(timeline, i) ?? null));
  return JSON.stringify([timeline.nextSeq, timeline.text, rows, values, metrics(timeline), timeline.finished]);
}

describe('a run with attempts', () => {
  const client = { name: 'A', provider: 'openai' };
  const error = { kind: 'http', message: 'no', status: 500 } as const;
  const first: RunEventBody[] = [
    simulated.events[0]!,
    { type: 'attempt', attempt: { number: 1, t: 0, client } },
    ...simulated.events.slice(1, 30),
    { type: 'attemptFailed', failed: { t: 700, error, delayMs: 100 } },
  ];
  const second: RunEventBody[] = [{ type: 'attempt', attempt: { number: 2, t: 800, client } }];
  const numbered = (bodies: readonly RunEventBody[]): RunEvent[] =>
    bodies.map((body, seq) => ({ ...body, run: 'r', seq }));

  it('keeps what had arrived of a failed attempt beside the next one, which starts over', () => {
    const timeline = foldAll(EMPTY, numbered([...first, ...second]));
    const abandoned = timeline.failedAttempts.items[0]!;
    assert.deepEqual([abandoned.attempt.number, abandoned.failed.delayMs], [1, 100]);
    assert.match(abandoned.text, /^\{\s*"merchant/);
    assert.deepEqual(Object.keys(toJson(abandoned.value!) as object), ['merchant', 'items', 'total', 'note']);
    assert.deepEqual(
      {
        ...timeline,
        run: null,
        nextSeq: 0,
        started: null,
        attempt: null,
        failedAttempts: EMPTY.failedAttempts,
        shape: 0,
      },
      EMPTY,
    );
    assert.equal(timeline.started?.type, 'started');
    assert.equal(metrics(timeline).total, null);
  });

  it('is, but for its attempts, the run of its last attempt', () => {
    const alone = foldAll(EMPTY, numbered(simulated.events));
    const timeline = foldAll(EMPTY, numbered([...first, ...second, ...simulated.events.slice(1)]));
    assert.equal(timeline.text, alone.text);
    assert.equal(timeline.frames.length, alone.frames.length);
    assert.equal(timeline.rows.length, alone.rows.length);
    assert.deepEqual(toJson(timeline.value!), toJson(alone.value!));
    assert.deepEqual(timeline.holds, alone.holds);
  });

  it('leaves the timeline somebody holds as it is, and takes a failure without an attempt for nothing', () => {
    const before = foldAll(EMPTY, numbered(first));
    const text = before.text;
    foldAll(before, numbered([...first, ...second, ...simulated.events.slice(1)]).slice(first.length));
    assert.equal(before.text, text);
    assert.equal(before.failedAttempts.length, 1);
    const odd = foldAll(
      EMPTY,
      numbered([simulated.events[0]!, { type: 'attemptFailed', failed: { t: 1, error, delayMs: 0 } }]),
    );
    assert.equal(odd.failedAttempts.length, 0);
  });
});
