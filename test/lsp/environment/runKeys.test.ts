import assert from 'node:assert/strict';
import type { KeyDestinationParams, MissingKeyParams, StoredKeysParams, VariableInfo } from '../../../protocol/keys';
import {
  KeyDestinationRequest,
  MissingKeyRequest,
  RequestPreviewRequest,
  RunVariablesRequest,
  StoredKeysRequest,
  VariablesRequest,
} from '../../../protocol/lsp';
import type { RunEvent, RunParams } from '../../../protocol/run';
import { createNodeHost } from '../../../server/src/lsp/nodeHost';
import type { RunHost } from '../../../server/src/runtime/host';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../../support/connection';
import { answersWith, startProvider, type LoopbackProvider } from '../../support/provider';

const MARK = 'sk-marked-5e9b1d77c2';
const source = (url: string) => `function Say() -> string {
  client Fast
  prompt #"Say it. {{ ctx.output_format }}"#
}

client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${url}/v1"
    model "m"
    api_key env.TEAM_KEY
  }
}
`;

/** A person, as the server sees one through an editor. */
interface Person {
  readonly stored: Readonly<Record<string, string>>;
  /** Set for the runs of the project. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly answer: string | null;
  readonly agrees: boolean;
  readonly asked: unknown[];
}

describe('keys of a run', () => {
  let folder: TemporaryFolder;
  let provider: LoopbackProvider;
  let client: TestClient | undefined;
  beforeEach(async () => {
    provider = await startProvider(answersWith('fine, ', MARK));
    folder = temporaryFolder({ 'ws/app/baml_src/a.baml': source(provider.url) });
  });
  afterEach(async () => {
    await client?.stop();
    client = undefined;
    await provider.close();
    folder.remove();
  });

  const person = (more: Partial<Person> = {}): Person => ({
    stored: {},
    overrides: {},
    answer: null,
    agrees: true,
    asked: [],
    ...more,
  });
  const start = async (
    one: Person | undefined,
    env: Readonly<Record<string, string>> = {},
    settings?: unknown,
    world: Partial<RunHost> = {},
  ) => {
    client = await connect(
      [`${folder.path}/ws`],
      { env: (name) => env[name], ...world },
      {
        initializationOptions: { keys: one !== undefined, ...(settings !== undefined && { settings }) },
        prepare: (connection) => {
          if (!one) return;
          connection.onRequest(StoredKeysRequest, ({ names, project }: StoredKeysParams) => {
            const set = project === folder.uri('ws/app/baml_src') ? one.overrides : {};
            const all = Object.entries({ ...one.stored, ...set });
            return { values: Object.fromEntries(all.filter(([name]) => names.includes(name))) };
          });
          connection.onRequest(MissingKeyRequest, (params: MissingKeyParams) => {
            one.asked.push(params);
            return { value: one.answer };
          });
          connection.onRequest(KeyDestinationRequest, (params: KeyDestinationParams) => {
            one.asked.push(params);
            return { agreed: one.agrees };
          });
        },
      },
    );
    return client;
  };
  const params = (): RunParams => ({
    run: 'r1',
    function: 'Say',
    uri: folder.uri('ws/app/baml_src'),
    args: {},
    source: { kind: 'live' },
  });
  const run = async (): Promise<readonly RunEvent[]> => {
    const { events, result } = client!.run(params());
    await result;
    return events;
  };
  const key = () => provider.requests.at(-1)?.headers.authorization;
  const host = () => provider.url;

  it('takes what is stored before `.env` before the process', async () => {
    folder.write('ws/.env', 'TEAM_KEY=from-workspace-file\n');
    await start(person({ stored: { TEAM_KEY: MARK } }), { TEAM_KEY: 'from-process' });
    await run();
    assert.equal(key(), `Bearer ${MARK}`);
    await client!.stop();
    await start(person(), { TEAM_KEY: 'from-process' });
    await run();
    assert.equal(key(), 'Bearer from-workspace-file');
    await client!.stop();
    await start(person(), { TEAM_KEY: 'from-process' }, { envFiles: [] });
    await run();
    assert.equal(key(), 'Bearer from-process');
  });

  it('takes what is set for the project before everything, and keeps it out of all it tells', async () => {
    folder.write('ws/app/baml_src/a.baml', source(provider.url).replace(`"${provider.url}/v1"`, 'env.TEAM_BASE'));
    const one = person({
      stored: { TEAM_KEY: 'from-storage-0123' },
      overrides: { TEAM_KEY: MARK, TEAM_BASE: `${provider.url}/other` },
    });
    await start(one, { TEAM_BASE: 'https://elsewhere.example' });
    const of = { function: 'Say', uri: folder.uri('ws/app/baml_src') };
    const before = await client!.connection.sendRequest(RequestPreviewRequest, { ...of, args: {} });
    const events = await run();
    const after = await client!.connection.sendRequest(RequestPreviewRequest, { ...of, args: {}, run: 'r1' });
    assert.equal(key(), `Bearer ${MARK}`);
    for (const shown of [before, after]) {
      assert.ok(shown.kind === 'request', JSON.stringify(shown));
      assert.ok(shown.requests[0]!.text.startsWith(`POST ${provider.url}/other/chat/completions`));
      assert.match(shown.requests[0]!.text, /Bearer \$TEAM_KEY/);
    }
    assert.ok(!JSON.stringify([before, after, events]).includes(MARK), 'the answer repeats it, and it is masked');
  });

  it('names what a run of one function reads, with the source of each, and no value', async () => {
    folder.write('ws/app/.env', 'TEAM_KEY=from-file-0123456789\n');
    await start(person({ stored: { OTHER_KEY: MARK } }), {});
    const of = { function: 'Say', uri: folder.uri('ws/app/baml_src') };
    assert.deepEqual(await client!.connection.sendRequest(RunVariablesRequest, of), [
      { name: 'TEAM_KEY', source: { kind: 'file', path: '.env' }, clients: ['Fast'] },
    ]);
    assert.deepEqual(await client!.connection.sendRequest(RunVariablesRequest, { ...of, client: 'openai/gpt-5' }), [
      { name: 'OPENAI_API_KEY', source: { kind: 'missing' }, clients: ['openai/gpt-5'] },
    ]);
    assert.deepEqual(await client!.connection.sendRequest(RunVariablesRequest, { ...of, function: 'Nope' }), []);
  });

  it('asks for a key that is nowhere, once, naming client, function and where was looked', async () => {
    folder.write('ws/app/.env', 'OTHER=1\n');
    const one = person({ answer: MARK });
    await start(one);
    await run();
    assert.equal(key(), `Bearer ${MARK}`);
    assert.deepEqual(one.asked[0], { name: 'TEAM_KEY', client: 'Fast', function: 'Say', searched: ['app/.env'] });
    assert.equal(one.asked.length, 2, 'the other question is where it may go');
  });

  it('is refused with the official words when no key is given', async () => {
    await start(person());
    const events = await run();
    const last = events.at(-1);
    assert.ok(last?.type === 'finished' && last.outcome.kind === 'refused');
    assert.match(last.outcome.problems[0]!.message, /requires environment variable 'TEAM_KEY' to be set/);
    assert.equal(provider.requests.length, 0);
  });

  it('asks before a key goes to a host that is not known; a no sends nothing', async () => {
    const one = person({ stored: { TEAM_KEY: MARK }, agrees: false });
    await start(one);
    const events = await run();
    assert.deepEqual(one.asked, [{ names: ['TEAM_KEY'], host: host(), client: 'Fast' }]);
    const last = events.at(-1);
    assert.ok(last?.type === 'finished' && last.outcome.kind === 'refused');
    assert.match(last.outcome.problems[0]!.message, /`TEAM_KEY` may not go to http:\/\/127\.0\.0\.1/);
    assert.ok(last.outcome.problems[0]!.at, 'with the place of the client');
    assert.equal(provider.requests.length, 0);
  });

  it('asks before a token of Google Cloud goes to a host that is not of Google', async () => {
    folder.write(
      'ws/app/baml_src/a.baml',
      source(provider.url).replace('"openai-generic"', 'vertex-ai').replace('api_key env.TEAM_KEY', 'project_id "p"'),
    );
    const google = () => Promise.resolve({ token: MARK });
    const credentials = { ...createNodeHost().credentials, google };
    const one = person({ agrees: false });
    await start(one, {}, undefined, { credentials });
    const refused = (await run()).at(-1);
    assert.deepEqual(one.asked, [{ names: ['GOOGLE_ACCESS_TOKEN'], host: host(), client: 'Fast' }]);
    assert.ok(refused?.type === 'finished' && refused.outcome.kind === 'refused');
    assert.equal(provider.requests.length, 0);
    await client!.stop();
    const other = person();
    await start(other, {}, undefined, { credentials });
    await run();
    assert.equal(key(), `Bearer ${MARK}`);
    assert.equal(other.asked.length, 1, 'not asked again when it is sent');
  });

  it('asks when a prompt was shown a key, in whatever form it writes it down', async () => {
    const prompt = (text: string) => source(provider.url).replace('{{ ctx.output_format }}', text);
    const hidden = prompt('{{ ctx.client.options.messages | reverse }}').replace('api_key env', 'messages env');
    const roles = prompt('{{ ctx.client.allowed_roles | last | reverse }}').replace(
      'api_key env.TEAM_KEY',
      'allowed_roles ["user", env.TEAM_KEY]',
    );
    for (const text of [hidden, roles]) {
      folder.write('ws/app/baml_src/a.baml', text);
      const one = person({ stored: { TEAM_KEY: MARK }, agrees: false });
      await start(one);
      await run();
      assert.deepEqual(one.asked, [{ names: ['TEAM_KEY'], host: host(), client: 'Fast', inText: true }]);
      assert.equal(provider.requests.length, 0);
      await client!.stop();
      client = undefined;
    }
  });

  it('asks before this machine signs a request to a host that is not of AWS', async () => {
    folder.write(
      'ws/app/baml_src/a.baml',
      source(provider.url)
        .replace('"openai-generic"', 'aws-bedrock')
        .replace('base_url', 'endpoint_url')
        .replace('model "m"', 'model_id "m"')
        .replace('api_key env.TEAM_KEY', 'region "us-east-1"'),
    );
    const signAws = () =>
      Promise.resolve({ headers: { authorization: MARK, 'x-amz-security-token': MARK }, secrets: [] });
    const one = person({ agrees: false });
    await start(one, {}, undefined, { credentials: { ...createNodeHost().credentials, signAws } });
    await run();
    assert.deepEqual(one.asked, [{ names: ['AWS_SESSION_TOKEN'], host: host(), client: 'Fast' }]);
    assert.equal(provider.requests.length, 0);
  });

  it('cancelled while a question is open ends as cancelled, and the question is taken back', async () => {
    let takenBack = false;
    await start(undefined);
    await client!.stop();
    let asked = () => {};
    const question = new Promise<void>((resolve) => (asked = resolve));
    client = await connect(
      [`${folder.path}/ws`],
      { env: () => undefined },
      {
        initializationOptions: { keys: true },
        prepare: (connection) => {
          connection.onRequest(StoredKeysRequest, () => ({ values: {} }));
          connection.onRequest(MissingKeyRequest, (_params, token) => {
            asked();
            return new Promise((resolve) =>
              token.onCancellationRequested(() => {
                takenBack = true;
                resolve({ value: null });
              }),
            );
          });
        },
      },
    );
    const open = client.run(params());
    await question;
    open.cancel();
    assert.equal((await open.result).outcome, 'cancelled');
    assert.ok(takenBack);
  });

  it('of a workspace that is not trusted is refused: no file, no key, no request', async () => {
    folder.write('ws/app/.env', `TEAM_KEY=${MARK}\n`);
    const one = person({ stored: { TEAM_KEY: MARK } });
    client = await connect(
      [`${folder.path}/ws`],
      { env: () => assert.fail('the environment was read') },
      {
        initializationOptions: { keys: true, trusted: false },
        prepare: (connection) =>
          connection.onRequest(StoredKeysRequest, (params) => {
            one.asked.push(params);
            return { values: {} };
          }),
      },
    );
    const last = (await run()).at(-1);
    assert.ok(last?.type === 'finished' && last.outcome.kind === 'refused');
    assert.match(last.outcome.problems[0]!.message, /not trusted/);
    const target = { function: 'Say', uri: folder.uri('ws/app/baml_src'), args: {} };
    assert.equal((await client.connection.sendRequest(RequestPreviewRequest, target)).kind, 'refused');
    assert.deepEqual([provider.requests.length, one.asked], [0, []]);
  });

  it('fetches media from this machine only where the person has named the host', async () => {
    const picture = `function See(it: image) -> string {\n  client Fast\n  prompt #"{{ it }}"#\n}\n`;
    const sends = source(provider.url).replace('model "m"', 'model "m"\n    media_url_handler { image "send_base64" }');
    folder.write('ws/app/baml_src/a.baml', sends + picture);
    const see = async (mediaHosts: readonly string[]) => {
      await start(person({ stored: { TEAM_KEY: MARK } }), {}, { mediaHosts });
      const it = { url: `${provider.url}/a.png` };
      const { events, result } = client!.run({ ...params(), function: 'See', args: { it } });
      await result;
      await client!.stop();
      client = undefined;
      return events.at(-1);
    };
    const refused = await see([]);
    assert.ok(refused?.type === 'finished' && refused.outcome.kind === 'failed');
    assert.match(refused.outcome.error.message, /^The image http:\S+ was not fetched: 127\.0\.0\.1 is an address of/);
    assert.equal(provider.requests.length, 0);
    const seen = await see([new URL(provider.url).host]);
    assert.ok(seen?.type === 'finished' && seen.outcome.kind === 'completed', JSON.stringify(seen));
    assert.deepEqual(
      provider.requests.map(({ method }) => method),
      ['GET', 'POST'],
    );
  });

  it('asks nothing of an editor that cannot; `BAML_LIVE_KEY_HOSTS` agrees instead', async () => {
    await start(undefined, { TEAM_KEY: MARK });
    const refused = (await run()).at(-1);
    assert.ok(refused?.type === 'finished' && refused.outcome.kind === 'refused');
    await client!.stop();
    await start(undefined, { TEAM_KEY: MARK, BAML_LIVE_KEY_HOSTS: `X@y, TEAM_KEY@${host()}` });
    const done = (await run()).at(-1);
    assert.ok(done?.type === 'finished' && done.outcome.kind === 'completed');
  });

  it('tells nobody the value, not even where the model repeats it', async () => {
    await start(person({ stored: { TEAM_KEY: MARK } }));
    const events = await run();
    assert.equal(key(), `Bearer ${MARK}`);
    assert.ok(!JSON.stringify(events).includes(MARK));
  });

  it('lists variables with their source and clients, without values', async () => {
    folder.write(
      'ws/app/baml_src/b.baml',
      `client<llm> Slow {\n  provider anthropic\n  options { model "m" headers { "x" env.IN_FILE } }\n}\n` +
        `function Two() -> string {\n  client Slow\n  prompt #"x"#\n}\n` +
        `function Three() -> string {\n  client "openai/gpt-4o"\n  prompt #"x"#\n}\n`,
    );
    folder.write('ws/app/.env', `IN_FILE=${MARK}\n`);
    await start(person({ stored: { TEAM_KEY: MARK } }), { OPENAI_API_KEY: MARK });
    // The project is found in the moments after the start.
    client!.open(folder.uri('ws/app/baml_src/a.baml'), source(provider.url));
    const variables: readonly VariableInfo[] = await client!.connection.sendRequest(VariablesRequest);
    assert.deepEqual(
      variables.filter(({ name }) => name !== 'ANTHROPIC_API_KEY' && name !== 'IN_FILE'),
      [
        { name: 'OPENAI_API_KEY', source: { kind: 'process' }, clients: ['openai/gpt-4o'] },
        { name: 'TEAM_KEY', source: { kind: 'stored' }, clients: ['Fast'] },
      ],
    );
    assert.ok(!JSON.stringify(variables).includes(MARK));
  });
});
