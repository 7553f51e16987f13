/**
 * Plans of calls: what is in them, and what stands in the way of a call. Whether their requests are those of the official
 * runtime is in `test/conformance/requests.test.ts`.
 */
import assert from 'node:assert/strict';
import type { Value } from '../../server/src/ir/functions';
import type { Json } from '../../server/src/ir/json';
import type { PreparedRun, RunInputs } from '../../server/src/runtime/plan';
import { prepareRun } from '../../server/src/runtime/prepareRun';
import { runnableOf } from '../support/runnables';
import { virtualHost } from '../support/virtualHost';

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
      /"king" in `default_role` of client `Main` is not in its `allowed_roles`/,
    ],
    [
      'a renamed role nobody has',
      'openai',
      { remap_roles: map('tool', text('x')) },
      /"tool" in `remap_roles` of client `Main` is not/,
    ],
    ['no role at all', 'openai', { allowed_roles: { kind: 'list', items: [] } }, /allows no role/],
    ['a time limit that is none', 'openai', { http: map('idle_timeout_ms', text('soon')) }, /number of milliseconds/],
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

  it('holds no secret where a role is made of one', () => {
    const env = { OPENAI_API_KEY: 'sk-0123456789', ROLE: 'role-0123456789' };
    const prepared = prepare(project('default_role env.ROLE\n allowed_roles [env.ROLE]', 'openai'), { args: {} }, env);
    assert.ok(prepared.ok && prepared.plan.kind === 'live');
    assert.ok(!JSON.stringify(prepared.plan.facts).includes('0123456789'));
    assert.ok(JSON.stringify(prepared.plan.calls[0]!.request.body).includes('role-0123456789'), 'it is sent');
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
