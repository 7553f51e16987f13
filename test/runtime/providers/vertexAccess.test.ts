import assert from 'node:assert/strict';
import { takeVertexAccess } from '../../../server/src/runtime/providers/vertexAccess';
import { optionsOf } from '../../support/providerRequest';

describe('access to Vertex AI', () => {
  const account = JSON.stringify({ project_id: 'own', private_key: 'very-secret', type: 'service_account' });
  const take = (options: object, env: Record<string, string> = {}) =>
    takeVertexAccess(optionsOf(options as Record<string, string>, env), false);

  it('is by text, by map or by path, the client’s own before those of the environment', () => {
    const json = { kind: 'google', credentials: { json: account } };
    assert.deepEqual(take({ credentials: account }, { GOOGLE_APPLICATION_CREDENTIALS: 'x' }).authorization, json);
    assert.deepEqual(take({ credentials_content: { env: 'SA' } }, { SA: account }).authorization, json);
    assert.deepEqual(take({ credentials: { a: '1' } }).authorization?.credentials, { json: '{"a":"1"}' });
    assert.deepEqual(take({ credentials: 'key.json' }).authorization?.credentials, { file: 'key.json' });
    assert.deepEqual(take({}, { GOOGLE_APPLICATION_CREDENTIALS: '/k.json' }).authorization?.credentials, {
      file: '/k.json',
    });
    assert.deepEqual(take({}, { GOOGLE_APPLICATION_CREDENTIALS_CONTENT: account }).authorization, json);
    assert.deepEqual(take({}).authorization, { kind: 'google' });
  });

  it('works in the project of the client, of the environment, or of the credentials', () => {
    const env = { GOOGLE_CLOUD_PROJECT: 'env' };
    assert.equal(take({ credentials: account, project_id: 'given' }, env).project, 'given');
    assert.equal(take({ credentials: account }, env).project, 'env');
    assert.equal(take({ credentials: account }).project, 'own');
    assert.equal(take({}).project, undefined);
  });

  it('keeps the key of an account secret', () =>
    assert.deepEqual(take({ credentials: account }).secrets, ['very-secret']));

  it('is not asked for when a key is enough; then the project must be given', () => {
    const options = optionsOf({ location: 'us' });
    assert.equal(takeVertexAccess(options, true).authorization, undefined);
    assert.match(options.problems[0]!, /needs `project_id`/);
  });
});
