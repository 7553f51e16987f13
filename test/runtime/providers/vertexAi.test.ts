import assert from 'node:assert/strict';
import { vertexAi } from '../../../server/src/runtime/providers/vertexAi';
import { ask, message, text, user } from '../../support/providerRequest';

const options = { location: 'us-east5', project_id: 'p' };

describe('vertex-ai', () => {
  it('speaks Gemini’s format, and Anthropic’s to Claude or when the client says its version', () => {
    const messages = [message('system', 's'), user(text('u', { x: 1 }))];
    const gemini = ask(vertexAi, { options: { ...options, model: 'gemini' }, messages });
    assert.equal(gemini.answers, 'vertex');
    assert.deepEqual(Object.keys(gemini.json()), ['system_instruction', 'contents']);
    const claude = ask(vertexAi, { options: { ...options, model: 'claude-4' }, messages });
    assert.equal(claude.answers, 'anthropic');
    assert.deepEqual(claude.json(), {
      anthropic_version: '2023-06-01',
      max_tokens: 4096,
      system: [{ type: 'text', text: 's' }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'u' }] }],
      stream: true,
    });
    const other = ask(vertexAi, { options: { ...options, model: 'm', anthropic_version: 'v' } });
    assert.equal(other.answers, 'anthropic');
  });

  it('asks Google who we are, unless a key in the query says it', () => {
    assert.deepEqual(ask(vertexAi, { options: { ...options, model: 'm' } }).authorization, { kind: 'google' });
    const keyed = ask(vertexAi, { options: { ...options, model: 'm', query_params: { key: 'AIza-1' } } });
    assert.equal(keyed.authorization, undefined);
    assert.ok(keyed.url.endsWith('?alt=sse&key=AIza-1'));
    assert.ok(keyed.secrets.includes('AIza-1'));
  });

  it('needs a model', () => assert.match(ask(vertexAi, { options }).problems[0]!, /Client `Main` needs `model`/));
});
