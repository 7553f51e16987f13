import assert from 'node:assert/strict';
import { RelayMany } from '../../../client/src/playground/relayMany';
import type { ToViewRecords } from '../../../protocol/records';
import type { RunEvent, RunParams, RunResult } from '../../../protocol/run';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class World {
  readonly posted: ToViewRecords[] = [];
  readonly going = new Map<string, { tell: (events: readonly RunEvent[]) => void; end: () => void }>();
  readonly params: RunParams[] = [];
  kept = 0;
  /** Connections do not close. */
  lingers = false;
  private ids = 0;

  readonly many = new RelayMany(
    {
      run: (params, tell, signal) =>
        new Promise<RunResult>((resolve) => {
          this.params.push(params);
          const { run } = params;
          const finish = (kind: 'completed' | 'cancelled'): void => {
            tell([
              {
                run,
                seq: 0,
                type: 'finished',
                t: 1,
                outcome: kind === 'completed' ? { kind, value: 1 } : { kind },
                fields: [],
              },
            ]);
            this.going.delete(run);
            resolve({ run, outcome: kind });
          };
          signal.addEventListener('abort', () => {
            if (!this.lingers) finish('cancelled');
          });
          this.going.set(run, { tell, end: () => finish('completed') });
        }),
    },
    {
      post: (message) => void this.posted.push(message),
      newId: () => `r${++this.ids}`,
      began: () => undefined,
      ended: () => void this.kept++,
      show: () => undefined,
    },
  );

  start(times: number): void {
    const params = { function: 'F', uri: 'file:///w', args: {} };
    const playing = { tokensPerSecond: 1, wait: 0, jitter: 0, split: 'tokens', seed: 1 } as const;
    this.many.start({
      params,
      times,
      clients: [
        { label: 'Own', source: { kind: 'live' } },
        { label: 'Made up', source: { kind: 'simulated', playing } },
      ],
    });
  }

  outcomes(): string[] {
    const found: string[] = [];
    for (const message of this.posted) {
      if (message.type !== 'manyEvents') continue;
      for (const event of message.events) if (event.type === 'finished') found.push(event.outcome.kind);
    }
    return found;
  }
}

describe('several runs at once', () => {
  it('go on a few at a time for each client, until all have ended; all are kept', async () => {
    const world = new World();
    world.start(6);
    await turn();
    assert.equal(world.going.size, 8, 'four of each client');
    assert.ok(world.many.isRunning);
    while (world.going.size > 0) {
      [...world.going.values()][0]!.end();
      await turn();
      assert.ok(world.going.size <= 8);
    }
    assert.deepEqual([world.params.length, world.kept, world.many.isRunning], [12, 12, false]);
    const first = world.posted[0]!;
    assert.ok(first.type === 'many');
    assert.deepEqual([first.many?.function, first.many?.lanes.length], ['F', 12]);
  });

  it('differ in their seed when they are made up', async () => {
    const world = new World();
    world.start(3);
    await turn();
    const seeds = world.params.flatMap(({ source }) => (source.kind === 'simulated' ? [source.playing.seed] : []));
    assert.deepEqual(seeds, [1, 2, 3]);
  });

  it('can be cancelled one by one, the others go on', async () => {
    const world = new World();
    world.start(2);
    await turn();
    const [one] = world.going.keys();
    world.many.cancel(one!);
    await turn();
    assert.deepEqual([world.going.size, world.outcomes()], [3, ['cancelled']]);
  });

  it('are all cancelled, also those that wait for their turn: none of them begins', async () => {
    const world = new World();
    world.start(6);
    await turn();
    world.many.cancel(null);
    await turn();
    await turn();
    assert.deepEqual([world.going.size, world.params.length, world.many.isRunning], [0, 8, false]);
    assert.equal(world.outcomes().length, 12);
    world.many.close();
    assert.deepEqual(world.posted.at(-1), { type: 'many', many: null });
  });

  it('that linger after they were cancelled end here and now when they are forced; the others go on', async () => {
    const world = new World();
    world.lingers = true;
    world.start(1);
    await turn();
    const [one, other] = [...world.going.keys()] as [string, string];
    world.many.cancel(one);
    await turn();
    assert.deepEqual(world.outcomes(), [], 'its connection is still open');
    world.many.force(null);
    await turn();
    const ends = world.posted.flatMap((message) => (message.type === 'manyEvents' ? message.events : []));
    assert.deepEqual(
      ends.map((event) => event.type === 'finished' && [event.run, event.outcome]),
      [[one, { kind: 'cancelled', forced: true }]],
    );
    assert.ok(world.many.isRunning && world.going.has(other));
  });
});
