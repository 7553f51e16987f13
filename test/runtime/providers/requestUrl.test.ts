import assert from 'node:assert/strict';
import { ClientOptions } from '../../../server/src/runtime/clientOptions';
import { requestUrl } from '../../../server/src/runtime/providers/requestUrl';

describe('the URL of a request', () => {
  const urls: [base: string, query: Record<string, string>, url: string][] = [
    ['https://gw.example.com/v1', {}, 'https://gw.example.com/v1/chat'],
    ['https://gw.example.com/v1/', {}, 'https://gw.example.com/v1/chat'],
    ['https://gw.example.com/v1//', {}, 'https://gw.example.com/v1//chat'],
    ['HTTP://Host:80/v1', {}, 'http://host/v1/chat'],
    ['http://[::1]:1234', { a: 'b c&d' }, 'http://[::1]:1234/chat?a=b+c%26d'],
    ['https://gw.example.com/v1?a=1', {}, 'https://gw.example.com/v1?a=1/chat'],
  ];
  for (const [base, query, url] of urls) {
    it(url, () => assert.equal(build(base, query).url, url));
  }

  it('is not made of something else', () => {
    for (const base of [
      '',
      'localhost:1234',
      'ftp://x',
      'file:///etc',
      'http://',
      'javascript:1',
      '//host',
      '/v1',
      'a b',
    ]) {
      const { problems } = build(base, {});
      assert.match(problems[0] ?? '', /`base_url` of client `Main` is not a web address/, base);
    }
  });

  it('may be the provider’s own, or is asked for', () => {
    const own = requestUrl({ name: 'p', baseUrl: 'https://p/v1' }, options([]), '/chat');
    assert.equal(own.url, 'https://p/v1/chat');
    const missing = options([]);
    requestUrl({ name: 'p' }, missing, '/chat');
    assert.deepEqual(missing.problems, ['Client `Main` needs `base_url`: p has no address of its own.']);
  });

  it('holds no credentials; they become a header', () => {
    const { url, basic, secrets } = build('https://me:p%40ss@h/v1', {});
    assert.equal(url, 'https://h/v1/chat');
    assert.equal(basic, `Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    assert.deepEqual(secrets, [btoa('me:p@ss').replace(/=+$/, ''), 'me', 'p@ss']);
    assert.equal(build('https://me:%zz%C3%A9@h/v1', {}).url, 'https://h/v1/chat');
  });

  it('says that a key in the query is a secret', () => {
    assert.deepEqual(build('https://h/v1', { key: 'abc', access_token: 'def', other: 'x' }).secrets, ['abc', 'def']);
  });
});

function options(entries: ConstructorParameters<typeof ClientOptions>[1]): ClientOptions {
  return new ClientOptions('Main', entries, () => undefined);
}

function build(base: string, query: Record<string, string>) {
  const params = Object.entries(query).map(([key, value]) => ({ key, value: { kind: 'string', value } as const }));
  const given = options([
    { key: 'base_url', value: { kind: 'string', value: base } },
    { key: 'query_params', value: { kind: 'map', entries: params } },
  ]);
  return { ...requestUrl({ name: 'p' }, given, '/chat'), problems: given.problems };
}
