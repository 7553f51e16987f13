import assert from 'node:assert/strict';
import { openWayOut } from '../../../server/src/lsp/network/wayOut.web';

describe('the way out of a browser', () => {
  const host = {
    fetch: () => Promise.resolve(new Response('model')),
    fetchMedium: () => Promise.resolve(new Response('medium')),
    env: () => undefined,
    credentials: {
      signAws: () => Promise.reject(new Error('none')),
      google: () => Promise.reject(new Error('none')),
    },
  };

  it('fetches media from public addresses, and from others that were named', async () => {
    const way = openWayOut(undefined, host, ['localhost:8000', '10.0.0.5']);
    for (const url of [
      'https://pictures.example/a.png',
      'https://pictures.example./a.png',
      'https://local.example/a.png',
      'https://8.8.8.8/a.png',
      'https://134744072/a.png',
      'https://[2606:4700:4700::1111]/a.png',
      'http://localhost:8000/a.png',
      'http://10.0.0.5/a.png',
    ]) {
      assert.equal(await (await way.fetchMedium(url, {})).text(), 'medium');
    }
    assert.equal(await (await way.fetch('http://127.0.0.1:41110/v1', {})).text(), 'model');
  });

  for (const url of [
    'http://localhost/a.png',
    'http://localhost./a.png',
    'http://x.internal./a.png',
    'http://LOCALHOST../a.png',
    'http://127.0.0.1/a.png',
    'http://127.0.0.1./a.png',
    'http://192.168.0.1/a.png',
    'http://[::ffff:10.0.0.1]/a.png',
    'http://[fd00::1]/a.png',
    'http://2130706433/a.png',
    'http://[::1]/a.png',
    'http://printer.local/a.png',
    'http://db.localhost/a.png',
    'http://169.254.169.254/latest',
  ]) {
    it(`does not fetch ${url} for an argument`, async () => {
      const way = openWayOut(undefined, host, []);
      await assert.rejects(way.fetchMedium(url, {}), /an argument must not reach there/);
    });
  }
});
