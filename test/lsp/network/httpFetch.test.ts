import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, createGzip, constants } from 'node:zlib';
import { httpFetch } from '../../../server/src/lsp/network/httpFetch';
import { FailedRun } from '../../../server/src/runtime/errors';
import { answersStatus, withProvider } from '../../support/provider';
import { withSockets } from '../../support/socketServer';

/** A server that says these bytes to whoever asks, and notes what it heard. */
async function saying<T>(
  say: string | Buffer | ((socket: Socket) => void),
  use: (url: string, heard: () => string) => Promise<T>,
): Promise<T> {
  let heard = '';
  const hear = (socket: Socket): void =>
    void socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (!heard.includes('\r\n\r\n')) return;
      if (typeof say === 'function') say(socket);
      else socket.write(say);
    });
  return withSockets(hear, (port) => use(`http://127.0.0.1:${port}`, () => heard));
}

const whole = (body: string | Buffer, ...headers: readonly string[]): Buffer => {
  const bytes = Buffer.from(body);
  const head = ['HTTP/1.1 200 OK', `content-length: ${bytes.length}`, ...headers].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]);
};

describe('httpFetch', () => {
  const fetch = httpFetch();

  it('sends the headers it was given, those HTTP needs, and no others', async () => {
    await saying(whole('x'), async (url, heard) => {
      const headers = {
        'content-type': 'application/json',
        'X-Team': 'a',
        connection: 'upgrade',
        'content-length': '7',
      };
      await (await fetch(`${url}/v1?a=b c`, { method: 'POST', headers, body: '{"é":1}' })).text();
      const { host } = new URL(url);
      assert.deepEqual(heard().split('\r\n'), [
        'POST /v1?a=b%20c HTTP/1.1',
        `host: ${host}`,
        'content-type: application/json',
        'x-team: a',
        'content-length: 8',
        '',
        Buffer.from('{"é":1}').toString('latin1'),
      ]);
    });
  });

  it('asks for the name it is given where that is said', async () => {
    await saying(whole('x'), async (url, heard) => {
      await (await fetch(url, { headers: { host: 'other.example' } })).text();
      assert.match(heard(), /^GET \/ HTTP\/1\.1\r\nhost: other\.example\r\n\r\n$/);
    });
  });

  it('passes over interim answers, in one piece with the answer or before it', async () => {
    const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';
    await saying(Buffer.concat([Buffer.from(interim), whole('x', 'x-id: 7')]), async (url) => {
      const response = await fetch(url, { method: 'POST', body: 'b' });
      assert.deepEqual([response.status, response.headers.get('x-id'), await response.text()], [200, '7', 'x']);
    });
  });

  it('gives status, headers and an empty body where there can be none', async () => {
    await saying('HTTP/1.1 204 Nothing to say\r\nset-cookie: a\r\nset-cookie: b\r\n\r\n', async (url) => {
      const response = await fetch(url, {});
      assert.deepEqual([response.status, response.statusText, response.body], [204, 'Nothing to say', null]);
      assert.deepEqual(response.headers.getSetCookie(), ['a', 'b']);
    });
    for (const line of ['HTTP/1.1 999 Odd', 'HTTP/1.1 600']) {
      await saying(`${line}\r\ncontent-length: 0\r\n\r\n`, (url) => assert.rejects(fetch(url, {})));
    }
  });

  const packed: readonly [name: string, bytes: Buffer][] = [
    ['gzip', gzipSync('hello')],
    ['x-gzip', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['br', brotliCompressSync('hello')],
    ['deflate, gzip', gzipSync(deflateSync('hello'))],
    ['identity', Buffer.from('hello')],
    ['unheard-of', Buffer.from('hello')],
    ['gzip, gzip, gzip, gzip', Buffer.from('hello')],
  ];
  for (const [encoding, bytes] of packed) {
    it(`reads what is packed with ${encoding}`, async () => {
      await saying(whole(bytes, `content-encoding: ${encoding}`), async (url) => {
        assert.equal(await (await fetch(url, {})).text(), 'hello');
      });
    });
  }

  it('gives what is packed as it comes, not at the end', async () => {
    const act = (socket: Socket): void => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n');
      const zip = createGzip({ flush: constants.Z_SYNC_FLUSH });
      zip.on('data', (bytes) => socket.write(bytes));
      zip.write('first');
    };
    await saying(act, async (url) => {
      const reader = (await fetch(url, {})).body!.getReader();
      const { value } = await reader.read();
      assert.equal(Buffer.from(value!).toString(), 'first');
      await reader.cancel();
    });
  });

  it('gives what came before the answer was cut off, then fails', async () => {
    await saying(
      (socket) =>
        void socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n'),
      async (url) => {
        const reader = (await fetch(url, {})).body!.getReader();
        assert.equal(Buffer.from((await reader.read()).value!).toString(), 'abc');
        await assert.rejects(reader.read(), { code: 'ECONNRESET' });
      },
    );
  });

  it('does not read far ahead of who reads', async () => {
    let sent = 0;
    const act = (socket: Socket): void => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536))) sent += 65_536;
      };
      socket.on('drain', more);
      more();
    };
    await saying(act, async (url) => {
      const response = await fetch(url, {});
      for (let last = -1; last !== sent;) {
        last = sent;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      // What the two kernels keep counts, too.
      assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes`);
      await response.body!.cancel();
    });
  });

  it('closes the connection and leaves no listener when it is given up, read or cancelled', async () => {
    await withProvider(
      (response, { path }) => {
        response.writeHead(200);
        if (path === '/whole') response.end('x');
        else response.write('x');
      },
      async (provider) => {
        const control = new AbortController();
        const { signal } = control;
        assert.equal(await (await fetch(`${provider.url}/whole`, { signal })).text(), 'x');
        await (await fetch(provider.url, { signal })).body!.cancel();
        await (
          await provider.request(1)
        ).hungUp;
        assert.deepEqual(getEventListeners(signal, 'abort'), []);
        const reader = (await fetch(provider.url, { signal })).body!.getReader();
        await reader.read();
        const next = assert.rejects(reader.read(), (error) => error === signal.reason);
        control.abort();
        await next;
        await (
          await provider.request(2)
        ).hungUp;
        assert.deepEqual(getEventListeners(signal, 'abort'), []);
        await assert.rejects(fetch(provider.url, { signal }), { name: 'AbortError' });
        assert.equal(provider.requests.length, 3);
      },
    );
  });

  it('rejects what is no request before anything is connected', async () => {
    await assert.rejects(fetch('ftp://a.example', {}), /ftp: is no protocol of the web/);
    await assert.rejects(fetch('nonsense', {}), TypeError);
    await assert.rejects(fetch('http://127.0.0.1:1', { method: 'POST', body: new Blob(['x']) }), /text or bytes/);
    for (const bad of ['a\nb', 'a\u0001', 'a\u007f']) {
      await assert.rejects(fetch('http://127.0.0.1:1', { headers: { 'x-key': bad } }), /The header `x-key` cannot be/);
    }
    for (const url of ['http://a.example', 'https://a.example']) {
      const proxyAuthorization = 'Basic SECRET\u007f';
      const bad = httpFetch({ proxyFor: () => new URL('http://127.0.0.1:1'), proxyAuthorization });
      await assert.rejects(bad(url, {}), (error) => {
        assert.ok(error instanceof FailedRun, String(error));
        assert.match(error.failure.message, /^The header `proxy-authorization` cannot be sent/);
        assert.match(error.failure.hint ?? '', /`http\.proxyAuthorization`/);
        assert.doesNotMatch(JSON.stringify(error.failure), /SECRET/);
        return true;
      });
    }
  });

  it('closes the connection when the request cannot be made', async () => {
    const take = (socket: Socket): void => void socket.resume();
    await withSockets(take, async (port, taken) => {
      await assert.rejects(fetch(`http://127.0.0.1:${port}`, { method: 'G T' }), /Method/);
      for (let turns = 0; turns < 400 && !taken[0]?.closed; turns++) await new Promise((next) => setImmediate(next));
      assert.deepEqual(
        taken.map(({ closed }) => closed),
        [true],
      );
    });
  });

  it('gives up on interim answers without end, and says so', async () => {
    await saying('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(101), async (url) => {
      await assert.rejects(fetch(url, {}), { code: 'TOO_MANY_INTERIM_ANSWERS', message: /more than 100 interim/ });
    });
  });

  it('follows no redirect, and rejects one where that is wanted', async () => {
    await withProvider(answersStatus(307, 'x', { location: '/elsewhere' }), async ({ url, requests }) => {
      assert.equal((await fetch(url, {})).status, 307);
      await assert.rejects(fetch(url, { redirect: 'error' }), /unexpected redirect/);
      assert.deepEqual(
        requests.map(({ path }) => path),
        ['/', '/'],
      );
    });
  });

  const tunnelled: readonly [answer: string, target: string, message: RegExp, hint: RegExp][] = [
    ['HTTP/1.1 407 Who Asks', 'https://a.example', /^The proxy 127\.0\.0\.1:\d+ answered 407 Who Asks/, /proxyAuth/],
    ['HTTP/1.1 407 Who Asks', 'http://a.example', /^The proxy 127\.0\.0\.1:\d+ answered 407 Who Asks/, /proxyAuth/],
    ['HTTP/1.1 403 No', 'https://a.example:1', /answered 403 No and lets nothing through to a\.example:1/, /noProxy/],
    ['SSH-2.0-x', 'https://a.example', /The proxy could not be used\. .* does not answer in HTTP/, /proxy running/],
    ['', 'https://a.example', /The proxy could not be used\. .* closed the connection/, /proxy running/],
  ];
  for (const [answer, target, message, hint] of tunnelled) {
    it(`says what a proxy did that answers “${answer}” for ${target}`, async () => {
      const act = (socket: Socket): void => void (answer ? socket.write(`${answer}\r\n\r\n`) : socket.end());
      await saying(act, async (url) => {
        const proxy = new URL(url);
        proxy.username = 'me';
        proxy.password = 'secret';
        await assert.rejects(httpFetch({ proxyFor: () => proxy })(target, {}), (error) => {
          assert.ok(error instanceof FailedRun, String(error));
          assert.match(error.failure.message, message);
          assert.match(error.failure.hint ?? '', hint);
          assert.doesNotMatch(JSON.stringify(error.failure), /secret/);
          return true;
        });
      });
    });
  }

  it('says that nobody is at the address of the proxy', async () => {
    const proxyFor = () => new URL('http://127.0.0.1:1');
    await assert.rejects(httpFetch({ proxyFor })('https://a.example', {}), (error) => {
      assert.ok(error instanceof FailedRun);
      assert.match(error.failure.message, /^The proxy could not be used\. Nothing answers at 127\.0\.0\.1:1/);
      return true;
    });
  });
});
