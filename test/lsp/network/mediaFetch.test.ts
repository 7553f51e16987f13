import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import { FailedRun } from '../../../server/src/runtime/errors';
import { mediaFetch, type LookUp } from '../../../server/src/lsp/network/mediaFetch';
import { answersStatus, withProvider } from '../../support/provider';
import { withSockets } from '../../support/socketServer';

const DIRECT = { noProxy: '', strictSSL: true };
const found = (...addresses: readonly string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

/** Names as the test says, each answer once after the other; what was asked for is noted. */
function names(...answers: readonly LookupAddress[][]) {
  const asked: string[] = [];
  const resolve: LookUp = (host, _options, told) => {
    const answer = answers[Math.min(asked.push(host), answers.length) - 1];
    setImmediate(() => (answer ? told(null, answer) : told(new Error('ENOTFOUND'), [])));
  };
  return { resolve, asked };
}

const isRefusal = (words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof FailedRun, String(error));
  assert.match(error.failure.message, words);
  assert.match(error.failure.hint ?? '', /`bamlLive\.mediaHosts`/);
  return true;
};

describe('fetching media', () => {
  const literals = [
    'http://127.0.0.1/a.png',
    'http://2130706433/a.png',
    'http://0x7f.1/a.png',
    'http://017700000001/a.png',
    'http://0/a.png',
    'http://[::1]/a.png',
    'http://[::ffff:127.0.0.1]/a.png',
    'http://[::ffff:7f00:1]:81/a.png',
    'https://10.0.0.8/a.png',
    'http://169.254.169.254/latest/meta-data',
  ];
  for (const url of literals) {
    it(`does not reach ${url}`, async () => {
      const fetch = mediaFetch(DIRECT, []);
      await assert.rejects(fetch(url, {}), isRefusal(/is an address of this machine or of a network behind it/));
    });
  }

  it('does not reach a name that stands for such an address, in whatever company', async () => {
    await withProvider(answersStatus(200, 'x'), async ({ url, requests }) => {
      const { port } = new URL(url);
      for (const answer of [found('127.0.0.1'), found('8.8.8.8', '127.0.0.1'), found('::1')]) {
        const fetch = mediaFetch(DIRECT, [], names(answer).resolve);
        await assert.rejects(
          fetch(`http://pictures.example:${port}/`, {}),
          isRefusal(/which pictures\.example stands/),
        );
      }
      assert.equal(requests.length, 0);
    });
  });

  it('looks a name up for the very connection: what it stood for before does not count', async () => {
    const { resolve, asked } = names(found('127.0.0.1'));
    const fetch = mediaFetch(DIRECT, [], resolve);
    await assert.rejects(fetch('http://rebound.example/', {}), isRefusal(/127\.0\.0\.1/));
    assert.deepEqual(asked, ['rebound.example']);
  });

  it('knows through a proxy what it can find out itself, and asks the proxy for the rest', async () => {
    const refuse = (socket: Socket): void => void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    await withSockets(refuse, async (port, asked) => {
      const settings = { ...DIRECT, httpProxy: `http://127.0.0.1:${port}` };
      const inside = mediaFetch(settings, [], names(found('10.0.0.1')).resolve);
      await assert.rejects(inside('http://a.example/', {}), isRefusal(/10\.0\.0\.1/));
      const unknown = mediaFetch(settings, [], names().resolve);
      assert.equal(asked.length, 0);
      assert.equal((await unknown('http://a.example/', {})).status, 502);
      assert.ok(asked.length > 0);
    });
  });

  it('reaches a host that the person has named, with its port or any', async () => {
    await withProvider(answersStatus(200, 'picture'), async ({ url }) => {
      const { host, port } = new URL(url);
      for (const allowed of [[host], ['127.0.0.1'], [' 127.0.0.1 ']]) {
        const fetch = mediaFetch(DIRECT, allowed);
        assert.equal(await (await fetch(url, {})).text(), 'picture');
      }
      const other = mediaFetch(DIRECT, ['127.0.0.1:1', 'localhost']);
      await assert.rejects(other(`http://127.0.0.1:${port}/`, {}), isRefusal(/127\.0\.0\.1/));
    });
  });

  it('follows no redirect by itself', async () => {
    await withProvider(answersStatus(302, '', { location: 'http://10.0.0.1/' }), async ({ url }) => {
      const fetch = mediaFetch(DIRECT, [new URL(url).host]);
      const { status, headers } = await fetch(url, { redirect: 'manual' });
      assert.deepEqual([status, headers.get('location')], [302, 'http://10.0.0.1/']);
    });
  });
});
