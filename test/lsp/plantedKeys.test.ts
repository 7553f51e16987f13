/**
 * Marked keys are planted everywhere a key can come from, every provider repeats them in every way an answer can end, and
 * nothing that leaves has one of them: the traffic between server and editor in both directions, the log, the events of the
 * run, its recording, the request as it is shown, the cURL command.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createSeal } from '../../client/src/keys/seal';
import type { MissingKeyParams, StoredKeysParams, StoredKeysResult, VariableInfo } from '../../protocol/keys';
import {
  KeyDestinationRequest,
  MissingKeyRequest,
  RequestPreviewRequest,
  StoredKeysRequest,
  VariablesRequest,
} from '../../protocol/lsp';
import { recordingFromEvents, writeRecording } from '../../protocol/recording';
import type { RequestPreview } from '../../protocol/request';
import type { Json, RunEvent } from '../../protocol/run';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import type { RunHost } from '../../server/src/runtime/host';
import { connect, eventually, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';
import { echoOf, OUTCOMES, type Format, type PlantedOutcome } from '../support/plantedAnswers';
import { startProvider, type LoopbackProvider } from '../support/provider';

/** Every key says in itself where it was planted. */
const MARKS = {
  process: 'mk-process-4f0a77b1c9d2',
  file: 'mk-envfile-91be63d0a7f4',
  stored: 'mk-stored-c07d2e558ab1',
  typed: 'mk-typed-5d7710ce94ba',
  user: 'mk-urluser-2ab9f1e06c33',
  password: 'mk-urlpass-e8d41c7f0b92',
  query: 'mk-query-7c1f50ab3e86',
  header: 'mk-header-0d96be72c1fa',
  awsId: 'AKIAMK7A3F90C1D2E4B5',
  awsSecret: 'mk-awssecret-b3f9120cd7e8',
  awsToken: 'mk-awstoken-6e2f81ac0d47',
  googleToken: 'ya29.mk-googletoken-a1f73e90',
  googleKeyId: 'mk-googlekeyid-f02b6c81d9',
} as const;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const ACCOUNT = JSON.stringify({
  type: 'service_account',
  project_id: 'p',
  private_key_id: MARKS.googleKeyId,
  private_key: PEM,
  client_email: 'me@p.iam.gserviceaccount.com',
});

interface Way {
  readonly format: Format;
  /** The client, for a server at `host` (with port). */
  client(host: string): string;
  /** A function's own prompt, where the provider needs another one. */
  readonly prompt?: string;
  readonly parameter?: string;
  readonly args?: Readonly<Record<string, string>>;
}

const person = `${MARKS.user}:${MARKS.password}@`;
const headers = `headers {
      "x-team-key" env.FILE_KEY
      "x-own-token" "${MARKS.header}"
      "x-other" env.STORED_KEY
    }`;
const query = `query_params {
      "key" "${MARKS.query}"
      "team" env.TYPED_KEY
    }`;

const clientOf = (provider: string, ...options: readonly string[]): string =>
  `provider "${provider}"\n  options {\n    ${options.join('\n    ')}\n  }`;

const chat = (provider: string, ...more: readonly string[]): Way => ({
  format: 'openai',
  client: (host) =>
    clientOf(
      provider,
      `base_url "http://${person}${host}/v1"`,
      'model "m"',
      'api_key env.PROCESS_KEY',
      headers,
      query,
      ...more,
    ),
});

const WAYS: Readonly<Record<string, Way>> = {
  openai: chat('openai'),
  'openai-generic': chat('openai-generic', 'user env.STORED_KEY'),
  'azure-openai': chat('azure-openai', 'api_version "1"'),
  openrouter: chat('openrouter'),
  ollama: chat('ollama'),
  'openai-responses': { ...chat('openai-responses'), format: 'openai-responses' },
  'openai-transcriptions': {
    ...chat('openai-transcriptions'),
    format: 'openai-transcription',
    prompt: '{{ sound }}',
    parameter: 'sound: audio',
  },
  anthropic: {
    format: 'anthropic',
    client: (host) =>
      clientOf(
        'anthropic',
        `base_url "http://${person}${host}"`,
        'model "m"',
        'api_key env.PROCESS_KEY',
        headers,
        'metadata { x env.TYPED_KEY }',
      ),
  },
  'google-ai': {
    format: 'google',
    client: (host) =>
      clientOf(
        'google-ai',
        `base_url "http://${person}${host}/v1"`,
        'model "m"',
        'api_key env.PROCESS_KEY',
        headers,
        'labels { x env.TYPED_KEY }',
      ),
  },
  'vertex-ai': {
    format: 'google',
    client: (host) =>
      clientOf(
        'vertex-ai',
        `base_url "http://${host}/v1"`,
        'model "m"',
        'project_id "p"',
        'credentials env.GOOGLE_ACCOUNT',
        headers,
        `query_params { "sig" "${MARKS.query}" }`,
      ),
  },
  'vertex-ai with a key': {
    format: 'google',
    client: (host) =>
      clientOf('vertex-ai', `base_url "http://${person}${host}/v1"`, 'model "m"', 'project_id "p"', headers, query),
  },
  'vertex-ai, Claude': {
    format: 'anthropic',
    client: (host) =>
      clientOf(
        'vertex-ai',
        `base_url "http://${host}/v1"`,
        'model "claude-m"',
        'project_id "p"',
        'credentials env.GOOGLE_ACCOUNT',
        headers,
      ),
  },
  'aws-bedrock': {
    format: 'aws-bedrock',
    client: (host) => clientOf('aws-bedrock', `endpoint_url "http://${host}"`, 'model_id "m"', 'region "us-east-1"'),
  },
};

const source = (way: Way, host: string): string => `class Count {
  count int
}

function Say(${way.parameter ?? ''}) -> string {
  client Planted
  prompt #"${way.prompt ?? 'Say it.'}"#
}

function CountThem(${way.parameter ?? ''}) -> Count {
  client Planted
  prompt #"${way.prompt ?? 'Say it.'}"#
}

client<llm> Planted {
  retry_policy Twice
  ${way.client(host)}
}

retry_policy Twice {
  max_retries 1
  strategy {
    type constant_delay
    delay_ms 1
  }
}
`;

/** The forms a mark can take: as it is, and in Base64 however it lies in it. */
const NEEDLES = [
  ...Object.entries(MARKS),
  ...PEM.split('\n')
    .slice(1, 6)
    .map((line, index) => [`line ${index} of Google's key`, line] as const),
].flatMap(([where, mark]) => {
  const shifted = ['', 'x', 'xy'].map((before) => {
    const text = Buffer.from(before + mark).toString('base64');
    return text.slice(4, text.length - 4 - (text.length % 4));
  });
  return [mark, ...shifted].map((needle) => [where, needle] as const);
});

function assertClean(where: string, text: string): void {
  for (const [planted, needle] of NEEDLES) {
    const at = text.indexOf(needle);
    assert.ok(at < 0, `the key of “${planted}” is in ${where}: …${text.slice(Math.max(0, at - 80), at + 60)}…`);
  }
}

describe('marked keys', function () {
  this.timeout(60_000);
  let folder: TemporaryFolder;
  let provider: LoopbackProvider;
  let client: TestClient;
  let act: { readonly outcome: PlantedOutcome; readonly format: Format; again: number };
  let traffic: Buffer[] = [];
  let world: Partial<RunHost> = {};
  let runs = 0;

  before(async () => {
    provider = await startProvider((response, request) => {
      OUTCOMES[act.outcome](response, act.format, echoOf(request), act.again++);
    });
    const { host } = new URL(provider.url);
    // The files of the projects hold keys, too; so they are read from disk, and never cross.
    const projects = Object.entries(WAYS).map(([name, way]) => [`${projectOf(name)}/a.baml`, source(way, host)]);
    folder = temporaryFolder({ ...Object.fromEntries(projects), 'ws/.env': `FILE_KEY=${MARKS.file}\n` });
    const seal = createSeal();
    const close = (name: string, value: string) => seal.close(name, value);
    const own = createNodeHost();
    const env: Readonly<Record<string, string>> = {
      PROCESS_KEY: MARKS.process,
      AWS_ACCESS_KEY_ID: MARKS.awsId,
      AWS_SECRET_ACCESS_KEY: MARKS.awsSecret,
      AWS_SESSION_TOKEN: MARKS.awsToken,
      GOOGLE_ACCOUNT: ACCOUNT,
    };
    const google: RunHost['credentials']['google'] = () => Promise.resolve({ token: MARKS.googleToken });
    client = await connect(
      [`${folder.path}/ws`],
      {
        ...own,
        env: (name) => env[name],
        fetch: (url, init) => (world.fetch ?? own.fetch)(url, init),
        credentials: {
          signAws: (request, how) => (world.credentials ?? own.credentials).signAws(request, how),
          google: (how) => (world.credentials?.google ?? google)(how),
        },
      },
      {
        seal: seal.secret!,
        tap: (bytes) => traffic.push(bytes),
        initializationOptions: { keys: true },
        prepare: (connection) => {
          connection.onRequest(StoredKeysRequest, async ({ names }: StoredKeysParams): Promise<StoredKeysResult> => {
            const values: Record<string, string> = {};
            if (names.includes('STORED_KEY')) values['STORED_KEY'] = await close('STORED_KEY', MARKS.stored);
            return { values };
          });
          connection.onRequest(MissingKeyRequest, async ({ name }: MissingKeyParams) => ({
            value: name === 'TYPED_KEY' ? await close(name, MARKS.typed) : null,
          }));
          connection.onRequest(KeyDestinationRequest, () => ({ agreed: true }));
        },
      },
    );
    await client.connection.sendNotification('$/setTrace', { value: 'verbose' });
  });
  after(async () => {
    await client.stop();
    await provider.close();
    folder.remove();
  });
  beforeEach(() => {
    traffic = [];
    world = {};
  });

  /** Runs once with this outcome; gives what was told. */
  const runOnce = async (name: string, outcome: PlantedOutcome): Promise<readonly RunEvent[]> => {
    const way = WAYS[name]!;
    act = { outcome, format: way.format, again: 0 };
    const args: Readonly<Record<string, Json>> = way.parameter
      ? { sound: { base64: 'UklGRhAAAABXQVZF', media_type: 'audio/wav' } }
      : {};
    const called = outcome === 'an answer of another type' ? 'CountThem' : 'Say';
    const target = { function: called, uri: folder.uri(projectOf(name)), args };
    const run = client.run({ ...target, run: `r${++runs}`, source: { kind: 'live' } });
    if (outcome === 'cancel') {
      await eventually(() => run.events.some(({ type }) => type === 'frames' || type === 'finished'), 'frame');
      run.cancel();
    }
    await run.result;
    const preview: RequestPreview = await client.connection.sendRequest(RequestPreviewRequest, target);
    const variables: readonly VariableInfo[] = await client.connection.sendRequest(VariablesRequest);
    assertClean('the request as it is shown', JSON.stringify(preview));
    assertClean('the list of keys', JSON.stringify(variables));
    return run.events;
  };
  const assertNothingTold = (events: readonly RunEvent[]): void => {
    assertClean('the events', JSON.stringify(events));
    const recording = recordingFromEvents(events);
    if (recording) assertClean('the recording', writeRecording(recording));
    assertClean('the traffic with the editor', Buffer.concat(traffic).toString('utf8'));
  };

  const WANTED: Partial<Record<PlantedOutcome, string>> = {
    success: 'completed',
    '429, then success': 'completed',
    cancel: 'cancelled',
  };
  for (const name of Object.keys(WAYS)) {
    it(`are in nothing that leaves, with ${name}`, async () => {
      for (const outcome of Object.keys(OUTCOMES) as PlantedOutcome[]) {
        traffic = [];
        const before = provider.requests.length;
        const events = await runOnce(name, outcome);
        assert.ok(provider.requests.length > before, `${outcome}: ${JSON.stringify(events.at(-1))}`);
        const last = events.at(-1);
        assert.ok(last?.type === 'finished');
        const failure = JSON.stringify(last.outcome).slice(0, 600);
        assert.equal(last.outcome.kind, WANTED[outcome] ?? 'failed', `${outcome}: ${failure}`);
        try {
          assertNothingTold(events);
        } catch (error) {
          throw new Error(`${outcome}: ${(error as Error).message}`, { cause: error });
        }
      }
    });
  }

  it('were all sent to the provider: what is looked for was there to be found', () => {
    const said = provider.requests.map(echoOf).join('\n');
    const unsent: readonly string[] = [MARKS.awsSecret, MARKS.googleKeyId];
    for (const mark of Object.values(MARKS)) assert.equal(said.includes(mark), !unsent.includes(mark), mark);
  });

  it('are in nothing that leaves when the libraries and the platform repeat them in what they throw', async () => {
    const all = [...Object.values(MARKS), PEM, ACCOUNT].join(' ');
    const refuse = () => Promise.reject(new Error(`cannot use ${all}`));
    const worlds: Partial<RunHost>[] = [
      { fetch: () => Promise.reject(new TypeError('fetch failed', { cause: new Error(all) })) },
      { fetch: () => Promise.reject(new TypeError(`Invalid URL: ${all}`)) },
      { credentials: { signAws: refuse, google: refuse } },
    ];
    for (const [name, way] of Object.entries(WAYS)) {
      for (const one of worlds) {
        world = one;
        const told = JSON.stringify(await runOnce(name, 'success'));
        for (const [planted, needle] of NEEDLES) {
          // The others of these are no keys of this run, so nobody can know what they are.
          if (isUsedBy(way, planted)) assert.ok(!told.includes(needle), `${name}: ${planted}`);
        }
      }
    }
  });
});

function projectOf(way: string): string {
  return `ws/${way.replaceAll(/\W+/g, '-')}/baml_src`;
}

/** Whether the client takes the key that was planted there. */
function isUsedBy(way: Way, planted: string): boolean {
  const client = way.client('host');
  if (planted.startsWith('aws')) return client.includes('aws-bedrock');
  if (planted === 'googleToken') return false;
  if (/^google|^line/.test(planted)) return client.includes('GOOGLE_ACCOUNT');
  const literal = (MARKS as Readonly<Record<string, string>>)[planted]!;
  return client.includes(literal) || client.includes(`${planted.toUpperCase()}_KEY`);
}
