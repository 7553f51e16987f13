import assert from 'node:assert/strict';
import { keysInText, sentKeys } from '../../../server/src/runtime/keys/sentKeys';

const ENVIRONMENT = new Map([
  ['THE_KEY', 'sk-1234 567+890/"x'],
  ['MODEL', 'gpt-4o-mini-2024'],
  ['SHORT', 'abc'],
  ['GITHUB_PAT', 'ghp_0123456789'],
  ['DATABASE_URL', 'postgres://me:hunter2@db.example/main'],
  ['PAIR_SECRET', 'ab12cd34:ef56ab78'],
  ['GATEWAY_TOKEN_URL', 'https://gateway.example/v1'],
]);
const KEY = ENVIRONMENT.get('THE_KEY')!;
const URL_ = 'https://host.example/v1/chat';

describe('sentKeys', () => {
  const cases: readonly [what: string, request: Parameters<typeof sentKeys>[0], names: readonly string[]][] = [
    ['nothing', { url: URL_, headers: [] }, []],
    ['a header', { url: URL_, headers: [['authorization', `Bearer ${KEY}`]] }, ['THE_KEY']],
    ['a header of another name', { url: URL_, headers: [['x-anything', KEY]] }, ['THE_KEY']],
    ['Base64 credentials', { url: URL_, headers: [['authorization', `Basic ${btoa(`me:${KEY}`)}`]] }, ['THE_KEY']],
    ['Base64 that is none', { url: URL_, headers: [['authorization', 'Basic ====']] }, []],
    ['the query', { url: `${URL_}?${new URLSearchParams({ key: KEY }).toString()}`, headers: [] }, ['THE_KEY']],
    ['the password of the URL', { url: `https://u:${encodeURIComponent(KEY)}@h.example/`, headers: [] }, ['THE_KEY']],
    ['the body', { url: URL_, headers: [], body: JSON.stringify({ deep: { key: KEY } }) }, ['THE_KEY']],
    ['a model in the body', { url: URL_, headers: [], body: '{"model":"gpt-4o-mini-2024"}' }, []],
    ['a model in a header', { url: URL_, headers: [['x-model', 'gpt-4o-mini-2024']] }, ['MODEL']],
    ['the path', { url: 'https://h.example/models/gpt-4o-mini-2024', headers: [] }, []],
    ['a key in the path', { url: `https://h.example/models/${encodeURIComponent(KEY)}:x`, headers: [] }, ['THE_KEY']],
    ['a key in the path, as it is written', { url: `https://h.example/models/${KEY}:x`, headers: [] }, ['THE_KEY']],
    ['an address that is a variable', { url: 'https://gateway.example/v1/chat', headers: [] }, []],
    ['a path that cannot be decoded', { url: 'https://h.example/%E0%A4%A', headers: [] }, []],
    ['another name for a secret', { url: URL_, headers: [], body: '{"x":"ghp_0123456789"}' }, ['GITHUB_PAT']],
    [
      'a password in an address',
      { url: URL_, headers: [], body: JSON.stringify(ENVIRONMENT.get('DATABASE_URL')) },
      ['DATABASE_URL'],
    ],
    ['a key like a scheme', { url: 'https://h.example/ab12cd34:ef56ab78', headers: [] }, ['PAIR_SECRET']],
    [
      'a key behind what cannot be decoded',
      { url: `https://h.example/%zz/%E0/${encodeURIComponent(KEY)}`, headers: [] },
      ['THE_KEY'],
    ],
    ['a key in a query that is not a form', { url: `https://h.example/?${KEY}`, headers: [] }, ['THE_KEY']],
    ['a word too short to be a key', { url: URL_, headers: [['x', 'abc']] }, []],
    ['no URL at all', { url: KEY, headers: [] }, ['THE_KEY']],
  ];
  for (const [what, request, names] of cases) {
    it(`${what}: ${names.join(', ') || 'none'}`, () => assert.deepEqual(sentKeys(request, ENVIRONMENT), names));
  }
});

describe('keysInText', () => {
  it('are those in the body and in the path, not those that prove who is asking', () => {
    const url = `https://h.example/v1?key=${encodeURIComponent(KEY)}`;
    assert.deepEqual(keysInText({ url, body: '{}' }, ENVIRONMENT), []);
    assert.deepEqual(keysInText({ url, body: JSON.stringify(KEY) }, ENVIRONMENT), ['THE_KEY']);
    assert.deepEqual(keysInText({ url: 'https://h.example/ghp_0123456789' }, ENVIRONMENT), ['GITHUB_PAT']);
  });
});
