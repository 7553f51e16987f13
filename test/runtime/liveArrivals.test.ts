/** Calls over real HTTP to 127.0.0.1: what arrives, when, and what is said when something else does. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import type { Arrival, Ending } from '../../server/src/runtime/arrivals';
import type { RunHost } from '../../server/src/runtime/host';
import { liveArrivals } from '../../server/src/runtime/liveArrivals';
import type { LivePlan } from '../../server/src/runtime/plan';
import { eventually } from '../support/connection';
import { livePlan, type LivePlanOptions } from '../support/plans';
import {
  answersStatus,
  answersWith,
  chatEvent,
  CHAT_STOP,
  EVENT_STREAM,
  withProvider,
  type LoopbackProvider,
} from '../support/provider';
import { startMute } from '../support/silentServers';
import { withSockets } from '../support/socketServer';
import { steeredHost } from '../support/steeredHost';

const host = createNodeHost();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a call to a provider', () => {
  it('sends the request as planned and gives headers, chunks and the end', async () => {
    await withProvider(answersWith('Hel', 'lo'), async (provider) => {
      const plan = livePlan(provider.url, { headers: { 'x-title': 'Lab' } });
      const arrivals = await all(plan);
      assert.deepEqual(
        arrivals.map(({ kind }) => kind).filter((kind, at, kinds) => kind !== kinds[at - 1]),
        ['headers', 'chunks', 'end'],
      );
      assert.equal(textOf(arrivals), 'Hello');
      assert.deepEqual(endOf(arrivals), { kind: 'complete', finishReason: 'stop' });
      const [request] = provider.requests;
      assert.deepEqual(
        [request?.method, request?.path, request?.body],
        ['POST', '/v1/chat/completions', plan.calls[0]!.request.body],
      );
      assert.equal(request?.headers['x-title'], 'Lab');
    });
  });

  it('measures from the request: a slow start is visible in the times', async () => {
    const host = steeredHost();
    let write!: ServerResponse;
    await withProvider(
      async (response) => {
        write = response;
        await host.pass(60);
        response.writeHead(200, EVENT_STREAM).flushHeaders();
      },
      async (provider) => {
        const arrivals = liveArrivals(livePlan(provider.url), host, new AbortController().signal);
        const headers = await arrivals.next();
        await host.pass(70);
        write.write(chatEvent('a'));
        const first = await arrivals.next();
        await host.pass(40);
        write.end(chatEvent('b') + CHAT_STOP);
        const rest = await collected(arrivals);
        assert.deepEqual(headers.value, { kind: 'headers', t: 60, status: 200 });
        assert.deepEqual(timesOf([first.value!, ...rest]), [
          [130, 'a'],
          [170, 'b'],
        ]);
        assert.ok(rest.at(-1)!.kind === 'end');
      },
    );
  });

  it('stamps a read when it arrives, however late it is taken', async () => {
    const host = steeredHost();
    let write!: ServerResponse;
    await withProvider(
      (response) => {
        write = response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('a'));
      },
      async (provider) => {
        const arrivals = liveArrivals(livePlan(provider.url), host, new AbortController().signal);
        const taken = [(await arrivals.next()).value!, (await arrivals.next()).value!];
        await host.pass(40);
        const { asked } = host;
        write.write(chatEvent('b'));
        await eventually(() => host.asked > asked, 'arrival of the second');
        await host.pass(150);
        write.end(CHAT_STOP);
        taken.push(...(await collected(arrivals)));
        assert.deepEqual(timesOf(taken), [
          [0, 'a'],
          [40, 'b'],
        ]);
      },
    );
  });

  it('keeps text whole when a read ends inside a character', async () => {
    await withProvider(
      async (response) => {
        response.writeHead(200, EVENT_STREAM);
        for (const byte of Buffer.from(chatEvent('世界 🚀') + CHAT_STOP)) {
          response.write(Buffer.from([byte]));
          await new Promise((resolve) => setImmediate(resolve));
        }
        response.end();
      },
      async (provider) => assert.equal(textOf(await all(livePlan(provider.url))), '世界 🚀'),
    );
  });

  it('stops reading at [DONE]', async () => {
    await withProvider(
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('all') + CHAT_STOP);
      },
      async (provider) => {
        assert.deepEqual(endOf(await all(livePlan(provider.url))), { kind: 'complete', finishReason: 'stop' });
        await (
          await provider.request(0)
        ).hungUp;
      },
    );
  });

  it('reads a whole answer when it does not stream', async () => {
    const body = JSON.stringify({ choices: [{ message: { content: 'whole' }, finish_reason: 'stop' }] });
    await withProvider(answersStatus(200, body), async (provider) => {
      const arrivals = await all(livePlan(provider.url, { streaming: false }));
      assert.equal(textOf(arrivals), 'whole');
      assert.equal(chunksOf(arrivals).length, 1);
    });
  });
});

describe('an answer with an error status', () => {
  const cases: [status: number, body: string, headers: Record<string, string>, message: RegExp, hint: RegExp][] = [
    [
      401,
      '{"error":{"message":"Incorrect API key provided: k."}}',
      {},
      /^The provider answered 401 Unauthorized: Incorrect API key/,
      /OPENAI_API_KEY/,
    ],
    [403, '{"error":"no access"}', {}, /403 Forbidden: no access/, /may not use this model/],
    [
      404,
      '{"error":{"message":"The model `x` does not exist"}}',
      {},
      /404 Not Found: The model `x` does not exist/,
      /`model` and `base_url`/,
    ],
    [
      429,
      '{"error":{"message":"Rate limit reached"}}',
      { 'retry-after': '20' },
      /429 Too Many Requests: Rate limit/,
      /Try again in 20 s\./,
    ],
    [429, '', { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' }, /429 Too Many Requests\.$/, /after Fri, 31 Dec/],
    [
      500,
      '<html><head><title>Bad Gateway</title></head></html>',
      { 'content-type': 'text/html' },
      /500 Internal Server Error: a web page, “Bad Gateway”/,
      /provider's side/,
    ],
    [529, '{"error":{"message":"Overloaded"}}', {}, /529.*Overloaded/, /Try again later/],
    [400, 'plain words\nand more', {}, /400 Bad Request: plain words$/, /^$/],
    [418, '\u0000\u0001', {}, /418/, /^$/],
  ];
  for (const [status, body, headers, message, hint] of cases) {
    it(`${status} ${JSON.stringify(body.slice(0, 30))}`, async () => {
      await withProvider(answersStatus(status, body, headers), async (provider) => {
        const arrivals = await all(livePlan(provider.url, { keyVariables: ['OPENAI_API_KEY'] }));
        const error = errorOf(arrivals);
        assert.deepEqual(
          [error.kind, error.status, error.url],
          ['http', status, `${provider.url}/v1/chat/completions`],
        );
        assert.match(error.message, message);
        assert.match(error.hint ?? '', hint);
        assert.equal(error.body ?? '', body);
        assert.deepEqual(arrivals[0], { kind: 'headers', t: (arrivals[0] as { t: number }).t, status });
      });
    });
  }

  it('with an endless body is told all the same', async () => {
    await withProvider(
      (response) => {
        response.writeHead(500);
        const flood = setInterval(() => response.write('x'.repeat(10_000)), 1);
        response.on('close', () => clearInterval(flood));
      },
      async (provider) => {
        const error = errorOf(await all(livePlan(provider.url)));
        assert.equal(error.status, 500);
        assert.ok(error.body!.length < 2100);
      },
    );
  });

  it('that repeats the key has it masked, also where the excerpt is cut', async () => {
    const key = 'sk-live-0123456789';
    const body = JSON.stringify({ error: { message: `Bad key ${key}` }, padding: 'x'.repeat(1930), again: key });
    await withProvider(answersStatus(401, body), async (provider) => {
      const plan = livePlan(provider.url, { secrets: [key], headers: { authorization: `Bearer ${key}` } });
      const error = errorOf(await all(plan));
      assert.match(error.message, /Bad key \*\*\*/);
      assert.ok(!JSON.stringify(error).includes(key.slice(0, 10)), JSON.stringify(error));
    });
  });

  it('that repeats the key as a finish reason or as a time to wait has it masked', async () => {
    const key = `sk-live-${'0123456789'.repeat(8)}`;
    const plan = (url: string): LivePlan => livePlan(url, { secrets: [key] });
    await withProvider(answersStatus(429, '', { 'retry-after': key }), async (provider) => {
      assert.ok(!JSON.stringify(await all(plan(provider.url))).includes(key.slice(0, 20)));
    });
    await withProvider(
      (response) => {
        const event = { choices: [{ index: 0, delta: { content: 'a' }, finish_reason: key }] };
        response.writeHead(200, EVENT_STREAM).end(`data: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`);
      },
      async (provider) =>
        assert.deepEqual(endOf(await all(plan(provider.url))), { kind: 'complete', finishReason: '***' }),
    );
  });

  it('that redirects elsewhere is not followed: the key stays with the host it is for', async () => {
    await withProvider(answersWith('stolen'), async (other) => {
      for (const status of [301, 302, 307, 308]) {
        await withProvider(
          answersStatus(status, '', { location: `${other.url}/v1?key=abcd1234` }),
          async (provider) => {
            const error = errorOf(await all(livePlan(provider.url)));
            assert.equal(
              error.message,
              `The provider answered ${status} and wants the request sent to ${other.url}/v1 instead.`,
            );
            assert.match(error.hint ?? '', /base_url/);
          },
        );
      }
      assert.equal(other.requests.length, 0);
    });
  });

  it('that redirects on the same host is followed with the same request, but not for ever', async () => {
    await withProvider(
      (response, { path }) => {
        if (path === '/new') return answersWith('moved')(response, {} as never);
        response.writeHead(307, { location: path === '/loop' ? '/loop' : '/new' }).end();
      },
      async (provider) => {
        assert.equal(textOf(await all(livePlan(provider.url))), 'moved');
        assert.deepEqual(
          provider.requests.map(({ method, path }) => `${method} ${path}`),
          ['POST /v1/chat/completions', 'POST /new'],
        );
        assert.equal(errorOf(await all(livePlan(provider.url, { path: '/loop' }))).status, 307);
      },
    );
  });
});

describe('an answer that is no stream', () => {
  const cases: [name: string, status: number, body: string | Buffer, type: string, message: RegExp][] = [
    ['a web page', 200, '<!doctype html><title>Log in</title>', 'text/html', /web page/],
    ['nothing', 200, '', 'text/event-stream', /without any content/],
    ['no content', 204, '', 'text/plain', /without any content/],
    [
      'random bytes',
      200,
      Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251)),
      'application/octet-stream',
      /not a stream of events/,
    ],
    ['other JSON', 200, '{"hello":1}', 'application/json', /no `choices`/],
    ['half an event', 200, 'data: {"choices":[{"del', 'text/event-stream', /middle of an event/],
  ];
  for (const [name, status, body, type, message] of cases) {
    it(name, async () => {
      await withProvider(answersStatus(status, body, { 'content-type': type }), async (provider) => {
        const error = errorOf(await all(livePlan(provider.url)));
        assert.equal(error.kind, 'protocol');
        assert.match(error.message, message);
      });
    });
  }

  it('something that is no HTTP', async () => {
    const greet = (socket: Socket): void => void socket.end('SSH-2.0-OpenSSH\r\n');
    await withSockets(greet, async (port) => {
      const error = errorOf(await all(livePlan(`http://127.0.0.1:${port}`)));
      assert.deepEqual(
        [error.kind, /does not answer in HTTP/.test(error.message)],
        ['connection', true],
        error.message,
      );
    });
  });
});

describe('a connection that fails', () => {
  it('because nobody listens', async () => {
    const url = await withProvider(answersWith(), (provider) => Promise.resolve(provider.url));
    const error = errorOf(await all(livePlan(url)));
    const address = url.slice('http://'.length);
    assert.deepEqual(
      [error.kind, error.message],
      ['connection', `Nothing answers at ${address}: the connection was refused.`],
    );
    assert.match(error.hint ?? '', /running/);
  });

  it('because there is no such host', async () => {
    const error = errorOf(await all(livePlan('http://no-such-host.invalid')));
    assert.equal(error.kind, 'connection');
    assert.match(error.message, /no-such-host\.invalid/);
  });

  it('because the server hangs up without a word', async () => {
    await withProvider(
      (response) => void response.destroy(),
      async (provider) => {
        const error = errorOf(await all(livePlan(provider.url)));
        assert.match(error.message, /^127\.0\.0\.1:\d+ closed the connection\.$/);
      },
    );
  });

  it('in the middle of the answer, which is kept', async () => {
    await withProvider(
      async (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('half ') + 'data: {"choi');
        await pause(30);
        response.destroy();
      },
      async (provider) => {
        const arrivals = await all(livePlan(provider.url));
        assert.equal(textOf(arrivals), 'half ');
        assert.match(errorOf(arrivals).message, /lost in the middle of the answer/);
      },
    );
  });
});

describe('a call with a time limit', () => {
  const cases: [name: string, timeouts: LivePlanOptions['timeouts'], message: string][] = [
    ['for the whole', { request: 80 }, 'Request timed out'],
    ['for the first event', { firstToken: 80 }, 'Timeout: No data received within 80ms (time_to_first_token_timeout)'],
    ['for silence', { idle: 80 }, 'Timeout: No data received within 80ms (idle_timeout)'],
  ];
  it('to connect ends when it has passed, also while a secure connection is agreed on', async () => {
    const host = steeredHost();
    const mute = await startMute();
    try {
      const arrivals = watched(livePlan(`https://127.0.0.1:${mute.port}`, { timeouts: { connect: 40 } }), host);
      await mute.reached();
      await host.pass(39);
      assert.ok(!arrivals.hasEnded);
      await host.pass(1);
      assert.equal(errorOf(await arrivals.all).message, 'Timeout: No connection within 40ms (connect_timeout)');
    } finally {
      await mute.close();
    }
  });

  it('to connect is over when there is a connection', async () => {
    const host = steeredHost();
    await withProvider(
      async (response) => {
        await host.pass(1000);
        response.writeHead(200, EVENT_STREAM);
        response.end(chatEvent('late') + CHAT_STOP);
      },
      async (provider) => {
        const arrivals = watched(livePlan(provider.url, { timeouts: { connect: 40 } }), host);
        assert.equal(textOf(await arrivals.all), 'late');
      },
    );
  });

  for (const [name, timeouts, message] of cases) {
    it(`${name} ends when it has passed, and closes the connection`, async () => {
      const host = steeredHost();
      await withProvider(
        (response) => {
          response.writeHead(200, EVENT_STREAM);
          response.write(': wait\n\n');
        },
        async (provider) => {
          const arrivals = watched(livePlan(provider.url, { timeouts }), host);
          await arrivals.read(1);
          await host.pass(79);
          assert.ok(!arrivals.hasEnded);
          await host.pass(1);
          const error = errorOf(await arrivals.all);
          assert.deepEqual([error.kind, error.message], ['connection', message]);
          await provider.requests[0]!.hungUp;
        },
      );
    });
  }

  it('is not disturbed by it when it is kept, comments being signs of life', async () => {
    const host = steeredHost();
    let write!: ServerResponse;
    await withProvider(
      (response) => {
        write = response.writeHead(200, EVENT_STREAM);
        response.flushHeaders();
      },
      async (provider) => {
        const plan = livePlan(provider.url, { timeouts: { request: 5000, firstToken: 4000, idle: 100 } });
        const arrivals = watched(plan, host);
        await provider.request(0);
        for (let count = 1; count <= 6; count++) {
          write.write(': wait\n\n');
          await arrivals.read(count);
          await host.pass(99);
        }
        write.end(chatEvent('done') + CHAT_STOP);
        assert.equal(textOf(await arrivals.all), 'done');
      },
    );
  });
});

// The clock stands: a connection that closes all the same was closed by the cancel, not by a limit that ran out.
describe('a cancelled call', () => {
  it('before the headers closes the connection at once', async () => {
    await withProvider(
      () => undefined,
      async (provider) => {
        const { arrivals, hungUp } = await cancelAfter(provider, async () => void (await provider.request(0)));
        await hungUp;
        assert.deepEqual(endOf(arrivals), { kind: 'cancelled', closedAfter: 0 });
      },
    );
  });

  it('mid-stream closes the connection at once and keeps what was read', async () => {
    await withProvider(
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('kept'));
      },
      async (provider) => {
        const { arrivals, hungUp } = await cancelAfter(provider, ({ read }) => read(1));
        await hungUp;
        assert.equal(textOf(arrivals), 'kept');
        assert.deepEqual(endOf(arrivals), { kind: 'cancelled', closedAfter: 0 });
        assert.equal(arrivals.filter(({ kind }) => kind === 'end').length, 1);
      },
    );
  });

  it('closes the connection while nobody is reading', async () => {
    await withProvider(
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('kept'));
      },
      async (provider) => {
        const cancel = new AbortController();
        const arrivals = liveArrivals(livePlan(provider.url), steeredHost(), cancel.signal);
        await arrivals.next();
        cancel.abort();
        await provider.requests[0]!.hungUp;
        for await (const arrival of arrivals)
          if (arrival.kind === 'end') assert.equal(arrival.ending.kind, 'cancelled');
      },
    );
  });

  it('before it began sends nothing', async () => {
    await withProvider(answersWith('x'), async (provider) => {
      const arrivals = await all(livePlan(provider.url), AbortSignal.abort());
      assert.equal(endOf(arrivals).kind, 'cancelled');
      assert.equal(provider.requests.length, 0);
    });
  });

  it('while an error body is being read is cancelled all the same', async () => {
    await withProvider(
      (response) => {
        response.writeHead(500);
        response.write('slow');
      },
      async (provider) => {
        const { arrivals } = await cancelAfter(provider, async () => void (await provider.request(0)));
        assert.equal(endOf(arrivals).kind, 'cancelled');
      },
    );
  });

  it('is what leaving the loop does to the connection', async () => {
    await withProvider(
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('first'));
      },
      async (provider) => {
        for await (const arrival of liveArrivals(livePlan(provider.url), host, new AbortController().signal)) {
          if (arrival.kind === 'chunks') break;
        }
        await provider.requests[0]!.hungUp;
      },
    );
  });
});

async function all(plan: LivePlan, signal = new AbortController().signal): Promise<Arrival[]> {
  return collected(liveArrivals(plan, host, signal));
}

async function collected(arrivals: AsyncIterable<Arrival>): Promise<Arrival[]> {
  const all: Arrival[] = [];
  for await (const arrival of arrivals) all.push(arrival);
  return all;
}

interface Watched {
  readonly all: Promise<readonly Arrival[]>;
  readonly hasEnded: boolean;
  /** Resolves when so many reads of the body have arrived, whatever was in them. */
  read(count: number): Promise<void>;
}

/** A call of which a test can see how far it is. */
function watched(plan: LivePlan, host: RunHost, signal = new AbortController().signal): Watched {
  const seen: Arrival[] = [];
  const all = (async () => {
    for await (const arrival of liveArrivals(plan, host, signal)) seen.push(arrival);
    return seen;
  })();
  return {
    all,
    get hasEnded() {
      return seen.at(-1)?.kind === 'end';
    },
    async read(count) {
      await eventually(() => seen.filter(({ kind }) => kind === 'chunks').length >= count, `read ${count}`);
    },
  };
}

/** Cancels a call when `moment` is over; gives what arrived, and when the provider saw the connection close. */
async function cancelAfter(provider: LoopbackProvider, moment: (call: Watched) => Promise<void>) {
  const cancel = new AbortController();
  const call = watched(livePlan(provider.url), steeredHost(), cancel.signal);
  await moment(call);
  cancel.abort();
  return { arrivals: await call.all, hungUp: provider.requests[0]!.hungUp };
}

function chunksOf(arrivals: readonly Arrival[]) {
  return arrivals.flatMap((arrival) => (arrival.kind === 'chunks' ? arrival.chunks : []));
}

/** When each text came, in ms. */
function timesOf(arrivals: readonly Arrival[]): [t: number, text: string][] {
  return chunksOf(arrivals).flatMap(({ t, text }) => (text ? [[t, text]] : []));
}

function textOf(arrivals: readonly Arrival[]): string {
  return chunksOf(arrivals)
    .map(({ text }) => text)
    .join('');
}

function endOf(arrivals: readonly Arrival[]): Ending {
  const last = arrivals.at(-1);
  assert.ok(last?.kind === 'end');
  return last.ending;
}

function errorOf(arrivals: readonly Arrival[]) {
  const ending = endOf(arrivals);
  assert.ok(ending.kind === 'failed', JSON.stringify(ending));
  return ending.error;
}
