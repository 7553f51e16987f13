import assert from 'node:assert/strict';
import { EMPTY, foldAll, rowAtPath, type Row, type Timeline } from '../../protocol/timeline';
import { attemptShapes, attemptWords, shownBefore, toldAttempts } from '../../webview/src/attemptNotes';
import { MOST_ATTEMPTS } from '../../webview/src/marks';
import type { RunEvent } from '../../protocol/run';
import { eventsOf } from './support';

const retried = foldAll(EMPTY, eventsOf('retried'));
const once = foldAll(EMPTY, eventsOf('completed'));
const scale = { axis: 'time', from: 0, to: 5_000, width: 1_000 } as const;
const row = (timeline: Timeline, ...path: (string | number)[]): Row => rowAtPath(timeline, path)!.row;

describe('attempts that failed', () => {
  it('are told on every field: which attempt it is of, and what an earlier one had shown', () => {
    const failedAt = retried.failedAttempts.items[0]!.failed.t;
    const [from, before] = attemptWords(retried, row(retried, 'merchant'));
    assert.equal(from, 'from attempt 2, Careful');
    assert.match(before!, /^attempt 1 had shown it from \d+ ms to 2\.10 s$/);
    const [shown] = shownBefore(retried, row(retried, 'merchant'));
    const first = row(shown!.attempt.reading, 'merchant').firstVisible!;
    assert.deepEqual([shown!.from, shown!.attempt.failed.t], [first.t, failedAt]);
  });

  it('are drawn as an outline up to where they broke off, with a cut where the value was still growing', () => {
    const kinds = (...path: (string | number)[]): string[] =>
      attemptShapes(retried, row(retried, ...path), scale).map(({ kind }) => kind);
    assert.deepEqual(kinds('merchant'), ['ghost']);
    assert.deepEqual(kinds('note'), ['ghost', 'cut']);
    const [ghost] = attemptShapes(retried, row(retried, 'note'), scale);
    assert.ok(ghost?.kind === 'ghost' && ghost.faint);
    assert.equal(ghost.to, (2_100 / 5_000) * 1_000);
    assert.deepEqual(attemptShapes(retried, row(retried, 'note'), { ...scale, axis: 'chars' }), []);
  });

  it('are nothing where there was one attempt', () => {
    assert.deepEqual(
      [attemptWords(once, row(once, 'merchant')), attemptShapes(once, row(once, 'note'), scale)],
      [[], []],
    );
  });

  it('are the last ones of very many, and a field that none had shown says only whose it is', () => {
    const [started] = eventsOf('retried');
    const client = { name: 'Fast', provider: 'openai' };
    const error = { kind: 'http', message: 'Too many requests', status: 429 } as const;
    const bodies = Array.from({ length: 9 }, (_, i) => [
      { type: 'attempt' as const, attempt: { number: i + 1, t: 100 * i, client } },
      { type: 'attemptFailed' as const, failed: { t: 100 * i + 50, error, delayMs: 50 } },
    ]).flat();
    const last = { type: 'attempt' as const, attempt: { number: 10, t: 900, client } };
    const answer = eventsOf('completed').filter(({ type }) => type !== 'started');
    const events = [started!, ...bodies, last, ...answer].map((body, seq) => ({
      ...body,
      run: 'r',
      seq,
    })) as RunEvent[];
    const timeline = foldAll(EMPTY, events);
    assert.deepEqual(
      toldAttempts(timeline).map(({ attempt }) => attempt.number),
      [6, 7, 8, 9],
    );
    assert.equal(toldAttempts(timeline).length, MOST_ATTEMPTS);
    assert.deepEqual(attemptWords(timeline, row(timeline, 'merchant')), ['from attempt 10, Fast']);
  });
});
