import assert from 'node:assert/strict';
import { FailedRun } from '../../../server/src/runtime/errors';
import { browserFetch } from '../../../server/src/lsp/network/browserFetch';

const PAGE = 'https://page.example';

/** What is said when the browser refuses. */
async function saidOf(url: string, origin = PAGE): Promise<string> {
  const refusing = browserFetch(() => Promise.reject(new TypeError('Failed to fetch')), origin);
  const failure = await refusing(url, {}).then(
    () => assert.fail('it was sent'),
    (error: unknown) => (error instanceof FailedRun ? error.failure : assert.fail(String(error))),
  );
  return `${failure.message} ${failure.hint}`;
}

describe('requests of a browser', () => {
  it('go as they are, without cookies and without the address of the page', async () => {
    let sent: RequestInit | undefined;
    const fetchLike = browserFetch((_, init) => {
      sent = init;
      return Promise.resolve(new Response('yes'));
    }, PAGE);
    const answer = await fetchLike('https://api.openai.com/v1', {
      method: 'POST',
      headers: { authorization: 'Bearer k' },
    });
    assert.equal(await answer.text(), 'yes');
    assert.equal(sent?.credentials, 'omit');
    assert.equal(sent?.referrerPolicy, 'no-referrer');
    assert.deepEqual(sent?.headers, { authorization: 'Bearer k' });
  });

  it('tell Anthropic, and nobody else, that a page is meant to ask', async () => {
    const sent: unknown[] = [];
    const fetchLike = browserFetch((_, init) => {
      sent.push(init.headers);
      return Promise.resolve(new Response());
    }, PAGE);
    await fetchLike('https://api.anthropic.com/v1/messages', {});
    await fetchLike('https://api.anthropic.com.evil.example/v1/messages', {});
    assert.deepEqual(sent, [{ 'anthropic-dangerous-direct-browser-access': 'true' }, {}]);
  });

  it('that are refused say what can be the matter', async () => {
    assert.match(await saidOf('https://models.example/v1'), /models\.example: nobody answers there, or .* \(CORS\)/);
    assert.match(await saidOf('https://models.example/v1'), /model of the editor .* \(https:\/\/page\.example\)/);
    assert.match(await saidOf('http://localhost:11434/v1'), /OLLAMA_ORIGINS/);
    assert.match(await saidOf('http://10.0.0.5/v1'), /this page came over https/);
    assert.match(await saidOf('http://10.0.0.5/v1', 'http://page.example'), /\(CORS\)/);
  });

  it('that are cancelled stay cancelled', async () => {
    const abort = new DOMException('stop', 'AbortError');
    const fetchLike = browserFetch(() => Promise.reject(abort), PAGE);
    await assert.rejects(fetchLike('https://models.example', { signal: AbortSignal.abort() }), abort);
  });

  it('that are redirected are not taken for an answer', async () => {
    const hidden = Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' });
    const fetchLike = browserFetch(() => Promise.resolve(hidden), PAGE);
    await assert.rejects(fetchLike('https://models.example', { redirect: 'manual' }), /does not say where to/);
  });
});
