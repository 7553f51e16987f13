import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { RunProgress, RunRequest } from '../../protocol/lsp';
import type { RunEvent, RunParams } from '../../protocol/run';
import { startMute, type SilentServer } from '../support/silentServers';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';
import { answersWith, chatEvent, EVENT_STREAM, startProvider, type LoopbackProvider } from '../support/provider';

/** A day of work in a few seconds: what a run leaves behind would add up. */
const IN_A_ROW = 1000;
const AT_ONCE = 50;

const source = (url: string, mute: number) => `function Say(what: string) -> string[] {
  client Fast
  prompt #"Say {{ what }}."#
}

function Again(what: string) -> string[] {
  client Patient
  prompt #"Say {{ what }}."#
}

function Connect(what: string) -> string[] {
  client Secure
  prompt #"Say {{ what }}."#
}

client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${url}/v1"
    model "m"
    http {
      idle_timeout_ms 600000
      request_timeout_ms 600000
      connect_timeout_ms 600000
    }
  }
}

client<llm> Nobody {
  provider "openai-generic"
  options {
    base_url "http://127.0.0.1:1/v1"
    model "m"
  }
}

client<llm> Patient {
  provider fallback
  retry_policy Later
  options { strategy [Nobody, Fast] }
}

client<llm> Secure {
  provider "openai-generic"
  options {
    base_url "https://127.0.0.1:${mute}/v1"
    model "m"
    http {
      connect_timeout_ms 600000
    }
  }
}

retry_policy Later {
  max_retries 1
  strategy {
    type constant_delay
    delay_ms 1
  }
}
`;

interface Kind {
  readonly calls?: string;
  readonly outcome: string;
  /** The event at which the run is cancelled. */
  readonly until?: RunEvent['type'];
}

const KINDS = {
  answers: { outcome: 'completed' },
  fails: { outcome: 'failed' },
  'breaks off': { outcome: 'failed' },
  'is cancelled': { outcome: 'cancelled', until: 'frames' },
  'is waited for': { outcome: 'cancelled', until: 'started' },
  'is connected to': { calls: 'Connect', outcome: 'cancelled', until: 'started' },
  'answers the second': { calls: 'Again', outcome: 'completed' },
  'fails for all': { calls: 'Again', outcome: 'failed' },
  'is cancelled after an attempt': { calls: 'Again', outcome: 'cancelled', until: 'attemptFailed' },
} as const satisfies Readonly<Record<string, Kind>>;
const NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[];
/** Most runs answer. */
const nameOf = (index: number): keyof typeof KINDS => (index % 2 ? NAMES[(index >> 1) % NAMES.length]! : 'answers');

describe('a thousand runs', function () {
  this.timeout(60_000);
  let folder: TemporaryFolder;
  let provider: LoopbackProvider;
  let mute: SilentServer;
  let client: TestClient;
  let count = 0;
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);

  before(async () => {
    process.on('warning', onWarning);
    mute = await startMute();
    provider = await startProvider((response, request) => {
      if (request.body.includes('is waited for')) return;
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
    folder = temporaryFolder({ 'baml_src/a.baml': source(provider.url, mute.port) });
    client = await connect([folder.path], { env: () => undefined });
  });
  after(async () => {
    await client.stop();
    await provider.close();
    await mute.close();
    folder.remove();
    process.off('warning', onWarning);
  });

  const run = async (name: keyof typeof KINDS): Promise<void> => {
    const kind: Kind = KINDS[name];
    const params: RunParams = {
      run: `r${count++}`,
      function: kind.calls ?? 'Say',
      uri: folder.uri('baml_src'),
      args: { what: name },
      source: { kind: 'live' },
    };
    const source = new CancellationTokenSource();
    // Nothing of a run is kept here: what grows is the server's.
    const listening = client.connection.onProgress(RunProgress, params.run, (events) => {
      if (events.some(({ type }) => type === kind.until)) source.cancel();
    });
    const request = { ...params, partialResultToken: params.run };
    const result = await client.connection.sendRequest(RunRequest, request, source.token);
    listening.dispose();
    source.dispose();
    assert.equal(result.outcome, kind.outcome, name);
  };

  it('leave no memory, timers, sockets or listeners behind', async () => {
    const several = async (runs: number, together: number): Promise<void> => {
      for (let done = 0; done < runs; done += together) {
        await Promise.all(Array.from({ length: together }, (_, i) => run(nameOf(done + i))));
      }
    };
    await several(120, 1);
    await several(AT_ONCE, AT_ONCE);
    const before = await left();
    await several(IN_A_ROW, 1);
    await several(4 * AT_ONCE, AT_ONCE);
    const { heap, ...after } = await left(before);
    assert.deepEqual(after, { timers: before.timers, sockets: before.sockets, listeners: before.listeners });
    assert.deepEqual(warnings, [], 'nobody has too many listeners');
    const kilobytesPerRun = (heap - before.heap) / 1024 / (IN_A_ROW + 4 * AT_ONCE);
    assert.ok(kilobytesPerRun < 4, `${kilobytesPerRun.toFixed(1)} KB a run`);
  });

  interface Left {
    readonly heap: number;
    readonly timers: number;
    readonly sockets: number;
    readonly listeners: number;
  }

  /** What there is once everything that ends has ended: when it is as `before`, or a second has passed. */
  async function left(before?: Left): Promise<Left> {
    (provider.requests as unknown[]).length = 0;
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const resources = (kind: RegExp) => process.getActiveResourcesInfo().filter((name) => kind.test(name)).length;
    const count = (): Left => ({
      heap: process.memoryUsage().heapUsed,
      timers: resources(/Timeout|Immediate/),
      sockets: resources(/TCP|TLS|Pipe/),
      listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    });
    const isAsBefore = (now: Left): boolean =>
      before !== undefined && now.timers === before.timers && now.sockets === before.sockets;
    for (let tries = 0; tries < 20 && !isAsBefore(count()); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (let i = 0; i < 3; i++) collect();
    return count();
  }
});
