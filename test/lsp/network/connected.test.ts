/** Over real connections: one that comes about, one that is refused, and one whose TLS never answers. */
import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { httpFetch } from '../../../server/src/lsp/network/httpFetch';
import { watchConnection } from '../../../server/src/lsp/network/connected';
import { answersStatus, withProvider } from '../../support/provider';

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
    const sockets: Socket[] = [];
    const mute = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.on('listening', resolve));
    let told = 0;
    const tell = (): void => void told++;
    const cancel = new AbortController();
    const { port } = mute.address() as AddressInfo;
    const secure = watchConnection(tell, () => get(`https://127.0.0.1:${port}`, { signal: cancel.signal }));
    setTimeout(() => cancel.abort(), 60);
    await assert.rejects(secure);
    await assert.rejects(watchConnection(tell, () => get('http://127.0.0.1:1')));
    assert.equal(told, 0);
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
});
