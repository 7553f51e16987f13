import assert from 'node:assert/strict';
import { sentKeys } from '../../../server/src/runtime/keys/sentKeys';

const ENVIRONMENT = new Map([
  ['THE_KEY', 'sk-1234 567+890/"x'],
  ['MODEL', 'gpt-4o-mini-2024'],
  ['SHORT', 'abc'],
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
    ['a word too short to be a key', { url: URL_, headers: [['x', 'abc']] }, []],
    ['no URL at all', { url: KEY, headers: [] }, ['THE_KEY']],
  ];
  for (const [what, request, names] of cases) {
    it(`${what}: ${names.join(', ') || 'none'}`, () => assert.deepEqual(sentKeys(request, ENVIRONMENT), names));
  }
});
