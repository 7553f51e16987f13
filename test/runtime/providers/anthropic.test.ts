import assert from 'node:assert/strict';
import { anthropic } from '../../../server/src/runtime/providers/anthropic';
import { ask, message, text, user } from '../../support/providerRequest';

const env = { ANTHROPIC_API_KEY: 'an-1' };

describe('anthropic', () => {
  it('has a key and a version among its headers; the version is the client’s to change, the key is not', () => {
    const { url, headers } = ask(anthropic, {
      env,
      options: { headers: { 'X-Api-Key': 'x', 'Anthropic-Version': 'v' } },
    });
    assert.equal(url, 'https://api.anthropic.com/v1/messages');
    assert.deepEqual([headers['x-api-key'], headers['anthropic-version']], ['an-1', 'v']);
  });

  it('limits the answer unless the client says something, and takes the system prompt apart', () => {
    const messages = [message('system', text('s', { cache_control: { type: 'ephemeral' } })), user('u')];
    assert.deepEqual(ask(anthropic, { env, messages, streaming: false }).json(), {
      max_tokens: 4096,
      system: [{ type: 'text', text: 's', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'u' }] }],
    });
    assert.equal(ask(anthropic, { env, options: { max_tokens: null } }).json().max_tokens, null);
  });

  it('keeps what it does not know, `query_params` too', () => {
    const { url, json } = ask(anthropic, { env, options: { query_params: { a: 'b' }, thinking: { type: 'enabled' } } });
    assert.ok(!url.includes('?'));
    assert.deepEqual([json().query_params, json().thinking], [{ a: 'b' }, { type: 'enabled' }]);
  });
});
