import assert from 'node:assert/strict';
import type { RunEvent, RunEventBody, RunParams, RunResult } from '../../../protocol/run';
import { ActiveRun } from '../../../client/src/playground/activeRun';

describe('the run in the panel', () => {
  it('keeps every event in order and ends with the last', async () => {
    const server = new FakeServer();
    const seen: RunEvent[] = [];
    const run = new ActiveRun(PARAMS, server, (events) => seen.push(...events));
    await server.asked;
    server.tell(headers(0), frame(1, 5));
    assert.ok(run.isRunning);
    server.tell(finished(2));
    assert.ok(!run.isRunning);
    server.answer();
    await run.ended;
    assert.deepEqual(run.events, seen);
    assert.deepEqual(
      seen.map((event) => event.type),
      ['headers', 'frames', 'finished'],
    );
  });

  it('ignores events of another run, events told twice and events after the end', async () => {
    const server = new FakeServer();
    const run = new ActiveRun(PARAMS, server, () => {});
    await server.asked;
    server.tell({ ...headers(0), run: 'other' }, headers(0), headers(0), frame(2, 1), finished(1), frame(2, 9));
    assert.deepEqual(
      run.events.map((event) => event.type),
      ['headers', 'finished'],
    );
  });

  it('ends as failed, with a reason and all that had arrived, when the server goes away', async () => {
    const server = new FakeServer();
    const run = new ActiveRun(PARAMS, server, () => {});
    await server.asked;
    server.tell(frame(0, 7.5));
    server.fail(new Error('it stopped unexpectedly.'));
    await run.ended;
    const [kept, last] = run.events;
    assert.equal(kept?.type, 'frames');
    assert.ok(last?.type === 'finished' && last.outcome.kind === 'failed');
    assert.match(last.outcome.error.message, /server went away.*it stopped unexpectedly/);
    assert.equal(last.t, 7.5, 'no time is made up');
    assert.equal(last.seq, 1);
  });

  it('ends as cancelled when it is cancelled before the request is sent', async () => {
    const server = new FakeServer();
    const run = new ActiveRun(PARAMS, server, () => {});
    run.cancel();
    await server.asked;
    assert.ok(server.signal?.aborted);
    server.fail(new Error('Request cancelled'));
    await run.ended;
    const last = run.events.at(-1);
    assert.ok(last?.type === 'finished' && last.outcome.kind === 'cancelled');
  });

  it('ends even when the server answers without having told an end', async () => {
    const server = new FakeServer();
    const run = new ActiveRun(PARAMS, server, () => {});
    await server.asked;
    server.answer();
    await run.ended;
    assert.ok(!run.isRunning);
  });

  it('is not cancelled any more once it has ended', async () => {
    const server = new FakeServer();
    const run = new ActiveRun(PARAMS, server, () => {});
    await server.asked;
    server.tell(finished(0));
    run.cancel();
    assert.equal(server.signal?.aborted, false);
  });
});

const PARAMS: RunParams = { run: 'r1', function: 'F', uri: 'file:///baml_src', args: {}, source: { kind: 'live' } };

class FakeServer {
  signal: AbortSignal | undefined;
  tell!: (...events: readonly RunEvent[]) => void;
  answer!: () => void;
  fail!: (error: Error) => void;
  readonly asked: Promise<void>;
  private isAsked!: () => void;

  constructor() {
    this.asked = new Promise((resolve) => (this.isAsked = resolve));
  }

  run(_params: RunParams, onEvents: (events: readonly RunEvent[]) => void, signal: AbortSignal): Promise<RunResult> {
    this.signal = signal;
    this.tell = (...events) => onEvents(events);
    this.isAsked();
    return new Promise((resolve, reject) => {
      this.answer = () => resolve({ run: 'r1', outcome: 'completed' });
      this.fail = reject;
    });
  }
}

function event(seq: number, body: RunEventBody): RunEvent {
  return { run: 'r1', seq, ...body };
}

function headers(seq: number): RunEvent {
  return event(seq, { type: 'headers', t: 3, status: 200 });
}

function frame(seq: number, t: number): RunEvent {
  const chunk = { t, batch: 0, text: '{' };
  return event(seq, { type: 'frames', frames: [{ chunk, length: 1, value: [], fields: [] }] });
}

function finished(seq: number): RunEvent {
  return event(seq, { type: 'finished', t: 9, outcome: { kind: 'completed', value: 1 }, fields: [] });
}
