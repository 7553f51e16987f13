import assert from 'node:assert/strict';
import { FailedRun } from '../../../server/src/runtime/errors';
import { guardFetch, hostOf } from '../../../server/src/lsp/environment/guardedFetch';

const VALUES = new Map([
  ['OPENAI_API_KEY', 'sk-openai-0123456789'],
  ['OTHER_KEY', 'other-0123456789'],
]);
const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const OPENAI = bearer('sk-openai-0123456789');

/** A guard whose person answers as told; what was sent and asked is noted. */
function guard(answer: boolean) {
  const sent: string[] = [];
  const asked: string[] = [];
  const send = (url: string) => {
    sent.push(url);
    return Promise.resolve(new Response());
  };
  const { fetch, fetchMedium, agree } = guardFetch({ fetch: send, fetchMedium: send }, VALUES, (names, host) => {
    asked.push(`${names.join('+')} → ${host}`);
    return Promise.resolve(answer);
  });
  return { fetch, fetchMedium, agree, sent, asked };
}

describe('guardFetch', () => {
  it('sends a key to its own host unasked, and anything without a key anywhere', async () => {
    const { fetch, sent, asked } = guard(false);
    await fetch('https://api.openai.com/v1/x', OPENAI);
    await fetch('http://localhost:1234/v1/x', { body: 'hello' });
    assert.deepEqual([sent.length, asked], [2, []]);
  });

  it('asks for another host, once for each key and host', async () => {
    const { fetch, fetchMedium, sent, asked } = guard(true);
    await fetch('https://gateway.example/v1', OPENAI);
    await fetch('https://gateway.example/v2', OPENAI);
    await fetch('https://gateway.example:444/v2', OPENAI);
    await fetch('https://gateway.example/v2', bearer('other-0123456789'));
    await fetchMedium('https://pictures.example/?key=other-0123456789', {});
    assert.equal(sent.length, 5);
    assert.deepEqual(asked, [
      'OPENAI_API_KEY → gateway.example',
      'OPENAI_API_KEY → gateway.example:444',
      'OTHER_KEY → gateway.example',
      'OTHER_KEY → pictures.example',
    ]);
  });

  it('sends nothing to a host that is made of a key, and neither asks about it nor names it', async () => {
    const { fetch, sent, asked } = guard(true);
    const isRefusal = (error: unknown) =>
      error instanceof FailedRun &&
      error.failure.message.includes('`OTHER_KEY` would become a part of the name of the host') &&
      !error.failure.message.includes('0123456789');
    await assert.rejects(fetch('https://OTHER-0123456789.openai.azure.com/x', {}), isRefusal);
    await assert.rejects(fetch('https://other-0123456789-aiplatform.googleapis.com/x', {}), isRefusal);
    assert.deepEqual([sent, asked], [[], []]);
  });

  it('asks for the own host of a key when the connection is not encrypted', async () => {
    const { fetch, asked } = guard(true);
    await fetch('http://api.openai.com/v1', OPENAI);
    assert.deepEqual(asked, ['OPENAI_API_KEY → http://api.openai.com']);
  });

  it('asks for the own host of a key when the key is what the request says', async () => {
    const { fetch, asked } = guard(true);
    const body = JSON.stringify({ user: 'sk-openai-0123456789', store: true });
    await fetch('https://api.openai.com/v1', { ...bearer('sk-of-somebody-else'), body });
    assert.deepEqual(asked, ['OPENAI_API_KEY → api.openai.com']);
  });

  it('sends nothing after a no, names key and host, and shows no value', async () => {
    const { fetch, agree, sent } = guard(false);
    const body = new TextEncoder().encode('{"key":"other-0123456789"}');
    const isRefusal = (error: unknown) =>
      error instanceof Error &&
      /`(OPENAI_API_KEY|OTHER_KEY)` may not go to gateway\.example/.test(error.message) &&
      !error.message.includes('0123456789');
    await assert.rejects(fetch('https://gateway.example/v1', OPENAI), isRefusal);
    await assert.rejects(fetch('https://gateway.example/v1', { body }), isRefusal);
    await assert.rejects(agree({ url: 'https://gateway.example/v1', headers: OPENAI.headers }), isRefusal);
    assert.deepEqual(sent, []);
  });
});

describe('hostOf', () => {
  it('names the scheme unless it is https', () => {
    assert.equal(hostOf('https://a.example:444/x'), 'a.example:444');
    assert.equal(hostOf('http://localhost:80/x'), 'http://localhost');
    assert.equal(hostOf('nothing'), undefined);
  });
});
