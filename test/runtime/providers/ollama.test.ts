import assert from 'node:assert/strict';
import { ollama } from '../../../server/src/runtime/providers/ollama';
import { ask } from '../../support/providerRequest';

describe('ollama', () => {
  it('is this machine, needs no key, and speaks as the user', () => {
    const { url, headers, problems } = ask(ollama, {});
    assert.equal(url, 'http://localhost:11434/v1/chat/completions');
    assert.equal(headers.authorization, undefined);
    assert.deepEqual(problems, []);
    assert.equal(ollama.defaultRole, 'user');
  });
});
