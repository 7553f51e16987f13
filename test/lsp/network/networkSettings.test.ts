import assert from 'node:assert/strict';
import { networkSettings } from '../../../server/src/lsp/network/networkSettings';

const LOOPBACK = 'localhost,127.0.0.1,[::1],::1';
const PROXY = 'http://proxy.example:3128';

describe('networkSettings', () => {
  const cases: readonly [
    what: string,
    http: unknown,
    env: Readonly<Record<string, string>>,
    settings: Partial<ReturnType<typeof networkSettings>>,
  ][] = [
    ['nothing', undefined, {}, {}],
    ['what is no settings', 'x', {}, {}],
    ['a proxy that is set', { proxy: PROXY }, { HTTPS_PROXY: 'http://other' }, { httpProxy: PROXY, httpsProxy: PROXY }],
    [
      'proxies of the environment',
      {},
      { HTTP_PROXY: 'http://a', https_proxy: 'http://b' },
      { httpProxy: 'http://a', httpsProxy: 'http://b' },
    ],
    ['one for both', { proxy: '' }, { http_proxy: 'http://a' }, { httpProxy: 'http://a', httpsProxy: 'http://a' }],
    ['no proxy at all', { proxySupport: 'off', proxy: PROXY }, { HTTPS_PROXY: 'http://a', NO_PROXY: 'x' }, {}],
    [
      'hosts asked directly',
      { proxy: PROXY, noProxy: ['a.example', 7, '.b'] },
      { NO_PROXY: 'c' },
      { httpProxy: PROXY, httpsProxy: PROXY, noProxy: `${LOOPBACK},a.example,.b` },
    ],
    [
      'those of the environment',
      { proxy: PROXY },
      { no_proxy: 'c,d' },
      { httpProxy: PROXY, httpsProxy: PROXY, noProxy: `${LOOPBACK},c,d` },
    ],
    [
      'certificates not checked',
      { proxyStrictSSL: false, proxyAuthorization: 'Basic x' },
      {},
      { strictSSL: false, proxyAuthorization: 'Basic x' },
    ],
    ['without the certificates of the system', { systemCertificates: false }, {}, { ownCertificatesOnly: true }],
    ['with them, unless told not to', { systemCertificates: true }, {}, {}],
  ];
  for (const [what, http, env, settings] of cases) {
    it(what, () =>
      assert.deepEqual(
        networkSettings(http, (name) => env[name]),
        { noProxy: LOOPBACK, strictSSL: true, ...settings },
      ),
    );
  }
});
