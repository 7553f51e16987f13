/**
 * A run is cancelled at each of its phases: the provider sees its connection close at once, nothing more is asked of it, and the
 * run ends as cancelled. At once means within a few turns of the event loop, which both sides share here: a busy machine makes
 * the turns longer, not more.
 */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { RunParams } from '../../protocol/run';
import type { RunHost } from '../../server/src/runtime/host';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient, type TestRun } from '../support/connection';
import { startMute, startMuteTunnel, type SilentServer } from '../support/silentServers';
import { chatEvent, EVENT_STREAM, startProvider, type LoopbackProvider } from '../support/provider';

/** A message crosses two streams and a queue, and a closed socket is told in the turn after: about ten. */
const MOST_TURNS = 60;

const source = (url: string, mute: string) => `function Say(it: image) -> string {
  client All
  prompt #"{{ it }}"#
}

function Ask() -> string {
  client Cloud
  prompt #"x"#
}

function Try() -> string {
  client Patient
  prompt #"x"#
}

function Agree() -> string {
  client Secure
  prompt #"x"#
}

function Behind() -> string {
  client Proxied
  prompt #"x"#
}

client<llm> Secure {
  provider openai-generic
  retry_policy Later
  options {
    base_url "https://${mute}/v1"
    model "m"
  }
}

client<llm> Proxied {
  provider openai-generic
  retry_policy Later
  options {
    base_url "https://api.example/v1"
    model "m"
  }
}

client<llm> Cloud {
  provider vertex-ai
  options {
    base_url "${url}/v1"
    model "m"
    project_id "p"
    credentials "{}"
  }
}

client<llm> One {
  provider openai-generic
  options {
    base_url "${url}/one"
    model "m"
    media_url_handler { image "send_base64" }
  }
}

client<llm> Two {
  provider openai-generic
  options {
    base_url "${url}/two"
    model "m"
    media_url_handler { image "send_url" }
  }
}

client<llm> Patient {
  provider openai-generic
  retry_policy Later
  options {
    base_url "${url}/one"
    model "m"
  }
}

client<llm> All {
  provider fallback
  options { strategy [One, Two, One] }
}

retry_policy Later {
  max_retries 3
  strategy {
    type constant_delay
    delay_ms 3600000
  }
}
`;

describe('a cancel', function () {
  this.timeout(60_000);
  let folder: TemporaryFolder;
  let provider: LoopbackProvider;
  let client: TestClient;
  let answers: Record<string, (response: ServerResponse) => void>;
  let google: () => Promise<never>;
  let mute: SilentServer;
  let tunnel: SilentServer;
  let proxy: SilentServer | undefined;
  let silent = 0;
  before(async () => {
    mute = await startMute();
    tunnel = await startMuteTunnel();
    provider = await startProvider((response, { path }) => {
      const name = Object.keys(answers).find((one) => path.includes(one));
      if (name) answers[name]!(response);
    });
    folder = temporaryFolder({ 'baml_src/a.baml': source(provider.url, `127.0.0.1:${mute.port}`) });
    const own = createNodeHost();
    const credentials: RunHost['credentials'] = { ...own.credentials, google: () => google() };
    client = await connect(
      [folder.path],
      {
        env: (name) => {
          if (name === 'HTTPS_PROXY') return proxy && `http://127.0.0.1:${proxy.port}`;
          return name === 'BAML_LIVE_KEY_HOSTS' ? `GOOGLE_ACCESS_TOKEN@${provider.url}` : undefined;
        },
        credentials,
      },
      { initializationOptions: { settings: { mediaHosts: ['127.0.0.1'] } } },
    );
  });
  after(async () => {
    await client.stop();
    await provider.close();
    await mute.close();
    await tunnel.close();
    folder.remove();
  });
  beforeEach(() => {
    proxy = undefined;
    (provider.requests as unknown[]).length = 0;
    answers = { png: sendsPicture, one: fails, two: streams };
  });

  let runs = 0;
  const start = (name: string): TestRun => {
    const args: RunParams['args'] = name === 'Say' ? { it: { url: `${provider.url}/a.png` } } : {};
    const uri = folder.uri('baml_src');
    const params: RunParams = { run: `r${runs++}`, function: name, uri, args, source: { kind: 'live' } };
    return client.run(params);
  };
  const told = async (run: TestRun, type: string): Promise<void> => {
    while (!run.events.some((event) => event.type === type)) await turn();
  };
  /** Cancels; gives how many turns passed before `closed`. */
  const turnsUntil = async (run: TestRun, closed: Promise<unknown>): Promise<number> => {
    let turns = 0;
    let isClosed = false;
    void closed.then(() => (isClosed = true));
    run.cancel();
    while (!isClosed && turns <= 10 * MOST_TURNS) {
      turns++;
      await turn();
    }
    return turns;
  };
  const assertOver = async (run: TestRun, requests: number): Promise<void> => {
    assert.equal((await run.result).outcome, 'cancelled');
    const last = run.events.at(-1);
    assert.ok(last?.type === 'finished' && last.outcome.kind === 'cancelled');
    for (let turns = 0; turns < MOST_TURNS; turns++) await turn();
    assert.equal(provider.requests.length, requests, 'nothing more is asked');
    assert.equal(run.events.at(-1), last, 'nothing more is told');
  };

  const phases: [phase: string, name: string, prepare: () => void, request: number][] = [
    ['while a medium is fetched', 'Say', () => delete answers.png, 0],
    ['while an answer is waited for', 'Try', () => (answers.one = () => undefined), 0],
    ['between headers and the first event', 'Try', () => (answers.one = begins), 0],
    ['while an answer streams', 'Try', () => (answers.one = streams), 0],
    ['while the body of an error is read', 'Try', () => (answers.one = failsSlowly), 0],
    ['in a fallback, while its second client streams', 'Say', () => undefined, 2],
    ['in a fallback, while its second client is waited for', 'Say', () => (answers.two = () => undefined), 2],
  ];
  for (const [phase, name, prepare, index] of phases) {
    it(`${phase} closes the connection`, async () => {
      prepare();
      const run = start(name);
      const request = await provider.request(index);
      if (phase.endsWith('streams')) await told(run, 'frames');
      if (phase.startsWith('between')) await told(run, 'headers');
      const turns = await turnsUntil(run, request.hungUp);
      assert.ok(turns <= MOST_TURNS, `${turns} turns`);
      await assertOver(run, index + 1);
    });
  }

  const connecting: [
    phase: string,
    name: string,
    ask: () => { server: SilentServer; index: number; by?: SilentServer },
  ][] = [
    ['while TLS is agreed on', 'Agree', () => ({ server: mute, index: silent++ })],
    ['while a proxy is asked', 'Behind', () => ({ server: mute, index: silent++, by: mute })],
    ['while TLS is agreed on through a proxy', 'Behind', () => ({ server: tunnel, index: 0, by: tunnel })],
  ];
  for (const [phase, name, ask] of connecting) {
    it(`${phase} closes the connection`, async () => {
      const { server, index, by } = ask();
      proxy = by;
      const run = start(name);
      const { closed } = await server.reached(index);
      const turns = await turnsUntil(run, closed);
      assert.ok(turns <= MOST_TURNS, `${turns} turns`);
      await assertOver(run, 0);
    });
  }

  it('between two attempts ends the wait', async () => {
    const run = start('Try');
    await told(run, 'attemptFailed');
    const turns = await turnsUntil(run, run.result);
    assert.ok(turns <= MOST_TURNS, `${turns} turns`);
    await assertOver(run, 1);
  });

  it('before there is a connection: who waits for credentials waits no longer', async () => {
    let asked = () => {};
    const question = new Promise<void>((resolve) => (asked = resolve));
    google = () => {
      asked();
      return new Promise<never>(() => undefined);
    };
    const run = start('Ask');
    await question;
    const turns = await turnsUntil(run, run.result);
    assert.ok(turns <= MOST_TURNS, `${turns} turns`);
    await assertOver(run, 0);
  });

  it('that comes with the request itself sends nothing', async () => {
    const run = start('Try');
    run.cancel();
    await run.result.catch(() => undefined);
    for (let turns = 0; turns < MOST_TURNS; turns++) await turn();
    assert.equal(provider.requests.length, 0);
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function sendsPicture(response: ServerResponse): void {
  response.end(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
}

function fails(response: ServerResponse): void {
  response.writeHead(503).end('busy');
}

function failsSlowly(response: ServerResponse): void {
  response.writeHead(503).write('busy');
}

function begins(response: ServerResponse): void {
  response.writeHead(200, EVENT_STREAM).flushHeaders();
}

function streams(response: ServerResponse): void {
  response.writeHead(200, EVENT_STREAM).write(chatEvent('a'));
}
