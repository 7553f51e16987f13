import assert from 'node:assert/strict';
import type { Arrival } from '../../server/src/runtime/arrivals';
import type { ReplayPlan } from '../../server/src/runtime/plan';
import type { Recording, RecordingEnd } from '../../server/src/runtime/recording';
import { replayArrivals } from '../../server/src/runtime/replayArrivals';
import { livePlan, STRING_OUTPUT } from '../support/plans';
import { virtualHost } from '../support/virtualHost';

const recording: Recording = {
  header: { ...livePlan('http://x').facts, startedAt: '2026-01-01T00:00:00.000Z' },
  chunks: [
    { t: 400, batch: 0, text: 'a' },
    { t: 400, batch: 0, text: 'b' },
    { t: 1000, batch: 1, text: 'c' },
    { t: 1000, batch: 2, text: 'd' },
  ],
  end: { t: 1200, headersAt: 100, end: { kind: 'completed', finishReason: 'stop' } },
};

describe('a replay', () => {
  for (const speed of [1, 2, 0.5, 16]) {
    it(`at speed ${speed} gives everything at its time, and says the recorded times`, async () => {
      const { arrivals, moments } = await play({ recording, speed });
      assert.deepEqual(
        moments,
        [100, 400, 1000, 1000, 1200].map((t) => t / speed),
      );
      assert.deepEqual(arrivals.map(brief), ['headers 200 @100', 'ab @400', 'c @1000', 'd @1000', 'complete @1200']);
    });
  }

  it('plays the attempts that failed before the one that counts', async () => {
    const error = { kind: 'http', message: 'no', status: 500 } as const;
    const client = { name: 'A', provider: 'openai' };
    const kept: Recording = {
      ...recording,
      failedAttempts: [
        {
          attempt: { number: 1, t: 0, client },
          headersAt: 10,
          chunks: [{ t: 20, batch: 0, text: 'x' }],
          failed: { t: 30, error, delayMs: 50 },
        },
      ],
      attempt: { number: 2, t: 80, client: { name: 'B', provider: 'openai' } },
    };
    const { arrivals, moments } = await play({ recording: kept, speed: 1 });
    assert.deepEqual(arrivals.map(brief), [
      'attempt 1 of A @0',
      'headers 500 @10',
      'x @20',
      'failed, no, next in 50 @30',
      'attempt 2 of B @80',
      'headers 200 @100',
      'ab @400',
      'c @1000',
      'd @1000',
      'complete @1200',
    ]);
    assert.deepEqual(moments, [0, 10, 20, 30, 80, 100, 400, 1000, 1000, 1200]);
    assert.equal((await play({ recording: kept, speed: 1 }, 50)).arrivals.map(brief).at(-1), 'cancelled @50');
  });

  it('at speed 0 waits for nothing', async () => {
    const { arrivals, moments } = await play({ recording, speed: 0 });
    assert.deepEqual(new Set(moments), new Set([0]));
    assert.equal(arrivals.length, 5);
  });

  it('ends as the recording did', async () => {
    const error = { kind: 'http', message: 'no', status: 500 } as const;
    const ends: [RecordingEnd['end'], string][] = [
      [{ kind: 'completed' }, 'complete @1200'],
      [{ kind: 'cancelled' }, 'cancelled @1200'],
      [{ kind: 'failed', error }, 'failed http: no @1200'],
    ];
    for (const [end, ending] of ends) {
      const { arrivals } = await play({ recording: { ...recording, end: { t: 1200, end } }, speed: 0 });
      assert.equal(brief(arrivals.at(-1)!), ending);
    }
  });

  it('judges anew whether a whole answer fits: the types may have been edited', async () => {
    const end: RecordingEnd = { t: 1200, end: { kind: 'failed', error: { kind: 'validation', message: 'no int' } } };
    assert.equal(
      brief((await play({ recording: { ...recording, end }, speed: 0 })).arrivals.at(-1)!),
      'complete @1200',
    );
  });

  it('of a recording that was cut short says so', async () => {
    const { header, chunks } = recording;
    const { arrivals } = await play({ recording: { header, chunks }, speed: 1 });
    assert.match(brief(arrivals.at(-1)!), /^failed protocol: The recording was cut short.* @1000$/);
  });

  it('of an empty recording ends at once', async () => {
    const { arrivals } = await play({ recording: { header: recording.header, chunks: [] }, speed: 1 });
    assert.equal(arrivals.length, 1);
  });

  it('can be cancelled while it waits, and keeps what came before', async () => {
    const { arrivals } = await play({ recording, speed: 2 }, 350);
    assert.deepEqual(arrivals.map(brief), ['headers 200 @100', 'ab @400', 'cancelled @700']);
  });

  it('can be cancelled in the middle of a batch without end', async () => {
    const chunks = Array.from({ length: 5000 }, () => ({ t: 5, batch: 0, text: 'x' }));
    const plan: ReplayPlan = {
      kind: 'replay',
      recording: { ...recording, chunks },
      speed: 0,
      schemaFrom: 'project',
      output: STRING_OUTPUT,
    };
    const cancel = new AbortController();
    let played = 0;
    let last = '';
    for await (const arrival of replayArrivals(plan, virtualHost(), cancel.signal)) {
      if (arrival.kind === 'chunks') played += arrival.chunks.length;
      if (played) cancel.abort();
      last = brief(arrival);
    }
    assert.equal(last, 'cancelled @5');
    assert.ok(played > 0 && played < 1000, `${played} chunks`);
  });
});

async function play({ recording, speed }: Pick<ReplayPlan, 'recording' | 'speed'>, cancelAt = Infinity) {
  const cancel = new AbortController();
  const host = virtualHost();
  host.at(cancelAt, () => cancel.abort());
  const plan: ReplayPlan = { kind: 'replay', recording, speed, schemaFrom: 'project', output: STRING_OUTPUT };
  const arrivals: Arrival[] = [];
  const moments: number[] = [];
  for await (const arrival of replayArrivals(plan, host, cancel.signal)) {
    arrivals.push(arrival);
    moments.push(host.now());
  }
  return { arrivals, moments };
}

function brief(arrival: Arrival): string {
  switch (arrival.kind) {
    case 'headers':
      return `headers ${arrival.status} @${arrival.t}`;
    case 'chunks':
      return `${arrival.chunks.map(({ text }) => text).join('')} @${arrival.chunks[0]!.t}`;
    case 'attempt':
      return `attempt ${arrival.attempt.number} of ${arrival.attempt.client.name} @${arrival.attempt.t}`;
    case 'attemptFailed':
      return `failed, ${arrival.failed.error.message}, next in ${arrival.failed.delayMs} @${arrival.failed.t}`;
    case 'end': {
      const { ending, t } = arrival;
      return `${ending.kind}${ending.kind === 'failed' ? ` ${ending.error.kind}: ${ending.error.message}` : ''} @${t}`;
    }
  }
}
