import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import * as path from 'node:path';
import { networkFetch } from '../../../server/src/lsp/network/networkFetch';

const FIXTURES = path.join(path.dirname(__TEST_ROOT__), 'test/fixtures/tls');
const DIRECT = { noProxy: '', strictSSL: true };
const unused = (): never => {
  throw new Error('the direct way was taken');
};

describe('networkFetch', () => {
  const open: Server[] = [];
  const sockets = new Set<Socket>();
  const listen = async (server: Server): Promise<number> => {
    open.push(server);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
    for (const socket of sockets) socket.destroy();
  });

  /** A proxy that notes what it was asked for. */
  const startProxy = async () => {
    const asked: string[] = [];
    const authorizations: (string | undefined)[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '');
      authorizations.push(request.headers['proxy-authorization']);
      const { host, hostname, port, pathname } = new URL(request.url ?? '');
      const { 'proxy-authorization': _, ...headers } = request.headers;
      assert.equal(headers.host, host);
      const passedOn = ask({ hostname, port, path: pathname, method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers).flushHeaders();
        answer.pipe(response);
      });
      response.on('close', () => passedOn.destroy());
      passedOn.on('error', () => response.destroy());
      request.pipe(passedOn);
    });
    proxy.on('connect', (request: IncomingMessage, client: Socket) => {
      asked.push(request.url ?? '');
      authorizations.push(request.headers['proxy-authorization']);
      const [host, port] = (request.url ?? '').split(':');
      const target = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(client).pipe(target);
      });
      sockets.add(target);
      for (const end of [client, target]) end.on('error', () => client.destroy());
      client.on('close', () => target.destroy());
    });
    return { url: `http://127.0.0.1:${await listen(proxy)}`, asked, authorizations };
  };
  const startTarget = async () =>
    `http://127.0.0.1:${await listen(createServer((_, response) => response.end('hello')))}`;

  it('is the fetch it was given when nothing is set', async () => {
    const own = () => Promise.resolve(new Response('own'));
    assert.equal(networkFetch({ ...DIRECT, ownCertificatesOnly: true }, own), own);
  });

  it('goes through the proxy, with its authorization', async () => {
    const [proxy, target] = [await startProxy(), await startTarget()];
    const settings = { ...DIRECT, httpProxy: proxy.url, proxyAuthorization: 'Basic eA==' };
    const fetch = networkFetch(settings, unused);
    assert.equal(await (await fetch(`${target}/x`, { method: 'POST', body: 'b' })).text(), 'hello');
    assert.deepEqual([proxy.asked, proxy.authorizations], [[`${target}/x`], ['Basic eA==']]);
  });

  it('asks the hosts of `noProxy` directly', async () => {
    const [proxy, target] = [await startProxy(), await startTarget()];
    const fetch = networkFetch({ ...DIRECT, httpProxy: proxy.url, noProxy: '127.0.0.1' }, unused);
    assert.equal(await (await fetch(target, {})).text(), 'hello');
    assert.deepEqual(proxy.asked, []);
  });

  it('closes the connection through the proxy when the run is cancelled', async () => {
    const proxy = await startProxy();
    let closed = false;
    const endless = createServer((_, response) => {
      response.write('x');
      response.on('close', () => (closed = true));
    });
    const url = `http://127.0.0.1:${await listen(endless)}`;
    const fetch = networkFetch({ ...DIRECT, httpProxy: proxy.url }, unused);
    const controller = new AbortController();
    const response = await fetch(url, { signal: controller.signal });
    controller.abort();
    await assert.rejects(response.text(), { name: 'AbortError' });
    while (!closed) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('checks certificates unless told not to', async () => {
    const read = (name: string) => fs.readFileSync(path.join(FIXTURES, name));
    const pair = { key: read('key.pem'), cert: read('certificate.pem') };
    const port = await listen(createSecureServer(pair, (_, response) => response.end('safe')));
    const [proxy, url] = [await startProxy(), `https://127.0.0.1:${port}`];
    const strict = networkFetch({ ...DIRECT, httpsProxy: proxy.url }, unused);
    await assert.rejects(strict(url, {}), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    assert.deepEqual(proxy.asked, [`127.0.0.1:${port}`]);
    const lax = networkFetch({ ...DIRECT, httpsProxy: proxy.url, strictSSL: false }, unused);
    assert.equal(await (await lax(url, {})).text(), 'safe');
  });

  it('refuses a proxy that is no web address, and shows no credentials', () => {
    assert.throws(
      () => networkFetch({ ...DIRECT, httpsProxy: 'socks5://user:secret@proxy' }, unused),
      (error: Error) => {
        assert.match(error.message, /`http\.proxy`/);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      },
    );
  });
});
