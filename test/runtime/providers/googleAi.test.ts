import assert from 'node:assert/strict';
import { googleAi } from '../../../server/src/runtime/providers/googleAi';
import { ask } from '../../support/providerRequest';

const env = { GOOGLE_API_KEY: 'g-1' };
const BASE = 'https://generativelanguage.googleapis.com/v1beta';

describe('google-ai', () => {
  it('has model and way of answering in the URL, the key in a header', () => {
    const streamed = ask(googleAi, { env, options: { model: 'gemini' } });
    assert.equal(streamed.url, `${BASE}/models/gemini:streamGenerateContent?alt=sse`);
    assert.equal(streamed.headers['x-goog-api-key'], 'g-1');
    assert.deepEqual(streamed.json(), { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] });
    const plain = ask(googleAi, { env, options: { model: 'gemini' }, streaming: false });
    assert.equal(plain.url, `${BASE}/models/gemini:generateContent`);
  });

  it('calls the assistant `model`', () => assert.deepEqual(googleAi.remapRoles, { assistant: 'model' }));

  it('needs a model', () => assert.match(ask(googleAi, { env }).problems[0]!, /Client `Main` needs `model`/));
});
