import assert from 'node:assert/strict';
import { Rereading, type TypesServer } from '../../../client/src/playground/rereading';
import type { Recording, RunEvent, RunParams } from '../../../protocol/run';
import type { TypesParams } from '../../../protocol/whatIf';

const RECORDING: Recording = {
  header: {
    format: 'bamlrun/1',
    function: 'F',
    args: {},
    client: { name: 'C', provider: 'openai' },
    prompt: { messages: [], hash: '' },
    schema: { hash: 'old', ir: null },
    startedAt: '2026-01-01T00:00:00Z',
    clock: { unit: 'ms', origin: 'request sent' },
    redactions: [],
  },
  chunks: [],
};
const AT = { uri: 'file:///a.baml', line: 1, character: 2, endLine: 1, endCharacter: 14 };
const of = { recording: RECORDING, project: 'file:///p', types: 'old' };

class Server implements TypesServer {
  /** What the types are now. */
  now: string | null = 'new';
  readonly askedTypes: TypesParams[] = [];

  types(params: TypesParams) {
    this.askedTypes.push(params);
    return Promise.resolve(this.now);
  }

  readonly asked: { params: RunParams; signal: AbortSignal; tell: (...events: RunEvent[]) => void; end: () => void }[] =
    [];

  run(params: RunParams, onEvents: (events: readonly RunEvent[]) => void, signal: AbortSignal) {
    return new Promise<{ run: string; outcome: 'completed' | 'cancelled' }>((resolve) => {
      const end = () => resolve({ run: params.run, outcome: signal.aborted ? 'cancelled' : 'completed' });
      signal.addEventListener('abort', end);
      this.asked.push({ params, signal, end, tell: (...events) => onEvents(events) });
    });
  }

  started(types: string, schemaFrom: 'project' | 'recording' = 'project'): void {
    const { params, tell } = this.asked.at(-1)!;
    const { header } = RECORDING;
    tell({ run: params.run, seq: 0, type: 'started', header, source: 'replay', speed: 0, schemaFrom, types });
  }

  finished(): void {
    const { params, tell, end } = this.asked.at(-1)!;
    tell({ run: params.run, seq: 1, type: 'finished', t: 1, outcome: { kind: 'completed', value: null }, fields: [] });
    end();
  }
}

describe('reading a recording again', () => {
  const start = () => {
    const server = new Server();
    let ids = 0;
    return { server, rereading: new Rereading(server, () => `r${++ids}`) };
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('is a replay at once; without an attribute when one is named', async () => {
    const { server, rereading } = start();
    const reading = rereading.read({ kind: 'without', at: AT, name: '@stream.done' }, of);
    await turn();
    assert.deepEqual(server.asked[0]!.params.source, {
      kind: 'replay',
      recording: RECORDING,
      speed: 0,
      aside: true,
      without: AT,
    });
    server.started('new');
    server.finished();
    assert.deepEqual(
      (await reading)?.map(({ type }) => type),
      ['started', 'finished'],
    );
  });

  it('ends at once where the types read the same, or are those of the recording', async () => {
    for (const [types, from] of [
      ['old', 'project'],
      ['other', 'recording'],
    ] as const) {
      const { server, rereading } = start();
      const reading = rereading.read({ kind: 'edited' }, of);
      await turn();
      server.started(types, from);
      assert.ok(server.asked[0]!.signal.aborted);
      assert.equal(await reading, null);
    }
  });

  it('after an edit does not send the recording while the types are the same, or cannot be read', async () => {
    for (const now of ['old', null]) {
      const { server, rereading } = start();
      server.now = now;
      assert.equal(await rereading.read({ kind: 'edited' }, of), null);
      assert.deepEqual([server.askedTypes, server.asked], [[{ function: 'F', uri: 'file:///p' }], []]);
    }
  });

  it('gives way to the next one', async () => {
    const { server, rereading } = start();
    const first = rereading.read({ kind: 'edited' }, of);
    await turn();
    server.started('new');
    const second = rereading.read({ kind: 'edited' }, of);
    await turn();
    assert.ok(server.asked[0]!.signal.aborted);
    assert.equal(await first, null);
    server.started('newer');
    server.finished();
    assert.equal((await second)?.length, 2);
  });

  it('is nothing when it is stopped', async () => {
    const { server, rereading } = start();
    const reading = rereading.read({ kind: 'edited' }, of);
    await turn();
    rereading.stop();
    assert.equal(await reading, null);
    assert.ok(server.asked[0]!.signal.aborted);
  });
});
