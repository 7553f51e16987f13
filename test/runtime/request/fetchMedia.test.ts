import assert from 'node:assert/strict';
import { FailedRun } from '../../../server/src/runtime/errors';
import type { Media } from '../../../server/src/runtime/prompt/messages';
import { fetchMedium } from '../../../server/src/runtime/request/fetchMedia';
import { virtualHost } from '../../support/virtualHost';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

describe('the bytes of a medium', () => {
  const at = (url: string, mimeType?: string): Media => ({
    media: 'image',
    source: { type: 'url', url },
    ...(mimeType === undefined ? {} : { mimeType }),
  });
  const get = (medium: Media, answer: () => Promise<Response>) => {
    const host = {
      ...virtualHost(),
      fetch: answer,
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
});
