import assert from 'node:assert/strict';
import { CancellationToken } from 'vscode-jsonrpc';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import { RunMemory } from '../../server/src/lsp/runMemory';
import { prepareReplay } from '../../server/src/runtime/prepareReplay';
import { executeRun } from '../../server/src/runtime/run';
import { recordingNamed } from '../examples/exampleRun';

const host = createNodeHost();

async function remembered(memory: RunMemory, run: string, name: string): Promise<void> {
  const prepared = prepareReplay(recordingNamed(name), null, 0);
  assert.ok(prepared.ok);
  memory.began(run, prepared.plan.output);
  for await (const step of executeRun(prepared.plan, host, new AbortController().signal)) memory.took(run, step);
}

describe('what a run is remembered by', () => {
  it('says how any moment of it was read', async () => {
    const memory = new RunMemory(host);
    await remembered(memory, 'a', 'receipt');
    const facts = memory.moment({ run: 'a', length: 1e9, isFinal: true })!;
    const text = recordingNamed('receipt')
      .chunks.map((chunk) => chunk.text)
      .join('');
    assert.equal(facts.length, text.length);
    assert.ok(facts.candidates.some(({ chosen }) => chosen));
    for (const { kind } of facts.repairs) assert.equal(typeof facts.words[kind], 'string');
    assert.equal(memory.moment({ run: 'a', length: 10, isFinal: false })!.length, 10);
  });

  it('names the quirks in it, the same ones each time', async () => {
    const memory = new RunMemory(host);
    await remembered(memory, 'a', 'stocks');
    const first = await memory.quirks('a', CancellationToken.None);
    assert.ok(first);
    assert.deepEqual(await memory.quirks('a', CancellationToken.None), first);
    assert.equal(await memory.quirks('b', CancellationToken.None), null);
  });

  it('is kept for the runs that were asked about or came last', async () => {
    const memory = new RunMemory(host);
    const prepared = prepareReplay(recordingNamed('person'), null, 0);
    assert.ok(prepared.ok);
    for (let i = 0; i < 16; i++) memory.began(`run ${i}`, prepared.plan.output);
    assert.ok(memory.moment({ run: 'run 0', length: 0, isFinal: false }));
    memory.began('one more', prepared.plan.output);
    assert.ok(memory.moment({ run: 'run 0', length: 0, isFinal: false }), 'asked about');
    assert.equal(memory.moment({ run: 'run 1', length: 0, isFinal: false }), null);
  });
});
