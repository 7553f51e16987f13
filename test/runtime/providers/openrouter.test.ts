import assert from 'node:assert/strict';
import { openrouter } from '../../../server/src/runtime/providers/openrouter';
import { ask } from '../../support/providerRequest';

describe('openrouter', () => {
  it('has an address and a key variable of its own, and does not ask for usage', () => {
    const { url, headers, json } = ask(openrouter, { env: { OPENROUTER_API_KEY: 'or-1' } });
    assert.equal(url, 'https://openrouter.ai/api/v1/chat/completions');
    assert.equal(headers.authorization, 'Bearer or-1');
    assert.deepEqual(Object.keys(json()), ['messages', 'stream']);
  });
});
