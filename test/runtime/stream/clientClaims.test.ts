/** What a caller of the official TypeScript client can do with a stream, tried with the client over HTTP. */
import * as assert from 'node:assert/strict';
import { BamlStream } from '@boundaryml/baml';
import { BamlRuntime } from '@boundaryml/baml/native';
import { localClient, play, type Act } from '../../support/officialStream';
import { startProvider, type ReceivedRequest } from '../../support/provider';
import { source } from './cases';

const ACTS: readonly Act[] = [
  ...Array.from({ length: 24 }, (_, i) => ({ t: i * 20, text: `${i} ` })),
  { t: 480, stop: 'stop' },
];

interface Called {
  readonly stream: BamlStream<string, string>;
  readonly ticks: () => number;
  /** The request as the provider got it. */
  readonly request: () => Promise<ReceivedRequest>;
  /** Whether the provider has played its answer to the end. */
  readonly playedAll: () => boolean;
}

/** Calls a function that streams text for half a second, as generated TypeScript clients do. */
async function withStream(use: (called: Called) => Promise<void>, signal?: AbortSignal): Promise<void> {
  let playedAll = false;
  const provider = await startProvider(async (response) => {
    const { sent } = await play(response, ACTS);
    playedAll = sent.length === ACTS.length - 1 && !response.destroyed;
  });
  try {
    const baml = source('string').replace('"openai/gpt-4o"', 'Local') + localClient(provider);
    const runtime = BamlRuntime.fromFiles('/', { '/main.baml': baml }, {});
    const context = runtime.createContextManager();
    let ticks = 0;
    const onTick = (): void => void ticks++;
    const raw = runtime.streamFunction(
      'Run',
      { input: '' },
      undefined,
      context,
      null,
      null,
      [],
      {},
      {},
      signal,
      onTick,
    );
    const text = (value: unknown): string => value as string;
    const stream = new BamlStream<string, string>(raw, text, text, context, signal);
    await use({ stream, ticks: () => ticks, request: () => provider.request(0), playedAll: () => playedAll });
  } finally {
    await provider.close();
  }
}

async function readAll(stream: AsyncIterable<string>): Promise<string[]> {
  const seen: string[] = [];
  for await (const value of stream) seen.push(value);
  return seen;
}

describe('what a caller of the official client can do', () => {
  it('abort by a signal: the connection closes, the loop ends without an exception, the final response throws a plain Error', async () => {
    const aborting = new AbortController();
    await withStream(async ({ stream, request, playedAll }) => {
      const seen: string[] = [];
      for await (const value of stream) {
        // From outside of the loop, which waits for the next value then.
        if (seen.push(value) === 1) setTimeout(() => aborting.abort('enough'));
      }
      assert.ok(seen.length > 0);
      await (
        await request()
      ).hungUp;
      assert.equal(playedAll(), false);
      await assert.rejects(stream.getFinalResponse(), (error: Error) => {
        return error.name === 'Error' && error.message.includes('"type":"BamlAbortError"');
      });
    }, aborting.signal);
  });

  it('leave the loop: the answer is read to its end all the same', async () => {
    await withStream(async ({ stream, playedAll }) => {
      for await (const value of stream) if (value !== '') break;
      assert.equal(playedAll(), false);
      assert.match(await stream.getFinalResponse(), /^0 1 .* 23 $/);
      assert.equal(playedAll(), true);
    });
  });

  it('read a stream to its end once: a second loop never ends', async () => {
    await withStream(async ({ stream }) => {
      await readAll(stream);
      const again = await Promise.race([
        readAll(stream).then(() => 'ended'),
        new Promise((resolve) => setTimeout(() => resolve('waiting'), 400)),
      ]);
      assert.equal(again, 'waiting');
      // Lets the loop go: it takes an item off a queue that is never filled again.
      (stream as unknown as { readonly eventQueue: unknown[] }).eventQueue.push(null);
    });
  });

  it('count events of the provider with onTick; fewer values are delivered', async () => {
    await withStream(async ({ stream, ticks }) => {
      const seen = await readAll(stream);
      assert.equal(ticks(), ACTS.length);
      assert.ok(seen.length < ticks(), `${seen.length} values`);
    });
  });
}).timeout(60_000);
