import assert from 'node:assert/strict';
import type { RunHost } from '../../../server/src/runtime/host';
import { FailedRun } from '../../../server/src/runtime/errors';
import type { Media } from '../../../server/src/runtime/prompt/messages';
import { fetchMedium, LARGEST_MEDIUM, LONGEST_FETCH_MS } from '../../../server/src/runtime/request/fetchMedia';
import { virtualHost, waitingHost } from '../../support/virtualHost';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

describe('the bytes of a medium', () => {
  const at = (url: string, mimeType?: string): Media => ({
    media: 'image',
    source: { type: 'url', url },
    ...(mimeType === undefined ? {} : { mimeType }),
  });
  const get = (medium: Media, answer: (url?: string) => Promise<Response>) => {
    const host = {
      ...waitingHost(),
      fetchMedium: answer,
      readFile: () => Promise.reject(new Error('there is no such file')),
    };
    return fetchMedium(medium, host, new AbortController().signal);
  };
  const png = () => Promise.resolve(new Response(PNG, { headers: { 'content-type': 'text/html' } }));

  it('are fetched; their type is what they are, not what the server says', async () => {
    const { bytes, type } = await get(at('http://h/a'), png);
    assert.deepEqual([Buffer.from(bytes), type], [PNG, 'image/png']);
    assert.equal(
      (await get(at('http://h/a'), () => Promise.resolve(new Response('x')))).type,
      'application/octet-stream',
    );
  });

  it('may be inline, whatever their type', async () => {
    const inline: Media = { media: 'image', source: { type: 'base64', base64: 'iVBORw0KGgo=' } };
    assert.equal((await get(inline, png)).type, 'image/png');
  });

  const failures: [name: string, medium: Media, answer: () => Promise<Response>, message: RegExp][] = [
    [
      'an error status',
      at('http://u:p@h/a?sig=x'),
      () => Promise.resolve(new Response('', { status: 404, statusText: 'Not Found' })),
      /^The image http:\/\/h\/a could not be fetched: the server answered 404 Not Found\.$/,
    ],
    [
      'no connection',
      at('http://h/a'),
      () => Promise.reject(new TypeError('fetch failed')),
      /The image http:\/\/h\/a could not be fetched:/,
    ],
    [
      'another type than was given',
      at('http://h/a', 'image/svg'),
      png,
      /was said to be `image\/svg`, but its bytes are `image\/png`/,
    ],
    ['an address that is none', at('ftp://h/a'), png, /must begin with http/],
    ['base64 that is none', { media: 'audio', source: { type: 'base64', base64: '***' } }, png, /its text is none/],
    [
      'a file that is not there',
      { media: 'pdf', source: { type: 'file', file: 'a.pdf' } },
      png,
      /The pdf a\.pdf cannot be read: there is no such file\./,
    ],
  ];
  for (const [name, medium, answer, message] of failures) {
    it(`cannot be had: ${name}`, () =>
      assert.rejects(
        get(medium, answer),
        (error) => error instanceof FailedRun && message.test(error.failure.message),
      ));
  }

  it('are fetched where redirects lead, each step by the host’s leave', async () => {
    const asked: string[] = [];
    const answer = (url?: string) => {
      asked.push(url ?? '');
      const last = url?.endsWith('/c');
      return Promise.resolve(last ? new Response(PNG) : redirect(url?.endsWith('/b') ? 'http://i/c' : '/b'));
    };
    assert.equal((await get(at('http://h/a'), answer)).type, 'image/png');
    assert.deepEqual(asked, ['http://h/a', 'http://h/b', 'http://i/c']);
    const wrong: [location: string, message: RegExp][] = [
      ['/a', /^The image http:\/\/h\/a was redirected 5 times and more\.$/],
      ['file:///etc/passwd', /was redirected to what is no web address\.$/],
    ];
    for (const [location, message] of wrong) {
      const refused = get(at('http://h/a?key=x'), () => Promise.resolve(redirect(location)));
      await assert.rejects(refused, ({ failure }: FailedRun) => message.test(failure.message));
    }
  });

  it('cannot be had when the host does not agree to an address', async () => {
    const no = () => Promise.reject(new FailedRun({ kind: 'configuration', message: 'it is private.', hint: 'Do x.' }));
    await assert.rejects(get(at('http://h/a'), no), ({ failure }: FailedRun) => {
      assert.deepEqual(
        [failure.message, failure.hint],
        ['The image http://h/a was not fetched: it is private.', 'Do x.'],
      );
      return true;
    });
  });

  it('are given up when there are too many, and the connection is closed', async () => {
    let closed = false;
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(1 << 20));
        sent++;
      },
      cancel: () => void (closed = true),
    });
    await assert.rejects(
      get(at('http://h/a'), () => Promise.resolve(new Response(endless))),
      ({ failure }: FailedRun) => /is larger than 64 MB/.test(failure.message),
    );
    assert.ok(closed && sent < LARGEST_MEDIUM / (1 << 20) + 4, String(sent));
  });

  /** Never answers, and notes that it was let go of. */
  const silent = () => {
    const state = { closed: false };
    const fetch: RunHost['fetch'] = (_, { signal }) =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => {
          state.closed = true;
          reject(new DOMException('aborted', 'AbortError'));
        }),
      );
    return { state, fetch };
  };

  it('have a time limit, and the connection is closed', async () => {
    for (const [until, message] of [
      [Infinity, new RegExp(`did not arrive within ${LONGEST_FETCH_MS / 1000} s`)],
      [500, /the time for all attempts together is over/],
    ] as const) {
      const { state, fetch } = silent();
      const host = { ...virtualHost(), fetchMedium: fetch };
      const fetching = fetchMedium(at('http://h/a'), host, new AbortController().signal, until);
      await assert.rejects(fetching, ({ failure }: FailedRun) => message.test(failure.message));
      assert.ok(state.closed);
    }
  });

  it('are let go of when the run is cancelled, and no timer is left', async () => {
    const { state, fetch } = silent();
    const run = new AbortController();
    let sleeping = 0;
    const own = waitingHost();
    const sleep: RunHost['sleep'] = async (ms, signal) => {
      sleeping++;
      await own.sleep(ms, signal);
      sleeping--;
    };
    const fetching = fetchMedium(at('http://h/a'), { ...own, sleep, fetchMedium: fetch }, run.signal);
    run.abort();
    await assert.rejects(fetching, { name: 'AbortError' });
    assert.ok(state.closed);
    await Promise.resolve();
    assert.equal(sleeping, 0);
  });
});

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}
