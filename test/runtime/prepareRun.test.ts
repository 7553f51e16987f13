/**
 * Plans of calls: the request as the official runtime builds it, and what stands in the way of a call.
 *
 * `test/fixtures/requests` holds what the official runtime sends for `openai` and `openai-generic`. Deliberate
 * differences: no `baml-original-url`, `accept` says what is wanted; and those of the table below.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Value } from '../../server/src/ir/functions';
import type { Json } from '../../server/src/ir/json';
import type { PreparedRun, RunInputs } from '../../server/src/runtime/plan';
import { prepareRun } from '../../server/src/runtime/prepareRun';
import { completeRequest } from '../../server/src/runtime/request/completeRequest';
import { runnableOf } from '../support/runnables';
import { virtualHost } from '../support/virtualHost';

interface RequestCase {
  readonly id: string;
  readonly title: string;
  readonly baml: string;
  readonly function: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly env: Readonly<Record<string, string>>;
  readonly stream: boolean;
  readonly via?: 'wire';
  readonly expected:
    | {
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
        readonly body: Readonly<Record<string, Json>>;
      }
    | { readonly error: string };
}

/** Where the official runtime's builder has a request and we have words. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  // Its builder writes `$NAME`; its real calls refuse, as we do.
  'openai-missing-env-key': /requires environment variable 'OPENAI_API_KEY' to be set but it is not/,
};
/** The builder asks for a stream; what is really sent, there and here, does not. */
const SENT_PLAIN = ['openai-o1-roles', 'openai-supports-streaming-false', 'supports-streaming-false-wire'];

/** The files that the cases name by URL. */
const FILES: Readonly<Record<string, Uint8Array>> = {
  '/a.png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  '/a.pdf': Buffer.from('%PDF-1.4\n%tiny\n'),
  '/a.wav': Buffer.from('RIFF\x10\x00\x00\x00WAVEfmt '),
  '/a.txt': Buffer.from('hello'),
};
const fileServer = (url: string) => Promise.resolve(new Response(Uint8Array.from(FILES[new URL(url).pathname]!)));

const folder = `${__TEST_ROOT__}/fixtures/requests`;
const SERVER = 'http://127.0.0.1:18998';

describe('requests as the official runtime builds them', () => {
  for (const file of readdirSync(folder).sort()) {
    const one = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8').replaceAll('__SERVER__', SERVER)) as RequestCase;
    it(`${one.id}: ${one.title}`, async () => {
      const prepared = prepare(
        one.baml,
        { args: mediaArguments(one.args) as RequestCase['args'] },
        one.env,
        one.function,
      );
      const { expected } = one;
      const refusal = REFUSED[one.id];
      if (refusal || 'error' in expected) {
        assert.ok(!prepared.ok);
        const message = prepared.problems.map((problem) => problem.message).join('\n');
        if (refusal) assert.match(message, refusal);
        else if ('error' in expected) assert.ok(message.includes(expected.error.replace(/^\w+: /, '')), message);
        return;
      }
      assert.ok(prepared.ok, JSON.stringify(prepared));
      assert.ok(prepared.plan.kind === 'live');
      const { reading } = prepared.plan.calls[0]!;
      const host = { ...virtualHost(one.env), fetch: fileServer };
      const { request } = await completeRequest(prepared.plan.calls[0]!.request, host, new AbortController().signal);
      const body = JSON.parse(request.body as string) as Record<string, Json>;
      const streams = !SENT_PLAIN.includes(one.id);
      assert.equal(reading.streaming, streams);
      assert.equal(body.stream ?? false, streams);
      const { url, headers } = expected;
      assert.equal(request.url, url);
      assert.deepEqual(comparable(request.headers), comparable(headers));
      assert.deepEqual(withoutStream(body), withoutStream(expected.body));
      if (one.stream && streams) assert.deepEqual(body.stream_options, expected.body.stream_options);
    });
  }
});

describe('the body of a request', () => {
  it('has the options in the order written, numbers as written, then what the provider adds', () => {
    const { plan } = live(`temperature 0.70\n top_p 1\n seed -5\n metadata { b 1.50, a "x" }\n stop ["a"]`);
    assert.equal(
      plan.calls[0]!.request.body,
      '{"model":"m","temperature":0.70,"top_p":1,"seed":-5,"metadata":{"b":1.50,"a":"x"},"stop":["a"],' +
        '"messages":[{"role":"system","content":[{"type":"text","text":"Say hi."}]}],' +
        '"stream":true,"stream_options":{"include_usage":true}}',
    );
  });

  it('has the last of a repeated option', () => {
    assert.equal(
      (JSON.parse(live('seed 1\n seed 2').plan.calls[0]!.request.body as string) as { seed: number }).seed,
      2,
    );
  });

  it('has none of the options that are for us', () => {
    const { plan } = live(
      'http { request_timeout_ms 5000, idle_timeout_ms 0 }\n finish_reason_deny_list ["LENGTH"]\n supports_streaming true',
    );
    assert.deepEqual(Object.keys(JSON.parse(plan.calls[0]!.request.body as string) as object), [
      'model',
      'messages',
      'stream',
      'stream_options',
    ]);
    assert.equal(plan.calls[0]!.reading.timeouts?.request, 5000);
    assert.deepEqual(plan.calls[0]!.reading.finishReasons, { rule: 'deny', list: ['length'] });
  });
});

describe('what stands in the way of a call', () => {
  const text = (value: string): Value => ({ kind: 'string', value });
  const env = (name: string): Value => ({ kind: 'env', name });
  const map = (key: string, value: Value): Value => ({ kind: 'map', entries: [{ key, value }] });
  const ENV = { OPENAI_API_KEY: 'sk-0123456789', SECRET_URL: 'nowhere-0123' };

  const cases: [name: string, provider: string, options: Readonly<Record<string, Value>>, message: RegExp][] = [
    [
      'a missing variable',
      'openai',
      { api_key: env('NO_SUCH_KEY') },
      /LLM client 'Main' requires environment variable 'NO_SUCH_KEY' to be set but it is not/,
    ],
    [
      'a missing variable deep inside',
      'openai',
      { metadata: map('a', { kind: 'list', items: [env('NONE')] }) },
      /'NONE'/,
    ],
    ['a missing base_url', 'openai-generic', {}, /needs `base_url`/],
    [
      'a base_url without scheme',
      'openai-generic',
      { base_url: text('localhost:1/v1') },
      /begin with http:\/\/ or https/,
    ],
    ['a base_url of another scheme', 'openai-generic', { base_url: text('file:///etc') }, /begin with http/],
    ['an empty base_url', 'openai-generic', { base_url: text('') }, /begin with http/],
    ['a base_url that is no text', 'openai-generic', { base_url: { kind: 'null' } }, /`base_url` .* must be a string/],
    ['a header with a line break', 'openai', { headers: map('X-A', text('a\nb')) }, /header `x-a` holds characters/],
    ['a header name with a blank', 'openai', { headers: map('X A', text('b')) }, /cannot be the name of a header/],
    [
      'a default role nobody may have',
      'openai',
      { default_role: text('king') },
      /"king" .* is not in its `allowed_roles`/,
    ],
    ['no role at all', 'openai', { allowed_roles: { kind: 'list', items: [] } }, /allows no role/],
    ['a time limit that is none', 'openai', { http: map('idle_timeout_ms', text('soon')) }, /number of milliseconds/],
    [
      'a provider that is not supported yet',
      'anthropic',
      {},
      /`anthropic`, which BAML Live cannot call yet; it can call `openai` and `openai-generic`/,
    ],
    ['a provider nobody knows', 'groq', {}, /`groq`, which BAML does not know/],
  ];
  for (const [name, provider, options, message] of cases) {
    it(name, () => {
      const problems = problemsOf(provider, options);
      assert.match(problems[0]!.message, message);
      assert.equal(source(project(''), problems[0]!.at), 'Main');
    });
  }

  it('is told all at once, and without secrets', () => {
    const options = { base_url: env('SECRET_URL'), metadata: env('NONE'), default_role: text('king') };
    const problems = problemsOf('openai', options);
    assert.equal(problems.length, 3);
    assert.ok(!JSON.stringify(problems).includes('nowhere-0123'));
  });

  it('options nested beyond reason', () => {
    let nested = text('x');
    for (let depth = 0; depth < 50_000; depth++) nested = map('a', nested);
    assert.match(problemsOf('openai', { nested })[0]!.message, /nested too deeply/);
  });

  /** The language finds many of these first; a client can also come from elsewhere. */
  function problemsOf(provider: string, options: Readonly<Record<string, Value>>) {
    const runnable = runnableOf(project(''), 'Run');
    const entries = Object.entries(options).map(([key, value]) => ({ key, value }));
    const client = { ...runnable.clients.Main!, provider, options: entries };
    const prepared = prepareRun({ ...runnable, clients: { Main: client } }, { args: {} }, virtualHost(ENV));
    assert.ok(!prepared.ok);
    return prepared.problems;
  }

  it('arguments that do not fit', () => {
    const prepared = prepare(
      project('temperature 1', 'openai', 'n: int'),
      { args: { n: 'seven' } },
      { OPENAI_API_KEY: 'sk-0123456789' },
    );
    assert.ok(!prepared.ok);
    assert.match(prepared.problems[0]!.message, /n/);
  });

  it('arguments nested beyond reason', () => {
    let nested: Json = 1;
    for (let depth = 0; depth < 50_000; depth++) nested = [nested];
    assert.ok(
      !prepare(
        project('temperature 1', 'openai', 'n: int'),
        { args: { n: nested } },
        { OPENAI_API_KEY: 'sk-0123456789' },
      ).ok,
    );
  });

  it('a client that does not exist', () => {
    const prepared = prepare(project(''), { args: {}, clientOverride: 'Nobody' }, {});
    assert.ok(!prepared.ok);
    assert.equal(prepared.problems[0]?.message, 'There is no client `Nobody`.');
  });
});

describe('a plan', () => {
  it('can run with another client given as provider/model', () => {
    const { plan } = live('temperature 1', { clientOverride: 'openai/gpt-4o-mini' });
    assert.deepEqual(plan.facts.client, { name: 'openai/gpt-4o-mini', provider: 'openai', model: 'gpt-4o-mini' });
  });

  it('is frozen all the way down, and JSON round-trips it', () => {
    const { plan } = live('metadata { a [1, "x"] }');
    assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
    const unfrozen = (value: unknown): boolean =>
      typeof value === 'object' && value !== null && (!Object.isFrozen(value) || Object.values(value).some(unfrozen));
    assert.ok(!unfrozen(plan));
  });

  it('says what is run, with fingerprints of prompt and types', () => {
    const { plan } = live('temperature 1', { args: { n: 7 }, test: 'Seven' }, 'n: int');
    assert.deepEqual([plan.facts.function, plan.facts.args, plan.facts.test], ['Run', { n: 7 }, 'Seven']);
    assert.deepEqual(plan.facts.prompt.messages, [{ role: 'system', text: 'Say hi.' }]);
    assert.match(plan.facts.prompt.hash, /^[0-9a-f]{16}$/);
    const again = live('temperature 0', { args: { n: 8 } }, 'n: int').plan.facts;
    assert.equal(again.prompt.hash, plan.facts.prompt.hash);
    assert.equal(again.schema.hash, plan.facts.schema.hash);
  });

  it('names what was left out, and holds no secret in what is told', () => {
    const env = { OPENAI_API_KEY: 'sk-0123456789', RUN: 'run-0123456789' };
    const options =
      'metadata { run env.RUN }\n query_params { key "query-0123456789" }\n headers { "x-api-key" "head-0123456789" }\n base_url "https://me:pass-0123456789@host/v1"';
    const baml = project(options, 'openai', 'text: string').replace('Say hi.', 'Say {{ text }}.');
    const args = { text: `${Object.values(env).join(' ')} query-0123456789 head-0123456789 pass-0123456789` };
    const prepared = prepare(baml, { args }, env);
    assert.ok(prepared.ok && prepared.plan.kind === 'live');
    const { facts, calls } = prepared.plan;
    const { request } = calls[0]!;
    assert.ok(!JSON.stringify(facts).includes('0123456789'), JSON.stringify(facts));
    assert.deepEqual(facts.redactions, [
      'the values of OPENAI_API_KEY, RUN',
      'credentials in headers and in the URL',
      'where the model repeated one of them, its text has *** instead',
    ]);
    assert.equal(request.url, 'https://host/v1/chat/completions?key=query-0123456789');
    assert.equal(request.headers.authorization, 'Bearer sk-0123456789');
  });
});

function project(options: string, provider = 'openai', parameters = ''): string {
  return `client<llm> Main {
  provider ${provider}
  options {
    model "m"
    ${options}
  }
}
function Run(${parameters}) -> string {
  client Main
  prompt #"Say hi."#
}
`;
}

function live(options: string, inputs: Partial<RunInputs> = {}, parameters = '') {
  const prepared = prepare(
    project(options, 'openai', parameters),
    { args: {}, ...inputs },
    { OPENAI_API_KEY: 'sk-0123456789' },
  );
  assert.ok(prepared.ok, JSON.stringify(prepared));
  assert.ok(prepared.plan.kind === 'live');
  return { plan: prepared.plan };
}

function prepare(baml: string, inputs: RunInputs, env: Readonly<Record<string, string>>, name = 'Run'): PreparedRun {
  return prepareRun(runnableOf(baml, name), inputs, virtualHost(env));
}

function source(baml: string, at: { readonly start: number; readonly end: number } | undefined): string {
  return at ? baml.slice(at.start, at.end) : '';
}

function comparable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const ours = ['baml-original-url', 'accept', 'content-length', 'host'];
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !ours.includes(name))
      .map(([name, value]) => [name, value.trim()]),
  );
}

function withoutStream(body: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'stream' && name !== 'stream_options'));
}

/** `{"$media": kind, …}` of the cases as arguments are written in tests of a project. */
function mediaArguments(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => mediaArguments(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '$media')
      .map(([key, item]) => [key, mediaArguments(item)]),
  );
}
