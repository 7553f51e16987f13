import assert from 'node:assert/strict';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExampleRecording, Provider } from '../../examples/provider.mjs';
import { parseOfficially, streamOfficially } from './official';
import { loadProvider, withProvider } from './provider';

interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  /** Pieces as the socket delivered them, with milliseconds since the request. */
  readonly reads: readonly { readonly at: number; readonly text: string }[];
  /** How the connection ended, when not with the end of the body. */
  readonly error?: string;
}

/** Asks the provider and reads to the end; `stopAfter` hangs up once that many bytes have arrived. */
function ask(provider: Provider, body: unknown, options: { speed?: string; stopAfter?: number } = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    let answered = false;
    const request = http.request(
      `${provider.url}/v1/chat/completions`,
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', ...(options.speed && { 'x-speed': options.speed }) },
      },
      (response) => {
        answered = true;
        const reads: { at: number; text: string }[] = [];
        const done = (error?: string) => {
          const text = reads.map((read) => read.text).join('');
          resolve({ status: response.statusCode!, headers: response.headers, body: text, reads, error });
        };
        let size = 0;
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          reads.push({ at: performance.now() - started, text });
          size += text.length;
          if (options.stopAfter !== undefined && size >= options.stopAfter) request.destroy();
        });
        response.on('end', () => done());
        response.on('error', (error: NodeJS.ErrnoException) => done(error.code));
      },
    );
    // Once there is a response, it tells how it ended.
    request.on('error', (error) => (answered ? undefined : reject(error)));
    request.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const requestOf = (recording: ExampleRecording, more: object = {}) => ({
  model: 'example-model',
  messages: recording.header.prompt.messages.map(({ role, text }) => ({ role, content: text })),
  stream: true,
  ...more,
});

interface ChunkEvent {
  readonly choices: readonly { readonly delta: { readonly content?: string }; readonly finish_reason: string | null }[];
  readonly usage?: { readonly completion_tokens: number };
}

/** The events of a stream, and whether it said `[DONE]`. Fails on anything that is not `data: …` and a blank line. */
function eventsOf(body: string): { events: ChunkEvent[]; done: boolean } {
  const blocks = body.split('\n\n').filter((block) => block !== '');
  const data = blocks.map((block) => /^data: (.*)$/.exec(block)![1]!);
  return {
    events: data.filter((text) => text !== '[DONE]').map((text) => JSON.parse(text) as ChunkEvent),
    done: data.at(-1) === '[DONE]',
  };
}

const contentOf = (events: readonly ChunkEvent[]) =>
  events.map((event) => event.choices[0]?.delta.content ?? '').join('');
const textOf = (recording: ExampleRecording) => recording.chunks.map((chunk) => chunk.text).join('');

async function until<T>(read: () => T | null | undefined | false, what: string): Promise<T> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(5)) {
    const value = read();
    if (value) return value;
  }
  throw new Error(`waited in vain for ${what}`);
}

describe('the example provider', () => {
  let provider: Provider;
  let recordings: ExampleRecording[];
  const recordingOf = (name: string) => recordings.find((recording) => recording.name === name)!;
  const lastEntry = () => provider.log.at(-1)!;

  before(async () => {
    const module = await loadProvider();
    recordings = module.readRecordings();
    provider = await module.startProvider({ port: 0, speed: 0 });
  });
  after(() => provider.close());

  describe('streaming', () => {
    it('sends the text of every complete recording, one event for each chunk, in OpenAI’s shape', async () => {
      for (const recording of recordings.filter((r) => r.end?.end.kind === 'completed')) {
        const reply = await ask(provider, requestOf(recording));
        assert.equal(reply.status, 200);
        assert.match(reply.headers['content-type']!, /^text\/event-stream/);
        const { events, done } = eventsOf(reply.body);
        assert.ok(done, recording.name);
        assert.equal(contentOf(events), textOf(recording), recording.name);
        assert.deepEqual(
          events.map((event) => event.choices[0]!.delta.content ?? ''),
          recording.chunks.map((chunk) => chunk.text),
        );
        assert.deepEqual(
          events.map((event) => event.choices[0]!.finish_reason).filter((reason) => reason !== null),
          ['stop'],
        );
        assert.equal(events.at(-1)!.usage!.completion_tokens, recording.chunks.at(-1)!.usage!.outputTokens);
        assert.deepEqual(
          [lastEntry().recording, lastEntry().chunksSent, lastEntry().finished, lastEntry().closedByClientAt],
          [recording.name, recording.chunks.length, true, null],
        );
      }
    });

    it('loses the connection where the recording lost it, after all that had arrived', async () => {
      const recording = recordingOf('resume-lost');
      const reply = await ask(provider, requestOf(recording));
      assert.equal(reply.error, 'ECONNRESET');
      const { events, done } = eventsOf(reply.body);
      assert.equal(contentOf(events), textOf(recording));
      assert.equal(done, false);
    });

    it('keeps the recorded times, divided by the speed, and writes what was read together at once', async function () {
      this.timeout(60_000);
      this.retries(2);
      const recording = recordingOf('person');
      const reply = await ask(provider, requestOf(recording), { speed: '4' });
      const { t } = recording.end!;
      const first = reply.reads[0]!.at;
      const last = reply.reads.at(-1)!.at;
      const due = recording.chunks[0]!.t / 4;
      assert.ok(first >= due - 5 && first < due + 1000, `first read after ${first} ms instead of ${due}`);
      assert.ok(last >= t / 4 - 10 && last < t / 4 + 1000, `last read after ${last} ms instead of ${t / 4}`);
      // Reads may merge on their way, but a batch is never torn.
      assert.ok(reply.reads.length <= recording.chunks.at(-1)!.batch + 1);
      for (const read of reply.reads) assert.ok(read.text.endsWith('\n\n'));
    });

    it('is understood by the official runtime: partials on the way, the right value at the end', async function () {
      this.timeout(60_000);
      const { header, ...recording } = recordingOf('receipt');
      const answer = parseOfficially(header.function, recording.chunks.map((chunk) => chunk.text).join(''));
      const target = { url: provider.url, headers: { 'x-speed': '8' } };
      const { partials, final, error } = await streamOfficially(header.function, header.args, target);
      assert.equal(error, undefined);
      assert.deepEqual(final, answer);
      assert.ok(partials.length > 5, `${partials.length} partials`);
    });

    it('is a lost connection for the official runtime, where the recording lost it', async () => {
      const { header } = recordingOf('resume-lost');
      const { error } = await streamOfficially(header.function, header.args, provider);
      assert.match(error ?? '', /BamlClientHttpError|transport|connection|decoding/i);
    });

    it('answers at once without `stream`', async () => {
      const recording = recordingOf('receipt');
      const reply = await ask(provider, requestOf(recording, { stream: false }));
      assert.match(reply.headers['content-type']!, /^application\/json/);
      const body = JSON.parse(reply.body) as { object: string; choices: { message: { content: string } }[] };
      assert.equal(body.object, 'chat.completion');
      assert.equal(body.choices[0]!.message.content, textOf(recording));
    });
  });

  describe('finding the recording', () => {
    const edited = (name: string, edit: (text: string) => string) => ({
      ...requestOf(recordingOf(name)),
      messages: recordingOf(name).header.prompt.messages.map(({ role, text }) => ({ role, content: edit(text) })),
    });
    const cases: readonly [string, () => object, string][] = [
      [
        'content as a list of parts',
        () => ({
          model: 'm',
          stream: true,
          messages: recordingOf('stocks').header.prompt.messages.map(({ role, text }) => ({
            role,
            content: [{ type: 'text', text }],
          })),
        }),
        'stocks',
      ],
      ['other blanks', () => edited('receipt', (text) => text.replaceAll(' ', '   ')), 'receipt'],
      ['the arguments of the cut one', () => requestOf(recordingOf('resume-lost')), 'resume-lost'],
      [
        'other arguments',
        () => ({
          ...requestOf(recordingOf('receipt')),
          messages: [
            { role: 'system', content: recordingOf('receipt').header.prompt.messages[0]!.text },
            { role: 'user', content: 'One tin of sardines, 2.40' },
          ],
        }),
        'receipt',
      ],
      [
        'other arguments of a function with a cut recording',
        () => ({
          ...requestOf(recordingOf('resume-lost')),
          messages: [recordingOf('resume-lost').header.prompt.messages[0]!].map(({ role, text }) => ({
            role,
            content: text,
          })),
        }),
        'resume',
      ],
      [
        'a field less in the schema',
        () => edited('blog-post', (text) => text.replace('  teaser: string,\n', '')),
        'blog-post',
      ],
      [
        'the project with the first mistake',
        () => ({
          model: 'm',
          stream: true,
          messages: [
            {
              role: 'system',
              content:
                'List what was bought, and the total.\n\nAnswer in JSON using this schema:\n{\n  items: [\n    {\n      name: string,\n      description: string or null,\n      quantity: int,\n      price: float,\n    }\n  ],\n  total_cost: float or null,\n}',
            },
            { role: 'user', content: 'Thank you! 2 x Lavender, 5.25 each. 1 x Watering can, 32.00. Total: 42.50 EUR' },
          ],
        }),
        'receipt',
      ],
    ];
    for (const [title, request, expected] of cases) {
      it(`${title} → ${expected}`, async () => {
        await ask(provider, request());
        assert.equal(lastEntry().recording, expected);
      });
    }

    it('a prompt that is near to none is refused, and told what there is', async () => {
      const reply = await ask(provider, {
        model: 'm',
        stream: true,
        messages: [{ role: 'user', content: 'What is the weather in Oslo?' }],
      });
      assert.equal(reply.status, 404);
      const { error } = JSON.parse(reply.body) as { error: { message: string; code: string } };
      assert.equal(error.code, 'recording_not_found');
      for (const recording of recordings) assert.ok(error.message.includes(recording.header.function));
    });
  });

  describe('when the client hangs up', () => {
    it('notices and stops sending', async () => {
      await ask(provider, requestOf(recordingOf('blog-post')), { speed: '1', stopAfter: 400 });
      await until(() => lastEntry().closedByClientAt, 'the close');
      const sent = lastEntry().chunksSent;
      await sleep(200);
      assert.equal(lastEntry().chunksSent, sent);
      assert.equal(lastEntry().finished, false);
      assert.ok(sent > 0 && sent < 100);
    });

    it('tells so under /log', async () => {
      const log = (await (await fetch(`${provider.url}/log`)).json()) as unknown[];
      assert.deepEqual(log, JSON.parse(JSON.stringify(provider.log)));
    });
  });

  describe('models that mean trouble', () => {
    const trouble = (model: string) => ask(provider, requestOf(recordingOf('receipt'), { model }));

    for (const [model, status] of [
      ['error-401', 401],
      ['error-429', 429],
      ['error-500', 500],
    ] as const) {
      it(`${model}: status ${status}, with an error in OpenAI’s shape`, async () => {
        const reply = await trouble(model);
        assert.equal(reply.status, status);
        const { error } = JSON.parse(reply.body) as { error: { message: string; type: string } };
        assert.ok(error.message.length > 0 && error.type.length > 0);
        assert.equal(reply.headers['retry-after'], status === 429 ? '20' : undefined);
      });
    }

    it('html: a page where a stream should be', async () => {
      const reply = await trouble('html');
      assert.match(reply.headers['content-type']!, /^text\/html/);
      assert.match(reply.body, /^<!DOCTYPE html>/);
    });

    it('empty: a stream without events', async () => {
      const reply = await trouble('empty');
      assert.deepEqual([reply.status, reply.body, reply.error], [200, '', undefined]);
    });

    it('half-event: some good events, then a half one and the end', async () => {
      const reply = await trouble('half-event');
      const blocks = reply.body.split('\n\n');
      assert.ok(eventsOf(blocks.slice(0, -1).join('\n\n')).events.length > 10);
      assert.throws(() => JSON.parse(blocks.at(-1)!.replace('data: ', '')));
      assert.equal(reply.error, undefined);
    });

    it('garbage: an event stream without anything that is JSON or UTF-8', async () => {
      const reply = await trouble('garbage');
      assert.match(reply.headers['content-type']!, /^text\/event-stream/);
      assert.throws(() => eventsOf(reply.body));
      assert.match(reply.body, /not json at all/);
      assert.match(reply.body, /\uFFFD/);
      assert.equal(reply.error, undefined);
    });

    it('reset: some good events, then no connection', async () => {
      const reply = await trouble('reset');
      assert.equal(reply.error, 'ECONNRESET');
      assert.ok(textOf(recordingOf('receipt')).startsWith(contentOf(eventsOf(reply.body).events)));
    });

    it('hang: no answer until the client gives up', async () => {
      await assert.rejects(
        fetch(`${provider.url}/v1/chat/completions`, {
          method: 'POST',
          body: JSON.stringify(requestOf(recordingOf('receipt'), { model: 'hang' })),
          signal: AbortSignal.timeout(150),
        }),
        { name: 'TimeoutError' },
      );
      await until(() => lastEntry().closedByClientAt, 'the close');
      assert.deepEqual([lastEntry().model, lastEntry().chunksSent], ['hang', 0]);
    });

    it('slow-start: silence, then the right answer', async () => {
      const recording = recordingOf('person');
      const reply = await ask(provider, requestOf(recording, { model: 'slow-start' }), { speed: '40' });
      assert.ok(reply.reads[0]!.at >= 200, `${reply.reads[0]!.at} ms`);
      assert.equal(contentOf(eventsOf(reply.body).events), textOf(recording));
    });
  });

  describe('requests it cannot serve', () => {
    it('a body that is no JSON, or has no messages: 400', async () => {
      for (const body of ['', '{', 'null', '[]', '{"model":"m"}', '\u0000'])
        assert.equal((await ask(provider, body)).status, 400, body);
    });
    it('messages of any shape never break it', async () => {
      for (const messages of [
        [],
        [null],
        [1],
        [{ role: 1, content: { a: 1 } }],
        [{ content: [null, 'x', { text: 2 }] }],
      ]) {
        assert.equal((await ask(provider, { model: 'm', messages })).status, 404);
      }
    });
    it('a speed that is no number: 400', async () => {
      for (const speed of ['fast', '-1', 'NaN', 'Infinity']) {
        assert.equal((await ask(provider, requestOf(recordingOf('receipt')), { speed })).status, 400, speed);
      }
    });
    it('another path: 404, and the list of models: 200', async () => {
      assert.equal((await fetch(`${provider.url}/v1/embeddings`, { method: 'POST' })).status, 404);
      const models = (await (await fetch(`${provider.url}/v1/models`)).json()) as { data: { id: string }[] };
      assert.ok(models.data.some(({ id }) => id === 'example-model') && models.data.some(({ id }) => id === 'reset'));
    });
    it('a port that is taken: a clear refusal', async () => {
      const { startProvider } = await loadProvider();
      await assert.rejects(startProvider({ port: provider.port }), /port \d+ is taken.*BAML_LIVE_EXAMPLE_PORT/);
    });
    it('is reached on the loopback address only', () => {
      assert.match(provider.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    });
  });

  it('close ends streams that are open', async () => {
    const { url, pending } = await withProvider(1, async (other) => {
      const pending = ask(other, requestOf(recordingOf('receipt')));
      await until(() => other.log[0]?.chunksSent, 'the first chunk');
      return { url: other.url, pending };
    });
    assert.equal((await pending).error, 'ECONNRESET');
    await assert.rejects(fetch(`${url}/log`));
  });
});
