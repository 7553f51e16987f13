import assert from 'node:assert/strict';
import type { Frame, RunEvent, RunEventBody } from '../../protocol/run';
import { RunChannel } from '../../server/src/lsp/runChannel';

describe('the events of a run on their way', () => {
  it('are numbered without gaps and lose no frame, however slow the client is', async () => {
    const wire = slowWire();
    const channel = new RunChannel('r', wire.send);
    for (let i = 0; i < 1000; i++) await channel.push(frames(i % 3 ? growth(i) : milestone(i)));
    await channel.push(finished);
    const events = wire.batches.flat();
    assert.deepEqual(
      events.map((event) => event.seq),
      events.map((_, index) => index),
    );
    const told = events.flatMap((event) => (event.type === 'frames' ? event.frames : []));
    assert.deepEqual(
      told.map((frame) => frame.length),
      Array.from({ length: 1000 }, (_, i) => i),
    );
    assert.equal(events.at(-1)?.type, 'finished');
    assert.ok(events.every((event) => event.run === 'r'));
  });

  it('are on the wire before the push of `finished` resolves, and none follows', async () => {
    const wire = slowWire();
    const channel = new RunChannel('r', wire.send);
    await channel.push(frames(growth(0)));
    await channel.push(finished);
    assert.equal(wire.arrived, wire.batches.flat().length);
    await channel.push(frames(milestone(1)));
    await channel.push(finished);
    assert.deepEqual(
      wire.batches.flat().map((event) => event.type),
      ['frames', 'finished'],
    );
  });

  it('have one batch in flight; what comes meanwhile waits and goes together', async () => {
    const wire = slowWire();
    const channel = new RunChannel('r', wire.send);
    for (let i = 0; i < 10; i++) await channel.push(frames(milestone(i)));
    assert.equal(wire.batches.length, 1);
    await channel.push(finished);
    assert.equal(wire.mostAtOnce, 1);
    assert.equal(wire.batches.length, 2);
  });

  it('go together when everything comes at once', async () => {
    const wire = slowWire();
    const channel = new RunChannel('r', wire.send, true);
    for (let i = 0; i < 2_000; i++) await channel.push(frames(milestone(i)));
    await channel.push(finished);
    assert.ok(wire.batches.length <= 10, `${wire.batches.length} messages`);
    const told = wire.batches.flat().flatMap((event) => (event.type === 'frames' ? event.frames : []));
    assert.deepEqual(
      told.map((frame) => frame.length),
      Array.from({ length: 2_000 }, (_, i) => i),
    );
  });

  it('go at once when a field becomes visible, and a moment later when text only grew', async () => {
    const batches: (readonly RunEvent[])[] = [];
    const channel = new RunChannel('r', async (events) => void batches.push(events));
    await channel.push(frames(growth(0)));
    assert.equal(batches.length, 0);
    await channel.push(frames(milestone(1)));
    assert.equal(batches.length, 1);
    await new Promise((resolve) => setImmediate(resolve));
    await channel.push(frames(growth(2)));
    assert.equal(batches.length, 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(batches.length, 2);
  });

  it('do not stop the run when the client is gone', async () => {
    const channel = new RunChannel('r', () => Promise.reject(new Error('connection closed')));
    for (let i = 0; i < 600; i++) await channel.push(frames(milestone(i)));
    await channel.push(finished);
  });

  it('do not stop the run either when sending throws, now or later', async () => {
    const failures: unknown[] = [];
    const note = (error: unknown): void => void failures.push(error);
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException').on('uncaughtException', note);
    try {
      const channel = new RunChannel('r', () => {
        throw new Error('connection is closed');
      });
      await channel.push(frames(milestone(0)));
      await channel.push(frames(growth(1)));
      await new Promise((resolve) => setTimeout(resolve, 60));
      await channel.push(finished);
    } finally {
      process.removeListener('uncaughtException', note);
      for (const other of others) process.on('uncaughtException', other);
    }
    assert.deepEqual(failures, []);
  });
});

const finished: RunEventBody = { type: 'finished', t: 1, outcome: { kind: 'cancelled' }, fields: [] };

function frames(...list: readonly Frame[]): RunEventBody {
  return { type: 'frames', frames: list };
}

function growth(length: number): Frame {
  return { chunk: { t: length, batch: length, text: 'x' }, length, value: [], fields: [] };
}

function milestone(length: number): Frame {
  return { ...growth(length), fields: [{ id: 1, visible: true }] };
}

/** A client that takes a while for each batch. */
function slowWire() {
  let inFlight = 0;
  const wire = {
    batches: [] as (readonly RunEvent[])[],
    arrived: 0,
    mostAtOnce: 0,
    send: async (events: readonly RunEvent[]) => {
      wire.batches.push(events);
      wire.mostAtOnce = Math.max(wire.mostAtOnce, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inFlight--;
      wire.arrived += events.length;
    },
  };
  return wire;
}
