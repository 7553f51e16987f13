import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { RunProgress, RunRequest } from '../../protocol/lsp';
import type { RunParams } from '../../protocol/run';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';
import { answersWith, chatEvent, EVENT_STREAM, startProvider, type LoopbackProvider } from '../support/provider';

/** A day of work in a few seconds: what a run leaves behind would add up. */
const IN_A_ROW = 1000;
const AT_ONCE = 50;

const source = (url: string) => `function Say(what: string) -> string[] {
  client Fast
  prompt #"Say {{ what }}."#
}

client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${url}/v1"
    model "m"
  }
}
`;

type Kind = 'answers' | 'fails' | 'is cancelled' | 'breaks off';
const KINDS: readonly Kind[] = ['answers', 'answers', 'fails', 'answers', 'is cancelled', 'breaks off'];
const OUTCOMES: Readonly<Record<Kind, string>> = {
  answers: 'completed',
  fails: 'failed',
  'is cancelled': 'cancelled',
  'breaks off': 'failed',
};

describe('a thousand runs', function () {
  this.timeout(60_000);
  let folder: TemporaryFolder;
  let provider: LoopbackProvider;
  let client: TestClient;
  let count = 0;

  before(async () => {
    provider = await startProvider((response, request) => {
      if (request.body.includes('is cancelled')) {
        response.writeHead(200, EVENT_STREAM);
        return void response.write(chatEvent('["a'));
      }
      if (request.body.includes('breaks off')) {
        response.writeHead(200, EVENT_STREAM);
        return void response.write(chatEvent('["a'), () => response.destroy());
      }
      if (request.body.includes('fails')) {
        response.writeHead(500, { 'content-type': 'application/json' });
        return void response.end('{"error": {"message": "overloaded"}}');
      }
      return answersWith('["a", ', '"b"]')(response, request);
    });
    folder = temporaryFolder({ 'baml_src/a.baml': source(provider.url) });
    client = await connect([folder.path], { env: () => undefined });
  });
  after(async () => {
    await client.stop();
    await provider.close();
    folder.remove();
  });

  const run = async (kind: Kind): Promise<void> => {
    const params: RunParams = {
      run: `r${count++}`,
      function: 'Say',
      uri: folder.uri('baml_src'),
      args: { what: kind },
      source: { kind: 'live' },
    };
    const source = new CancellationTokenSource();
    // Nothing of a run is kept here: what grows is the server's.
    const listening = client.connection.onProgress(RunProgress, params.run, (events) => {
      if (kind === 'is cancelled' && events.some((event) => event.type === 'frames')) source.cancel();
    });
    const request = { ...params, partialResultToken: params.run };
    const result = await client.connection.sendRequest(RunRequest, request, source.token);
    listening.dispose();
    source.dispose();
    assert.equal(result.outcome, OUTCOMES[kind], kind);
  };

  it('leave no memory, timers, sockets or listeners behind', async () => {
    const several = async (runs: number, together: number): Promise<void> => {
      for (let done = 0; done < runs; done += together) {
        await Promise.all(Array.from({ length: together }, (_, i) => run(KINDS[(done + i) % KINDS.length]!)));
      }
    };
    await several(120, 1);
    await several(AT_ONCE, AT_ONCE);
    const before = await left();
    await several(IN_A_ROW, 1);
    await several(4 * AT_ONCE, AT_ONCE);
    const after = await left();
    assert.ok(after.timers <= before.timers + 2, `timers: ${before.timers} → ${after.timers}`);
    assert.ok(after.sockets <= before.sockets + AT_ONCE / 2, `sockets: ${before.sockets} → ${after.sockets}`);
    const kilobytesPerRun = (after.heap - before.heap) / 1024 / (IN_A_ROW + 4 * AT_ONCE);
    assert.ok(kilobytesPerRun < 4, `${kilobytesPerRun.toFixed(1)} KB a run`);
  });

  /** What there is once everything that ends has ended. */
  async function left(): Promise<{ heap: number; timers: number; sockets: number }> {
    await new Promise((resolve) => setTimeout(resolve, 300));
    (provider.requests as unknown[]).length = 0;
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let i = 0; i < 3; i++) collect();
    const resources = process.getActiveResourcesInfo();
    const of = (kind: RegExp) => resources.filter((name) => kind.test(name)).length;
    return { heap: process.memoryUsage().heapUsed, timers: of(/Timeout|Immediate/), sockets: of(/TCP/) };
  }
});
