/** Over real connections: one that comes about, one that is refused, and one whose TLS never answers. */
import assert from 'node:assert/strict';
import { httpFetch } from '../../../server/src/lsp/network/httpFetch';
import { watchConnection } from '../../../server/src/lsp/network/connected';
import { answersStatus, withProvider } from '../../support/provider';
import { startMute } from '../../support/silentServers';

describe('the moment a request has its connection', () => {
  const get = (url: string, init: RequestInit = {}): Promise<Response> => httpFetch()(url, init);

  it('is told once, to the one who asked', async () => {
    await withProvider(answersStatus(200, '{}'), async (provider) => {
      const told: string[] = [];
      const ask = (who: string): Promise<Response> =>
        watchConnection(
          () => told.push(who),
          () => get(provider.url),
        );
      const answers = await Promise.all([ask('a'), ask('b'), get(provider.url)]);
      assert.deepEqual(told.sort(), ['a', 'b']);
      for (const answer of answers) await answer.text();
      const again = await ask('c');
      await again.text();
      assert.deepEqual(told, ['a', 'b', 'c']);
    });
  });

  it('is not told when there is none', async () => {
    const mute = await startMute();
    try {
      let told = 0;
      const tell = (): void => void told++;
      const cancel = new AbortController();
      const secure = watchConnection(tell, () => get(`https://127.0.0.1:${mute.port}`, { signal: cancel.signal }));
      const refused = assert.rejects(secure);
      await mute.reached();
      cancel.abort();
      await refused;
      await assert.rejects(watchConnection(tell, () => get('http://127.0.0.1:1')));
      assert.equal(told, 0);
    } finally {
      await mute.close();
    }
  });
});
