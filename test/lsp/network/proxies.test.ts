import assert from 'node:assert/strict';
import { proxies } from '../../../server/src/lsp/network/proxies';

const SETTINGS = { httpProxy: 'http://plain:1', httpsProxy: 'http://secure:2', strictSSL: true };

describe('the proxy for an address', () => {
  const cases: readonly [noProxy: string, url: string, proxy: string | undefined][] = [
    ['', 'http://a.example/x', 'plain:1'],
    ['', 'https://a.example/x', 'secure:2'],
    ['*', 'https://a.example', undefined],
    ['a.example', 'https://a.example', undefined],
    ['A.Example', 'https://a.example.', undefined],
    ['a.example', 'https://b.a.example', undefined],
    ['a.example', 'https://ba.example', 'secure:2'],
    ['.a.example, *.b.example', 'https://x.a.example', undefined],
    ['.a.example,*.b.example', 'https://x.b.example', undefined],
    ['.a.example', 'https://a.example', undefined],
    ['x  a.example:8443', 'https://a.example:8443', undefined],
    ['a.example:8443', 'https://a.example', 'secure:2'],
    ['a.example:443', 'https://a.example', undefined],
    ['127.0.0.1', 'http://127.0.0.1:80', undefined],
    ['127.0.0.1:81', 'http://127.0.0.1', 'plain:1'],
    ['::1', 'http://[::1]:4000', undefined],
    ['[::1]', 'http://[::1]', undefined],
    ['[::1]:4000', 'http://[::1]:4000', undefined],
    ['[::1]:4000', 'http://[::1]', 'plain:1'],
    ['10.0.0.0/8', 'http://10.200.0.1', undefined],
    ['10.0.0.0/8', 'http://11.0.0.1', 'plain:1'],
    ['10.0.0.0/8', 'http://ten.example', 'plain:1'],
    ['fd00::/8', 'http://[fd12::1]', undefined],
    ['10.0.0.0/99,1.2/8', 'http://10.0.0.1', 'plain:1'],
  ];
  for (const [noProxy, url, proxy] of cases) {
    it(`${url} without “${noProxy}”`, () => assert.equal(proxies({ ...SETTINGS, noProxy })(new URL(url))?.host, proxy));
  }

  it('is none where none is set', () =>
    assert.equal(proxies({ noProxy: '', strictSSL: true })(new URL('https://a')), undefined));
});
