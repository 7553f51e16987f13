import assert from 'node:assert/strict';
import { liveArrivals } from '../../../server/src/runtime/liveArrivals';
import type { LivePlan } from '../../../server/src/runtime/plan';
import type { Arrival } from '../../../server/src/runtime/arrivals';
import { livePlan } from '../../support/plans';
import { waitingHost } from '../../support/virtualHost';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const image = { media: 'image', source: { type: 'url', url: 'http://h/a' } } as const;

describe('the media of a run', () => {
  /** A plan of three attempts, each of which needs the same picture. */
  const plan = (): LivePlan => {
    const base = livePlan('http://p');
    const call = base.calls[0]!;
    const request = { ...call.request, media: [{ ...image }], body: [{ media: 0, as: 'base64' } as const] };
    const round = { type: 'constant_delay', delayMs: 0 } as const;
    return {
      ...base,
      calls: [{ ...call, request }],
      strategy: { kind: 'call', call: 0, retry: { maxRetries: 2, strategy: round } },
    };
  };
  const run = async (fetchMedium: () => Promise<Response>) => {
    let sent = 0;
    const fetch = () => (sent++, Promise.resolve(new Response('busy', { status: 503 })));
    const arrivals: Arrival[] = [];
    const host = { ...waitingHost(), fetch, fetchMedium };
    for await (const one of liveArrivals(plan(), host, new AbortController().signal)) arrivals.push(one);
    return { sent, arrivals };
  };

  it('are fetched once, not once for each attempt', async () => {
    let fetched = 0;
    const { sent } = await run(() => (fetched++, Promise.resolve(new Response(PNG))));
    assert.deepEqual([fetched, sent], [1, 3]);
  });

  it('are asked for again when they could not be had', async () => {
    let fetched = 0;
    const answer = () => new Response(PNG, { status: fetched++ ? 200 : 500 });
    const { sent } = await run(() => Promise.resolve(answer()));
    assert.deepEqual([fetched, sent], [2, 2]);
  });
});
