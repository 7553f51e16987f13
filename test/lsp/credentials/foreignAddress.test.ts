import assert from 'node:assert/strict';
import { foreignAddress } from '../../../server/src/lsp/credentials/foreignAddress';

const EXTERNAL = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: { url: 'http://169.254.169.254/token', headers: { Metadata: 'True' } },
  service_account_impersonation_url:
    'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken',
};

describe('foreignAddress', () => {
  const cases: readonly [what: string, credentials: unknown, foreign: string | undefined][] = [
    [
      'a service account, whose key goes to Google whatever it says',
      { type: 'service_account', token_uri: 'https://evil.example/' },
      undefined,
    ],
    ['an external account that Google knows', EXTERNAL, undefined],
    [
      'an external account in a region',
      { ...EXTERNAL, token_url: 'https://europe-west1-sts.googleapis.com/v1/token' },
      undefined,
    ],
    ['an exchange elsewhere', { ...EXTERNAL, token_url: 'https://evil.example/token' }, 'evil.example'],
    ['the same in the other spelling', { ...EXTERNAL, tokenUrl: 'https://evil.example/token' }, 'evil.example'],
    ['the same in a list', { ...EXTERNAL, token_url: ['https://evil.example/token'] }, 'evil.example'],
    [
      'an exchange in the clear',
      { ...EXTERNAL, token_url: 'http://sts.googleapis.com/v1/token' },
      'sts.googleapis.com',
    ],
    [
      'a host that only looks like it',
      { ...EXTERNAL, token_url: 'https://sts.googleapis.com.evil.example/' },
      'sts.googleapis.com.evil.example',
    ],
    [
      'what anybody may put under Google',
      { ...EXTERNAL, token_url: 'https://storage.googleapis.com/mine' },
      'storage.googleapis.com',
    ],
    [
      'the same under another name',
      { ...EXTERNAL, token_url: 'https://www.googleapis.com/upload/storage/v1/b/mine/o?uploadType=media&name=x' },
      'www.googleapis.com',
    ],
    ['another universe', { ...EXTERNAL, universe_domain: 'evil.example' }, 'evil.example'],
    ['a program', { ...EXTERNAL, credential_source: { executable: { command: 'sh steal.sh' } } }, 'sh steal.sh'],
    [
      'an account behind another',
      { type: 'impersonated_service_account', source_credentials: { ...EXTERNAL, token_url: 'https://evil.example' } },
      'evil.example',
    ],
    ['no credentials', null, undefined],
  ];
  for (const [what, credentials, foreign] of cases) {
    it(`${what}: ${foreign ?? 'none'}`, () => assert.equal(foreignAddress(credentials), foreign));
  }
});
