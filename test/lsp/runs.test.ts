import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import type { Outcome, Recording, RunEvent, RunParams } from '../../protocol/run';
import { RequestPreviewRequest } from '../../protocol/lsp';
import { recordingFromEvents } from '../../protocol/recording';
import { EMPTY, fold } from '../../protocol/timeline';
import { toJson } from '../../protocol/value';
import type { Documents } from '../../server/src/lsp/documents';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import { Runs, silentKeeper } from '../../server/src/lsp/runs';
import {
  connect,
  eventually,
  temporaryFolder,
  type TemporaryFolder,
  type TestClient,
  type TestClientOptions,
} from '../support/connection';
import { answersWith, chatEvent, EVENT_STREAM, startProvider, type LoopbackProvider } from '../support/provider';

const SOURCE = `class Person {
  name string
  age int
}

function Describe(text: string) -> Person {
  client Fast
  prompt #"{{ text }} {{ ctx.output_format }}"#
}
`;
const clients = (url: string) =>
  `client<llm> Fast {\n  provider "openai-generic"\n  options {\n    base_url "${url}/v1"\n    model "m"\n  }\n}\n`;

describe('bamlLive/run', function () {
  // Waits for what has to come, however slow the machine is.
  this.timeout(60_000);
  let client: TestClient;
  let folder: TemporaryFolder;
  let provider: LoopbackProvider | undefined;
  const started = async (answer: Parameters<typeof startProvider>[0], around: TestClientOptions['around'] = {}) => {
    provider = await startProvider(answer);
    folder.write('baml_src/clients.baml', clients(provider.url));
    client = await connect([folder.path], {}, { around });
    client.open(folder.uri('baml_src/a.baml'), SOURCE);
    return provider;
  };
  const params = (more: Partial<RunParams> = {}): RunParams => ({
    run: 'r1',
    function: 'Describe',
    uri: folder.uri('baml_src'),
    args: { text: 'Ada' },
    source: { kind: 'live' },
    ...more,
  });
  beforeEach(() => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE });
  });
  afterEach(async () => {
    await client.stop();
    await provider?.close();
    provider = undefined;
    folder.remove();
  });

  it('tells started, headers, every chunk and finished, in order and before the response', async () => {
    const { requests } = await started(answersWith('{"name": "A', 'da", "age"', ': 36', '}'));
    const run = client.run(params());
    assert.deepEqual(await run.result, { run: 'r1', outcome: 'completed' }, JSON.stringify(run.events.at(-1)));
    const types = run.events.map((event) => event.type);
    assert.deepEqual([types[0], types[1], types.at(-1)], ['started', 'headers', 'finished']);
    assertNumbered(run.events);
    assert.equal(chunksOf(run.events).join(''), '{"name": "Ada", "age": 36}');
    assert.deepEqual(outcomeOf(run.events), {
      kind: 'completed',
      value: { name: 'Ada', age: 36 },
      finishReason: 'stop',
    });
    const head = run.events[0];
    assert.ok(head?.type === 'started');
    assert.deepEqual([head.at?.uri, head.at?.line, head.at?.character], [folder.uri('baml_src/a.baml'), 5, 9]);
    assert.match(requests[0]!.body, /Ada/);
  });

  it('gives events that fold into a timeline with the places of the fields', async () => {
    await started(answersWith('{"name": "Ada", ', '"age": 36}'));
    const run = client.run(params());
    await run.result;
    const timeline = run.events.reduce(fold, EMPTY);
    assert.deepEqual(toJson(timeline.value!), { name: 'Ada', age: 36 });
    const rows = run.events.flatMap((event) => (event.type === 'frames' ? event.frames : [])).flatMap((f) => f.fields);
    const name = rows.find((row) => row.decl?.key === 'name');
    assert.deepEqual([name?.decl?.at?.line, name?.decl?.at?.character], [1, 2]);
  });

  it('tells the process around it of pauses between the pieces of an answer, and of the end of the run', async () => {
    const told: string[] = [];
    const around = { worked: () => void told.push('worked'), streamed: () => void told.push('streamed') };
    await started(answersWith('{"name": "Ada", ', '"age": 36}'), around);
    const run = client.run(params());
    told.length = 0;
    await run.result;
    assert.ok(told.includes('streamed'), told.join());
    assert.equal(told.lastIndexOf('worked') > told.lastIndexOf('streamed'), true, 'the end comes last');
  });

  it('uses the text as typed so far', async () => {
    await started(answersWith('{"name": "Ada", "age": 36, "shoes": 41}'));
    const uri = folder.uri('baml_src/a.baml');
    client.change(uri, 2, SOURCE.replace('age int', 'age int\n  shoes int'));
    const run = client.run(params());
    await run.result;
    const outcome = outcomeOf(run.events);
    assert.deepEqual(outcome.kind === 'completed' && outcome.value, { name: 'Ada', age: 36, shoes: 41 });
  });

  it('keeps its types and places while the file is edited', async () => {
    const gate = new Gate();
    await started(async (response) => {
      response.writeHead(200, EVENT_STREAM);
      response.write(chatEvent('{"name": "A'));
      await gate.opened;
      response.end(chatEvent('da", "age": 36}') + 'data: [DONE]\n\n');
    });
    const run = client.run(params());
    await arrived(run.events, 'frames');
    client.change(folder.uri('baml_src/a.baml'), 2, '\n\n\nclass Nothing {}\n');
    await client.diagnostics(folder.uri('baml_src/a.baml'), 2);
    gate.open();
    await run.result;
    const outcome = outcomeOf(run.events);
    assert.deepEqual(outcome.kind === 'completed' && outcome.value, { name: 'Ada', age: 36 });
    for (const event of run.events) {
      if (event.type !== 'frames') continue;
      for (const field of event.frames.flatMap((frame) => frame.fields)) {
        if (field.decl?.key === 'age') assert.equal(field.decl.at?.line, 2);
      }
    }
  });

  it('cancelled: the provider sees the connection close at once, and no event follows the outcome', async () => {
    const server = await started(endless);
    const run = client.run(params());
    await arrived(run.events, 'frames');
    const request = await server.request(0);
    run.cancel();
    // How soon is counted in test/lsp/cancelPhases.test.ts.
    await request.hungUp;
    assert.deepEqual(await run.result, { run: 'r1', outcome: 'cancelled' });
    const told = run.events.length;
    assert.equal(run.events.at(-1)?.type, 'finished');
    assert.ok(chunksOf(run.events).join('').startsWith('{"name": "aa'), 'what had arrived is kept');
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(run.events.length, told);
    assertNumbered(run.events);
  });

  it('cancelled before the provider answers ends as cancelled', async () => {
    const server = await started(() => {});
    const run = client.run(params());
    const request = await server.request(0);
    run.cancel();
    await request.hungUp;
    assert.equal((await run.result).outcome, 'cancelled');
    assert.equal(outcomeOf(run.events).kind, 'cancelled');
  });

  it('runs two at a time without mixing them; cancelling one leaves the other', async () => {
    const gate = new Gate();
    await started(async (response, { body }) => {
      if (body.includes('forever')) return endless(response);
      response.writeHead(200, EVENT_STREAM);
      response.write(chatEvent('{"name": "Ada"'));
      await gate.opened;
      response.end(chatEvent(', "age": 1}') + 'data: [DONE]\n\n');
    });
    const [one, two] = [client.run(params()), client.run(params({ run: 'r2', args: { text: 'forever' } }))];
    await arrived(one.events, 'frames');
    await arrived(two.events, 'frames');
    two.cancel();
    assert.equal((await two.result).outcome, 'cancelled');
    gate.open();
    assert.equal((await one.result).outcome, 'completed');
    for (const run of [one, two]) assertNumbered(run.events);
    assert.ok(one.events.every((event) => event.run === 'r1') && two.events.every((event) => event.run === 'r2'));
  });

  it('is refused when the function has a mistake, with the place of the mistake', async () => {
    const { requests } = await started(answersWith('{}'));
    client.change(folder.uri('baml_src/a.baml'), 2, SOURCE.replace('age int', 'age imt'));
    const run = client.run(params());
    assert.equal((await run.result).outcome, 'refused');
    const outcome = outcomeOf(run.events);
    assert.ok(outcome.kind === 'refused');
    assert.match(outcome.problems[0]!.message, /imt/);
    assert.deepEqual([outcome.problems[0]!.at?.line, outcome.problems[0]!.at?.character], [2, 6]);
    assert.equal(requests.length, 0);
  });

  it('is not refused for a mistake the function does not reach', async () => {
    await started(answersWith('{"name": "Ada", "age": 36}'));
    client.change(folder.uri('baml_src/a.baml'), 2, SOURCE + '\nclass Other {\n  x Unknwon\n}\n');
    assert.equal((await client.run(params()).result).outcome, 'completed');
  });

  it('is refused when the proxy that is set is no web address', async () => {
    await started(answersWith('{}'));
    await client.stop();
    client = await connect([folder.path], {
      env: (name) => (name === 'HTTPS_PROXY' ? 'socks5://me:secret@proxy' : undefined),
    });
    client.open(folder.uri('baml_src/a.baml'), SOURCE);
    const run = client.run(params());
    assert.equal((await run.result).outcome, 'refused');
    assert.match(JSON.stringify(run.events), /proxy that is set/);
    assert.doesNotMatch(JSON.stringify(run.events), /secret/);
  });

  it('shows the request of a run without sending it', async () => {
    const { requests, url } = await started(answersWith('{}'));
    const of = { function: 'Describe', uri: folder.uri('baml_src/a.baml') };
    const preview = await client.connection.sendRequest(RequestPreviewRequest, { ...of, args: { text: 'Ada' } });
    assert.ok(preview.kind === 'request' && preview.requests[0]!.text.startsWith(`POST ${url}/v1/chat/completions\n`));
    assert.match(preview.requests[0]!.curl, /^curl --no-buffer 'http.*Ada/s);
    const refused = await client.connection.sendRequest(RequestPreviewRequest, { ...of, args: {} });
    assert.ok(refused.kind === 'refused' && refused.problems.some((problem) => problem.includes('`text`')));
    const unknown = await client.connection.sendRequest(RequestPreviewRequest, { ...of, function: 'Nope', args: {} });
    assert.ok(unknown.kind === 'refused' && unknown.problems[0]!.includes('`Nope`'));
    assert.equal(requests.length, 0);
  });

  it('is given tags, which the prompt and the recording hold', async () => {
    const { requests } = await started(answersWith('{"name": "Ada", "age": 36}'));
    client.change(folder.uri('baml_src/a.baml'), 2, SOURCE.replace('{{ text }}', '{{ ctx.tags.tenant }}'));
    const run = client.run(params({ tags: { tenant: 'acme' } }));
    await run.result;
    assert.match(requests[0]!.body, /acme/);
    assert.deepEqual(recordingFromEvents(run.events)?.header.tags, { tenant: 'acme' });
    const shown = await client.connection.sendRequest(RequestPreviewRequest, {
      function: 'Describe',
      uri: folder.uri('baml_src'),
      args: { text: '' },
      tags: { tenant: 'other' },
    });
    assert.ok(shown.kind === 'request' && shown.requests[0]!.text.includes('other'));
  });

  it('shows what a run has sent, also when everything has changed since', async () => {
    await started(answersWith('{"name": "Ada", "age": 36}'));
    await client.run(params({ args: { text: 'as it was' } })).result;
    client.change(folder.uri('baml_src/a.baml'), 2, SOURCE.replace('{{ text }}', 'something else'));
    const of = { function: 'Describe', uri: folder.uri('baml_src'), args: {} };
    const sent = await client.connection.sendRequest(RequestPreviewRequest, { ...of, run: 'r1' });
    assert.ok(sent.kind === 'request' && sent.requests[0]!.text.includes('as it was'));
    assert.ok(sent.requests[0]!.text.startsWith(`POST ${provider!.url}/v1/chat/completions`));
    const unknown = await client.connection.sendRequest(RequestPreviewRequest, { ...of, run: 'r0' });
    assert.ok(unknown.kind === 'refused' && /not known any more/.test(unknown.problems[0]!));
  });

  const refusals: readonly [what: string, params: Partial<RunParams>, message: RegExp][] = [
    ['an unknown function', { function: 'Descrbe' }, /`Descrbe`/],
    ['a file of no project', { uri: 'file:///nowhere/a.baml' }, /`baml_src`/],
    ['no project at all', { uri: '' }, /`baml_src`/],
    ['a missing argument', { args: {} }, /`text`/],
  ];
  for (const [what, more, message] of refusals) {
    it(`is refused for ${what}`, async () => {
      await started(answersWith('{}'));
      const run = client.run(params(more));
      assert.equal((await run.result).outcome, 'refused');
      const outcome = outcomeOf(run.events);
      assert.match(outcome.kind === 'refused' ? outcome.problems[0]!.message : '', message);
    });
  }

  it('ends every run when the server is shut down', async () => {
    const server = await started(endless);
    const run = client.run(params());
    await arrived(run.events, 'frames');
    await client.connection.sendRequest('shutdown');
    assert.equal((await run.result).outcome, 'cancelled');
    await (
      await server.request(0)
    ).hungUp;
  });

  describe('replays a recording', () => {
    const record = async (): Promise<Recording> => {
      await started(answersWith('{"name": "A', 'da", ', '"age": 36}'));
      const run = client.run(params());
      await run.result;
      return recordingFromEvents(run.events)!;
    };
    const valueOf = (events: readonly RunEvent[]) => {
      const outcome = outcomeOf(events);
      return outcome.kind === 'completed' ? outcome.value : outcome;
    };

    it('with the same value and without a request', async () => {
      const recording = await record();
      const run = client.run(params({ run: 'r2', source: { kind: 'replay', recording, speed: 0 } }));
      await run.result;
      assert.deepEqual(valueOf(run.events), { name: 'Ada', age: 36 });
      assert.equal(provider!.requests.length, 1);
      assert.ok(run.events[0]?.type === 'started' && run.events[0].schemaFrom === 'project');
    });

    it('with the types as edited now', async () => {
      const recording = await record();
      client.change(folder.uri('baml_src/a.baml'), 2, SOURCE.replace('age int', 'age string'));
      const run = client.run(params({ run: 'r2', source: { kind: 'replay', recording, speed: 0 } }));
      await run.result;
      assert.deepEqual(valueOf(run.events), { name: 'Ada', age: '36' });
    });

    it('with its own types where the function is unknown, and then without places', async () => {
      const recording = await record();
      const source = { kind: 'replay', recording, speed: 0 } as const;
      const run = client.run(params({ run: 'r2', uri: '', source }));
      await run.result;
      assert.deepEqual(valueOf(run.events), { name: 'Ada', age: 36 });
      assert.ok(run.events[0]?.type === 'started' && run.events[0].schemaFrom === 'recording');
      assert.doesNotMatch(JSON.stringify(run.events.slice(1)), /"at":/);
    });

    it('and refuses one whose types cannot be read', async () => {
      const recording = await record();
      for (const [index, ir] of [null, 7, [], { returns: { kind: 'class', name: 'X' } }].entries()) {
        const broken = { ...recording, header: { ...recording.header, schema: { hash: '', ir } } };
        const source = { kind: 'replay', recording: broken, speed: 0 } as const;
        const run = client.run(params({ run: `broken ${index}`, uri: '', source }));
        assert.equal((await run.result).outcome, 'refused');
      }
    });
  });
});

const NO_MODELS = { fetch: () => Promise.reject(new Error('no model')) };

describe('a mistake of ours while a run is prepared', () => {
  it('is told as the outcome of the run', async () => {
    const documents = { projectOf: () => Promise.reject(new Error('no such map')) } as unknown as Documents;
    const events: RunEvent[] = [];
    const keys = {
      keeper: silentKeeper(() => undefined),
      folders: () => [],
      envFileNames: () => [],
      farFolders: () => [],
      isTrusted: () => true,
    };
    const runs = new Runs(
      documents,
      createNodeHost(),
      keys,
      () => ({}),
      () => Promise.resolve(undefined),
      () => [],
      NO_MODELS,
      (_token, batch) => {
        events.push(...batch);
        return Promise.resolve();
      },
    );
    const params = {
      run: 'r',
      function: 'F',
      uri: '',
      args: {},
      source: { kind: 'live' },
      partialResultToken: 't',
    } as const;
    const result = await runs.run(params, new CancellationTokenSource().token);
    assert.deepEqual(result, { run: 'r', outcome: 'failed' });
    const outcome = outcomeOf(events);
    assert.ok(outcome.kind === 'failed' && outcome.error.kind === 'internal');
    assert.match(outcome.error.message, /no such map/);
  });
});

/** Streams until the connection is closed. */
function endless(response: ServerResponse): void {
  response.writeHead(200, EVENT_STREAM);
  response.write(chatEvent('{"name": "a'));
  const timer = setInterval(() => response.write(chatEvent('a')), 2);
  response.on('close', () => clearInterval(timer));
}

class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}

async function arrived(events: readonly RunEvent[], type: RunEvent['type']): Promise<void> {
  await eventually(() => events.some((event) => event.type === type), `event of type ${type}`);
}

function chunksOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'frames' ? event.frames.map((frame) => frame.chunk.text) : []));
}

function outcomeOf(events: readonly RunEvent[]): Outcome {
  const last = events.at(-1);
  assert.ok(last?.type === 'finished', 'the last event is the outcome');
  return last.outcome;
}

function assertNumbered(events: readonly RunEvent[]): void {
  assert.deepEqual(
    events.map((event) => event.seq),
    events.map((_, index) => index),
  );
}
