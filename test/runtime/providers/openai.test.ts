/** What is particular to `openai`. The requests as a whole are in `prepareRun.test.ts`, the answers in `answer.test.ts`. */
import assert from 'node:assert/strict';
import type { MapEntry } from '../../../server/src/ir/functions';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import { MediaShelf } from '../../../server/src/runtime/request/requestText';
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

  it('knows that o1 models have no system role and do not stream', () => {
    for (const model of ['o1', 'o1-mini']) {
      assert.deepEqual([openai.streams(model), openai.allowedRoles(model)], [false, ['user', 'assistant']]);
    }
    for (const model of ['o3', 'o10', 'gpt-4o', undefined]) assert.ok(openai.streams(model));
  });
});

function build(entries: readonly MapEntry[], env: Record<string, string>, streaming = true) {
  const options = new ClientOptions('Main', entries, (name) => env[name]);
  const request = openai.request({ options, messages: [text('hi')], streaming, media: new MediaShelf() });
  assert.deepEqual(options.problems, []);
  return { request };
}
