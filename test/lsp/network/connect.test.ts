/** A connection is given up at each of its phases: the other side sees it close, and nothing of it is left here. */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { Socket } from 'node:net';
import { connectTo, proxyHeaders, type Way } from '../../../server/src/lsp/network/connect';
import { FailedRun } from '../../../server/src/runtime/errors';
import { startBlackhole, startMute, startMuteTunnel, type SilentServer } from '../../support/silentServers';
import { withSockets } from '../../support/socketServer';

/** How a TLS handshake begins. */
const TLS_RECORD = '\x16\x03';
/** The two sides share an event loop: a close crosses it within a few turns, however long they are. */
const MOST_TURNS = 40;

describe('a connection that is given up', function () {
  this.timeout(30_000);
  const through = (port: number): Way => ({ proxyFor: () => new URL(`http://127.0.0.1:${port}`) });

  const phases: readonly [
    phase: string,
    start: () => Promise<SilentServer>,
    target: (port: number) => string,
    way: (port: number) => Way,
    heard: string,
  ][] = [
    ['while TLS is agreed on', startMute, (port) => `https://127.0.0.1:${port}`, () => ({}), TLS_RECORD],
    ['while a proxy is asked', startMute, () => 'https://api.example:444', through, 'CONNECT api.example:444 HTTP'],
    [
      'while TLS is agreed on through a proxy',
      startMuteTunnel,
      () => 'https://api.example',
      through,
      `\r\n\r\n${TLS_RECORD}`,
    ],
    [
      'while TLS is agreed on with a proxy',
      startMute,
      () => 'https://api.example',
      (port) => ({ proxyFor: () => new URL(`https://127.0.0.1:${port}`) }),
      TLS_RECORD,
    ],
  ];
  for (const [phase, start, target, way, heard] of phases) {
    it(`${phase} is closed at once`, async () => {
      const server = await start();
      try {
        const cancel = new AbortController();
        const connecting = connectTo(new URL(target(server.port)), way(server.port), cancel.signal);
        const refused = assert.rejects(connecting, (error) => error === cancel.signal.reason);
        const connection = await server.reached();
        assert.ok(connection.heard().includes(heard), connection.heard());
        let isClosed = false;
        void connection.closed.then(() => (isClosed = true));
        cancel.abort();
        let turns = 0;
        for (; !isClosed && turns < 10 * MOST_TURNS; turns++) await turn();
        assert.ok(turns <= MOST_TURNS, `${turns} turns`);
        await refused;
        assert.deepEqual(getEventListeners(cancel.signal, 'abort'), []);
      } finally {
        await server.close();
      }
    });
  }

  it('before there is one is let go of at once', async () => {
    const blackhole = await startBlackhole();
    try {
      const before = sockets();
      const cancel = new AbortController();
      const connecting = connectTo(new URL(`http://127.0.0.1:${blackhole.port}`), {}, cancel.signal);
      const refused = assert.rejects(connecting, (error) => error === cancel.signal.reason);
      for (let turns = 0; turns < MOST_TURNS; turns++) await turn();
      assert.equal(sockets(), before + 1, 'it is being connected');
      cancel.abort();
      await refused;
      for (let turns = 0; turns < MOST_TURNS && sockets() > before; turns++) await turn();
      assert.equal(sockets(), before);
      assert.deepEqual(getEventListeners(cancel.signal, 'abort'), []);
    } finally {
      blackhole.close();
    }
  });

  it('while a name is looked up never comes about', async () => {
    const cancel = new AbortController();
    let found = (_error: null, _address: string, _family: number): void => undefined;
    const way: Way = { lookup: (_host, _options, told) => void (found = told as typeof found) };
    const connecting = connectTo(new URL('http://slow.example'), way, cancel.signal);
    const refused = assert.rejects(connecting, (error) => error === cancel.signal.reason);
    await turn();
    cancel.abort();
    await refused;
    found(null, '127.0.0.1', 4);
    await turn();
  });

  it('before it was asked for is not asked for', async () => {
    const way: Way = { lookup: () => assert.fail('a name was looked up') };
    const given = connectTo(new URL('http://a.example'), way, AbortSignal.abort());
    await assert.rejects(given, { name: 'AbortError' });
  });
});

describe('a connection whose certificates to trust cannot be read', () => {
  const trusted = (): never => {
    throw new Error('no start line');
  };
  const ways: readonly [name: string, target: (port: number) => string, proxy?: (port: number) => string][] = [
    ['to a server', (port) => `https://127.0.0.1:${port}`],
    ['to a proxy', () => 'http://api.example', (port) => `https://127.0.0.1:${port}`],
    ['through a proxy', () => 'https://api.example', (port) => `http://127.0.0.1:${port}`],
  ];
  for (const [name, target, proxy] of ways) {
    it(`${name} is closed, and it is said why`, async () => {
      // A proxy lets everybody through; to others this is not said.
      const take = (socket: Socket): void => void socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      await withSockets(take, async (port, taken) => {
        const way: Way = { trusted, ...(proxy && { proxyFor: () => new URL(proxy(port)) }) };
        await assert.rejects(connectTo(new URL(target(port)), way), (error) => {
          assert.ok(error instanceof FailedRun, String(error));
          assert.match(error.failure.message, /^The certificates of the system could not be read \(no start line\)/);
          assert.match(error.failure.hint ?? '', /`http\.systemCertificates`/);
          return true;
        });
        for (let turns = 0; turns < 10 * MOST_TURNS && !taken[0]?.closed; turns++) await turn();
        assert.deepEqual(
          taken.map(({ closed }) => closed),
          [true],
        );
      });
    });
  }
});

describe('who asks a proxy', () => {
  const cases: readonly [proxy: string, authorization: string | undefined, headers: object][] = [
    ['http://proxy', undefined, {}],
    ['http://me:p%40ss@proxy', undefined, { 'proxy-authorization': `Basic ${btoa('me:p@ss')}` }],
    ['http://me:%zz@proxy', undefined, { 'proxy-authorization': `Basic ${btoa('me:%zz')}` }],
    ['http://me:x@proxy', 'Basic eA==', { 'proxy-authorization': 'Basic eA==' }],
  ];
  for (const [proxy, proxyAuthorization, headers] of cases) {
    it(`${proxy}, ${proxyAuthorization ?? 'nothing set'}`, () =>
      assert.deepEqual(
        proxyHeaders(new URL(proxy), proxyAuthorization === undefined ? {} : { proxyAuthorization }),
        headers,
      ));
  }
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Sockets of this process that are open or being connected. */
function sockets(): number {
  const handles = (process as unknown as { _getActiveHandles(): unknown[] })._getActiveHandles();
  return handles.filter((handle) => (handle as Socket).constructor.name === 'Socket' && !(handle as Socket).destroyed)
    .length;
}
