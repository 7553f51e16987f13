/** What is particular to `openai`. The requests as a whole are in `prepareRun.test.ts`, the answers in `answer.test.ts`. */
import assert from 'node:assert/strict';
import type { MapEntry } from '../../../server/src/ir/functions';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import type { RenderedMessage } from '../../../server/src/runtime/prompt/messages';
import { findProvider } from '../../../server/src/runtime/providers/index';
import { openai } from '../../../server/src/runtime/providers/openai';

const text = (words: string): RenderedMessage => ({
  role: 'user',
  parts: [{ kind: 'text', text: words, metadata: {} }],
});

describe('openai', () => {
  it('is found under its older name too', () => {
    assert.equal(findProvider('openai'), openai);
    assert.equal(findProvider('baml-openai-chat'), openai);
    assert.equal(findProvider('groq'), undefined);
  });

  it('takes its key from OPENAI_API_KEY and says where it came from', () => {
    const { request } = build([], { OPENAI_API_KEY: 'sk-1' });
    assert.equal(request.headers.get('authorization'), 'Bearer sk-1');
    assert.deepEqual(request.keyVariables, ['OPENAI_API_KEY']);
    const own = build([{ key: 'api_key', value: { kind: 'env', name: 'MINE' } }], { MINE: 'sk-2' });
    assert.equal(own.request.headers.get('authorization'), 'Bearer sk-2');
    assert.deepEqual(own.request.keyVariables, ['MINE']);
  });

  it('lets the key win over an authorization header, and other headers over its own', () => {
    const headers = map({ Authorization: 'Basic x', 'Content-Type': 'application/json; charset=utf-8' });
    const { request } = build([{ key: 'headers', value: headers }], { OPENAI_API_KEY: 'sk-1' });
    assert.equal(request.headers.get('authorization'), 'Bearer sk-1');
    assert.equal(request.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(request.headers.get('accept'), 'text/event-stream');
  });

  it('asks for usage while streaming, and overwrites what a client says about streaming', () => {
    const { request } = build(
      [
        { key: 'stream', value: { kind: 'bool', value: false } },
        { key: 'messages', value: { kind: 'null' } },
      ],
      { OPENAI_API_KEY: 'sk-1' },
    );
    assert.deepEqual(JSON.parse(request.body), {
      stream: true,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
      stream_options: { include_usage: true },
    });
    assert.ok(!build([], { OPENAI_API_KEY: 'sk-1' }, false).request.body.includes('stream'));
  });

  it('knows that o1 models have no system role and do not stream', () => {
    for (const model of ['o1', 'o1-mini']) {
      assert.deepEqual([openai.streams(model), openai.allowedRoles(model)], [false, ['user', 'assistant']]);
    }
    for (const model of ['o3', 'o10', 'gpt-4o', undefined]) assert.ok(openai.streams(model));
  });

  const urls: [base: string, query: Record<string, string>, url: string][] = [
    ['https://gw.example.com/v1', {}, 'https://gw.example.com/v1/chat/completions'],
    ['https://gw.example.com/v1/', {}, 'https://gw.example.com/v1/chat/completions'],
    ['https://gw.example.com/v1//', {}, 'https://gw.example.com/v1//chat/completions'],
    ['http://127.0.0.1:1234', { a: 'b c&d' }, 'http://127.0.0.1:1234/chat/completions?a=b+c%26d'],
  ];
  for (const [base, query, url] of urls) {
    it(`calls ${url}`, () => {
      const options = [
        { key: 'base_url', value: { kind: 'string', value: base } },
        { key: 'query_params', value: map(query) },
      ] as const;
      assert.equal(build(options, { OPENAI_API_KEY: 'sk-1' }).request.url, url);
    });
  }

  it('reads reasoning and refusals apart from the text', () => {
    const event = (delta: object) => openai.readEvent(JSON.stringify({ choices: [{ delta }] }));
    assert.deepEqual(event({ content: 'a', reasoning_content: 'b' }), { kind: 'delta', text: 'a', reasoning: 'b' });
    assert.deepEqual(event({ refusal: 'no' }), { kind: 'delta', text: '', refusal: 'no' });
    assert.deepEqual(
      event({
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      }),
      { kind: 'delta', text: 'ab' },
    );
    assert.deepEqual(openai.readEvent('[DONE]'), { kind: 'done' });
    assert.deepEqual(openai.readEvent('['.repeat(50_000)), { kind: 'unreadable', reason: 'not JSON' });
  });
});

function map(entries: Record<string, string>): MapEntry['value'] {
  return {
    kind: 'map',
    entries: Object.entries(entries).map(([key, value]) => ({ key, value: { kind: 'string', value } })),
  };
}

function build(entries: readonly MapEntry[], env: Record<string, string>, streaming = true) {
  const options = new ClientOptions('Main', entries, (name) => env[name]);
  const request = openai.request({ options, messages: [text('hi')], streaming });
  assert.deepEqual(options.problems, []);
  return { request };
}
