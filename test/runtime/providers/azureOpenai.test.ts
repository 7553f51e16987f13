import assert from 'node:assert/strict';
import { azureOpenai } from '../../../server/src/runtime/providers/azureOpenai';
import { ask } from '../../support/providerRequest';

const env = { AZURE_OPENAI_API_KEY: 'az-1' };
const resource = { resource_name: 'acme', deployment_id: 'd' };

describe('azure-openai', () => {
  it('finds its address from resource and deployment, or takes it as given', () => {
    const own = ask(azureOpenai, { env, options: { ...resource, api_version: '2024-10-21' } });
    assert.equal(own.url, 'https://acme.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21');
    assert.equal(ask(azureOpenai, { env, options: { base_url: 'http://h/x/' } }).url, 'http://h/x/chat/completions');
  });

  it('sends its key in a header of its own, which the client may overwrite', () => {
    assert.equal(ask(azureOpenai, { env, options: resource }).headers['api-key'], 'az-1');
    const given = ask(azureOpenai, { env, options: { ...resource, headers: { 'Api-Key': 'x' } } });
    assert.deepEqual([given.headers['api-key'], given.headers.authorization], ['x', undefined]);
  });

  it('limits the answer unless the client does', () => {
    const bodyOf = (options: object) => ask(azureOpenai, { env, options: { ...resource, ...options } }).json();
    assert.equal(bodyOf({}).max_tokens, 4096);
    assert.ok(!('max_tokens' in bodyOf({ max_tokens: null })));
    assert.ok(!('max_tokens' in bodyOf({ max_completion_tokens: 5 })));
  });

  it('keeps the secret of an Entra application to itself', () => {
    const { text } = ask(azureOpenai, {
      env,
      options: { ...resource, tenant_id: 'tenant-0', client_id: 'client-0', client_secret: 'secret-0' },
    });
    assert.doesNotMatch(text, /tenant|client|secret/);
  });

  const wrong: [options: Record<string, string>, message: RegExp][] = [
    [{}, /needs `base_url`, or `resource_name` and `deployment_id`/],
    [{ resource_name: 'a' }, /`resource_name` without `deployment_id`/],
    [{ deployment_id: 'a' }, /`deployment_id` without `resource_name`/],
    [{ ...resource, base_url: 'http://h' }, /`base_url` and `resource_name`; only one/],
  ];
  for (const [options, message] of wrong) {
    it(`says what is wrong with ${JSON.stringify(options)}`, () => {
      const { problems } = ask(azureOpenai, { env, options });
      assert.equal(problems.length, 1);
      assert.match(problems[0]!, message);
      assert.match(problems[0]!, /client `Main`/i);
    });
  }
});
