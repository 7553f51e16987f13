import assert from 'node:assert/strict';
import { FailedRun } from '../../../server/src/runtime/errors';
import { completeRequest, type RequestHost } from '../../../server/src/runtime/request/completeRequest';
import type { PlannedRequest } from '../../../server/src/runtime/request/plannedRequest';
import { virtualHost, waitingHost } from '../../support/virtualHost';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const plain: PlannedRequest = { method: 'POST', url: 'http://h/x', headers: { a: 'b' }, body: '{}' };
const image = { media: 'image', source: { type: 'url', url: 'http://h/a' } } as const;

describe('completing a request', () => {
  const complete = (
    request: Partial<PlannedRequest>,
    host: Partial<RequestHost> = {},
    signal = new AbortController().signal,
  ) =>
    completeRequest(
      { ...plain, ...request },
      { ...waitingHost(), fetchMedium: () => Promise.resolve(new Response(PNG)), ...host },
      signal,
    );

  it('leaves one alone that misses nothing', async () => {
    assert.deepEqual(await complete({}), { request: plain, secrets: [] });
  });

  it('closes the connections of the other media when one cannot be had', async () => {
    let isClosed = false;
    const other = { media: 'image', source: { type: 'url', url: 'http://h/endless' } } as const;
    const fetchMedium: RequestHost['fetchMedium'] = (url, { signal }) => {
      if (url !== other.source.url) return Promise.resolve(new Response('', { status: 404 }));
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => {
          isClosed = true;
          reject(new DOMException('aborted', 'AbortError'));
        }),
      );
    };
    await assert.rejects(complete({ media: [other, image] }, { fetchMedium }), FailedRun);
    assert.ok(isClosed);
  });

  it('fills in media, each fetched once', async () => {
    let fetched = 0;
    const { request } = await complete(
      {
        media: [image],
        body: ['"', { media: 0, as: 'type' }, ' ', { media: 0, as: 'base64' }, ' ', { media: 0, as: 'base64' }, '"'],
      },
      { fetchMedium: () => (fetched++, Promise.resolve(new Response(PNG))) },
    );
    assert.equal(request.body, '"image/png iVBORw0KGgo= iVBORw0KGgo="');
    assert.equal(fetched, 1);
  });

  it('makes bytes of a body that holds some', async () => {
    const { request } = await complete({
      media: [image],
      body: ['ä', { media: 0, as: 'bytes' }, { media: 0, as: 'extension' }],
    });
    assert.deepEqual(
      Buffer.from(request.body as Uint8Array),
      Buffer.concat([Buffer.from('ä'), PNG, Buffer.from('png')]),
    );
  });

  it('takes token and project from Google’s credentials', async () => {
    const google = () => Promise.resolve({ token: 'ya29', project: 'p' });
    const { request, secrets } = await complete(
      { url: ['http://h/', { credentials: 'project' }], authorization: { kind: 'google' } },
      { credentials: { ...virtualHost().credentials, google } },
    );
    assert.deepEqual([request.url, request.headers.authorization, secrets], ['http://h/p', 'Bearer ya29', ['ya29']]);
  });

  it('has the finished request signed', async () => {
    const signAws: RequestHost['credentials']['signAws'] = ({ body }) =>
      Promise.resolve({ headers: { authorization: `signed ${JSON.stringify(body)}` }, secrets: ['s'] });
    const { request, secrets } = await complete(
      { authorization: { kind: 'aws', service: 's', region: 'r' } },
      { credentials: { ...virtualHost().credentials, signAws } },
    );
    assert.deepEqual([request.headers, secrets], [{ a: 'b', authorization: 'signed "{}"' }, ['s']]);
  });

  const failures: [name: string, request: Partial<PlannedRequest>, message: RegExp][] = [
    [
      'no AWS credentials',
      { authorization: { kind: 'aws', service: 's', region: 'r' } },
      /cannot be signed for AWS: there are no/,
    ],
    ['no Google credentials', { authorization: { kind: 'google' } }, /no access to Google Cloud: there are no/],
    ['a project nobody names', { url: [{ credentials: 'project' }] }, /name no project/],
  ];
  for (const [name, request, message] of failures) {
    it(`says what is missing: ${name}`, () =>
      assert.rejects(complete(request), (error) => error instanceof FailedRun && message.test(error.failure.message)));
  }

  it('ends when the run is cancelled, also while credentials are looked for', async () => {
    const controller = new AbortController();
    const credentials = { ...virtualHost().credentials, google: () => new Promise<never>(() => undefined) };
    const completing = complete({ authorization: { kind: 'google' } }, { credentials }, controller.signal);
    controller.abort();
    await assert.rejects(completing, { name: 'AbortError' });
  });
});
