/** Runs from plan to outcome, over real HTTP and from recordings. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { readRecording, recordingFromEvents, writeRecording } from '../../protocol/recording';
import type { RunEvent } from '../../protocol/run';
import { createProject } from '../../server/src/language/languageService';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import type { RunHost } from '../../server/src/runtime/host';
import type { RunPlan } from '../../server/src/runtime/plan';
import { prepareReplay } from '../../server/src/runtime/prepareReplay';
import { prepareRun } from '../../server/src/runtime/prepareRun';
import type { Recording } from '../../server/src/runtime/recording';
import { executeRun } from '../../server/src/runtime/run';
import type { Outcome, RunStep } from '../../server/src/runtime/step';
import type { OutputType } from '../../server/src/runtime/stream/engine';
import { livePlan, STRING_OUTPUT } from '../support/plans';
import { answersStatus, answersWith, chatEvent, CHAT_STOP, EVENT_STREAM, withProvider } from '../support/provider';
import { steeredHost } from '../support/steeredHost';
import { virtualHost } from '../support/virtualHost';

const host = createNodeHost();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const at = { uri: 'file:///main.baml', start: 0, end: 1 };
/** class Receipt { total int, items string[] } */
const RECEIPT: OutputType = {
  returns: { kind: 'class', name: 'Receipt' },
  schema: {
    classes: {
      Receipt: {
        name: 'Receipt',
        attributes: {},
        source: at,
        fields: [
          { name: 'total', source: at, type: { kind: 'primitive', name: 'int' } },
          { name: 'items', source: at, type: { kind: 'list', item: { kind: 'primitive', name: 'string' } } },
        ],
      },
    },
    enums: {},
    aliases: {},
  },
};

describe('a run', () => {
  it('starts, gets headers, gives frames and finishes with the value', async () => {
    await withProvider(answersWith('{"total": 12', '3, "items": ["mi', 'lk"]}'), async (provider) => {
      const steps = await all(livePlan(provider.url, { output: RECEIPT }));
      assert.deepEqual(shape(steps), ['started', 'headers', 'frames', 'finished']);
      const [started] = steps;
      assert.ok(started?.type === 'started');
      assert.deepEqual([started.source, started.speed, started.schemaFrom], ['live', 1, 'project']);
      assert.ok(Math.abs(Date.parse(started.header.startedAt) - Date.now()) < 5000);
      const value = { total: 123, items: ['milk'] };
      assert.deepEqual(outcomeOf(steps), { kind: 'completed', value, finishReason: 'stop' });
      assert.deepEqual(framesOf(steps).at(-1)?.length, '{"total": 123, "items": ["milk"]}'.length);
    });
  });

  it('reports usage as the provider does', async () => {
    await withProvider(
      (response) => {
        const usage = { prompt_tokens: 21, completion_tokens: 9, prompt_tokens_details: { cached_tokens: 5 } };
        response.writeHead(200, EVENT_STREAM);
        response.end(chatEvent('hi') + chatEvent('', { usage }) + CHAT_STOP);
      },
      async (provider) => {
        const outcome = outcomeOf(await all(livePlan(provider.url)));
        assert.deepEqual(outcome, {
          kind: 'completed',
          value: 'hi',
          finishReason: 'stop',
          usage: { inputTokens: 21, outputTokens: 9, cachedInputTokens: 5 },
        });
      },
    );
  });

  it('fails when the answer does not fit the type, and keeps every frame', async () => {
    await withProvider(answersWith('I would rather ', 'not.'), async (provider) => {
      const steps = await all(livePlan(provider.url, { output: RECEIPT }));
      const outcome = outcomeOf(steps);
      assert.ok(outcome.kind === 'failed');
      assert.equal(outcome.error.kind, 'validation');
      assert.match(outcome.error.message, /^The answer does not fit the return type: ./);
      assert.equal(textOf(steps), 'I would rather not.');
    });
  });

  it('says why an answer that does not fit was cut off', async () => {
    await withProvider(
      (response) => {
        const choices = [{ delta: { content: 'Well' }, finish_reason: 'length' }];
        response.writeHead(200, EVENT_STREAM);
        response.end(`data: ${JSON.stringify({ choices })}\n\n`);
      },
      async (provider) => {
        const outcome = outcomeOf(await all(livePlan(provider.url, { output: RECEIPT })));
        assert.ok(outcome.kind === 'failed');
        assert.match(outcome.error.hint ?? '', /token limit/);
        assert.equal(outcome.finishReason, 'length');
      },
    );
  });

  it('fails with the provider’s words after an error inside the stream, and keeps every frame', async () => {
    await withProvider(
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.end(chatEvent('part') + 'data: {"error":{"message":"overloaded"}}\n\n' + chatEvent('more'));
      },
      async (provider) => {
        const steps = await all(livePlan(provider.url));
        const outcome = outcomeOf(steps);
        assert.ok(outcome.kind === 'failed');
        assert.deepEqual(
          [outcome.error.kind, outcome.error.message],
          ['provider', 'The provider reported an error: overloaded'],
        );
        assert.equal(textOf(steps), 'part');
      },
    );
  });

  it('tells an error status after the headers', async () => {
    await withProvider(answersStatus(429, '{"error":{"message":"slow down"}}'), async (provider) => {
      const steps = await all(livePlan(provider.url));
      assert.deepEqual(shape(steps), ['started', 'headers', 'finished']);
      assert.ok(steps[1]?.type === 'headers' && steps[1].status === 429);
    });
  });

  it('ends as a mistake of ours when it is one, and does not throw', async () => {
    const outcome = outcomeOf(await all(livePlan('http://127.0.0.1:1', { format: 'nobody' as 'openai' })));
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.error.kind, 'internal');
  });

  it('that is left early closes the connection', async () => {
    await withProvider(
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('first'));
      },
      async (provider) => {
        for await (const step of executeRun(livePlan(provider.url), host, new AbortController().signal)) {
          if (step.type === 'frames') break;
        }
        await provider.requests[0]!.hungUp;
      },
    );
  });
});

describe('a cancelled run', () => {
  it('closes the connection at once, keeps what came and says nothing after its outcome', async () => {
    await withProvider(
      (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('{"total": 12, "items": ["mi'));
      },
      async (provider) => {
        const cancel = new AbortController();
        const steps: RunStep[] = [];
        // Its clock stands: no limit that runs out closes the connection.
        const host = steeredHost();
        for await (const step of executeRun(livePlan(provider.url, { output: RECEIPT }), host, cancel.signal)) {
          steps.push(step);
          if (step.type === 'frames') cancel.abort();
        }
        await provider.requests[0]!.hungUp;
        assert.deepEqual(shape(steps), ['started', 'headers', 'frames', 'finished']);
        const outcome = outcomeOf(steps);
        assert.deepEqual(outcome, { kind: 'cancelled', closedAfter: 0 });
        assert.equal(textOf(steps), '{"total": 12, "items": ["mi');
      },
    );
  });

  it('can be one that has no answer yet', async () => {
    await withProvider(
      () => undefined,
      async (provider) => {
        const cancel = new AbortController();
        const run = all(livePlan(provider.url), cancel.signal);
        const { hungUp } = await provider.request(0);
        cancel.abort();
        await hungUp;
        assert.deepEqual(shape(await run), ['started', 'finished']);
      },
    );
  });
});

describe('a provider that answers as fast as it can', () => {
  // A loop that never yields works for seconds.
  const LONGEST_GAP = 1000;
  const text = JSON.stringify({ total: 1, items: Array.from({ length: 3000 }, (_, n) => `item number ${n}`) });

  it('leaves timers responsive, and gives the whole value', async () => {
    await withProvider(flood(text), async (provider) => {
      const gap = longestGap();
      const steps = await all(livePlan(provider.url, { output: RECEIPT }));
      const longest = gap.stop();
      const outcome = outcomeOf(steps);
      assert.ok(outcome.kind === 'completed');
      assert.deepEqual(outcome.value, JSON.parse(text));
      assert.ok(longest < LONGEST_GAP, `no timer was served during ${longest} ms of work`);
    });
  });

  it('is cancelled promptly', async () => {
    await withProvider(flood(text), async (provider) => {
      const cancel = new AbortController();
      let cancelledAt = Infinity;
      setTimeout(() => {
        cancelledAt = performance.now();
        cancel.abort();
      }, 30);
      const steps = await all(livePlan(provider.url, { output: RECEIPT }), cancel.signal);
      const after = performance.now() - cancelledAt;
      if (outcomeOf(steps).kind === 'cancelled') assert.ok(after < 5000, `ended ${after} ms after the cancel`);
      else assert.equal(textOf(steps), text);
    });
  });

  it('is replayed at once just as responsively', async () => {
    const chunks = [...text].map((letter, n) => ({ t: n, batch: n, text: letter }));
    const gap = longestGap();
    const steps = await all(
      replay({ header: header(), chunks, end: { t: chunks.length, end: { kind: 'completed' } } }, RECEIPT),
    );
    const longest = gap.stop();
    assert.equal(outcomeOf(steps).kind, 'completed');
    assert.ok(longest < LONGEST_GAP, `no timer was served during ${longest} ms of work`);
  });
});

describe('a replay', () => {
  it('gives the same frames and the same value as the run it was recorded from', async () => {
    await withProvider(
      answersWith('Here: {"total": 1', '23, "ite', 'ms": ["milk", "br', 'ead"]}'),
      async (provider) => {
        const live = await all(livePlan(provider.url, { output: RECEIPT }));
        const recording = recordingFromEvents(events(live));
        const { recording: kept, problems } = readRecording(writeRecording(recording!));
        assert.deepEqual(problems, []);
        for (const speed of [0, 1, 16]) {
          const replayed = await all(replay(kept!, RECEIPT, speed));
          assert.deepEqual(framesOf(replayed), framesOf(live));
          assert.deepEqual(replayed.at(-1), live.at(-1));
          assert.ok(replayed[0]?.type === 'started' && replayed[0].source === 'replay' && replayed[0].speed === speed);
          assert.deepEqual(recordingFromEvents(events(replayed)), recording);
        }
      },
    );
  });

  it('of a failed run fails with its error after the same frames', async () => {
    await withProvider(
      async (response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('{"total": 1, "items": ["a"'));
        await pause(20);
        response.destroy();
      },
      async (provider) => {
        const live = await all(livePlan(provider.url, { output: RECEIPT }));
        const replayed = await all(replay(recordingFromEvents(events(live))!, RECEIPT));
        assert.deepEqual(framesOf(replayed), framesOf(live));
        const [a, b] = [outcomeOf(live), outcomeOf(replayed)];
        assert.ok(a.kind === 'failed' && b.kind === 'failed');
        // Places are not kept: the files may have moved on since.
        assert.deepEqual(JSON.parse(JSON.stringify({ ...b.error, at: a.error.at })), a.error);
      },
    );
  });

  it('of a cancelled run ends cancelled', async () => {
    const recording: Recording = {
      header: header(),
      chunks: [{ t: 5, batch: 0, text: 'ab' }],
      end: { t: 9, end: { kind: 'cancelled' } },
    };
    const steps = await all(replay(recording, STRING_OUTPUT));
    assert.equal(textOf(steps), 'ab');
    assert.deepEqual(steps.at(-1), { type: 'finished', t: 9, outcome: { kind: 'cancelled' }, fields: [], sampled: 5 });
  });

  it('can be cancelled', async () => {
    const chunks = [0, 1, 2, 3].map((n) => ({ t: n * 100, batch: n, text: String(n) }));
    const recording: Recording = { header: header(), chunks, end: { t: 400, end: { kind: 'completed' } } };
    const cancel = new AbortController();
    const still = virtualHost();
    still.at(150, () => cancel.abort());
    const steps = await all(replay(recording, STRING_OUTPUT, 1), cancel.signal, still);
    assert.equal(textOf(steps), '01');
    assert.deepEqual(outcomeOf(steps), { kind: 'cancelled' });
  });

  it('reads the answer with the types of the project as they are now', async () => {
    const recording: Recording = {
      header: header(),
      chunks: [{ t: 5, batch: 0, text: '12' }],
      end: { t: 9, end: { kind: 'completed' } },
    };
    const int: OutputType = { ...STRING_OUTPUT, returns: { kind: 'primitive', name: 'int' } };
    const asText = outcomeOf(await all(replay(recording, STRING_OUTPUT)));
    const asNumber = outcomeOf(await all(replay(recording, int)));
    assert.deepEqual(
      [asText, asNumber],
      [
        { kind: 'completed', value: '12' },
        { kind: 'completed', value: 12 },
      ],
    );
  });

  it('without the project reads it with the recorded types', async () => {
    const recording: Recording = {
      header: { ...header(), schema: { hash: '', ir: JSON.parse(JSON.stringify(RECEIPT)) } },
      chunks: [{ t: 5, batch: 0, text: '{"total":1,"items":[]}' }],
      end: { t: 9, end: { kind: 'completed' } },
    };
    const prepared = prepareReplay(recording, null, 0);
    assert.ok(prepared.ok);
    const steps = await all(prepared.plan);
    assert.ok(steps[0]?.type === 'started' && steps[0].schemaFrom === 'recording');
    assert.deepEqual(outcomeOf(steps), { kind: 'completed', value: { total: 1, items: [] } });
  });

  it('is refused when nothing says how to read it, or at a speed that is none', () => {
    const recording: Recording = { header: header(), chunks: [] };
    const unreadable = prepareReplay(recording, null, 1);
    assert.ok(!unreadable.ok);
    assert.match(unreadable.problems[0]!.message, /`Run` is not in this project/);
    for (const speed of [-1, NaN, Infinity]) assert.ok(!prepareReplay(recording, { output: STRING_OUTPUT }, speed).ok);
  });
});

describe('secrets', () => {
  const env = { OPENAI_API_KEY: 'sk-live-0123456789', RUN_TOKEN: 'tok"en-9876543210' };
  const literal = 'header-secret-5555';
  const everySecret = [...Object.values(env), literal, JSON.stringify(env.RUN_TOKEN).slice(1, -1)];
  const baml = (url: string): string => `client<llm> Main {
  provider openai
  options {
    model "m"
    base_url "${url}/v1"
    headers { "x-api-key" "${literal}" }
    metadata { token env.RUN_TOKEN }
  }
}
function Run(text: string) -> string {
  client Main
  prompt #"Say {{ text }}."#
}
`;

  for (const [name, ending] of [
    ['a stream', CHAT_STOP],
    ['a stream with an error', `data: ${JSON.stringify({ error: { message: everySecret.join(' ') } })}\n\n`],
    ['a stream that stops in the middle', `data: {"error":"${everySecret.join(' ')}`],
  ] as const) {
    it(`sent back in ${name} are in no event and in no recording`, async () => {
      await withProvider(
        (response) => {
          response.writeHead(200, EVENT_STREAM);
          const said = everySecret.flatMap((secret) => [...`the key ${secret} and `]);
          response.write(
            said
              .map(
                (letter) =>
                  `data: ${JSON.stringify({ choices: [{ delta: { content: letter, reasoning: letter } }] })}\n\n`,
              )
              .join(''),
          );
          response.end(ending);
        },
        (provider) => assertNoSecret(provider.url),
      );
    });
  }

  it('sent back with an error status are in no event and in no recording', async () => {
    const body = JSON.stringify({ error: { message: `Incorrect key ${everySecret.join(' ')}` } });
    await withProvider(answersStatus(401, body), (provider) => assertNoSecret(provider.url));
  });

  it('sent back in a redirect or a page are in no event and in no recording', async () => {
    const location = `http://127.0.0.2/${env.OPENAI_API_KEY}?key=${literal}`;
    await withProvider(answersStatus(302, '', { location }), (provider) => assertNoSecret(provider.url));
    await withProvider(answersStatus(200, `<html>${everySecret.join('<br>')}`), (provider) =>
      assertNoSecret(provider.url),
    );
  });

  async function assertNoSecret(url: string): Promise<void> {
    const project = createProject();
    project.setFile('file:///main.baml', baml(url));
    const found = project.snapshot().runnable('Run');
    assert.ok(found.ok);
    const withEnv: RunHost = { ...host, env: (name) => env[name as keyof typeof env] };
    const prepared = prepareRun(found.runnable, { args: { text: env.OPENAI_API_KEY } }, withEnv);
    assert.ok(prepared.ok, JSON.stringify(prepared));
    const steps = await all(prepared.plan, new AbortController().signal, withEnv);
    const recording = recordingFromEvents(events(steps))!;
    const told = [JSON.stringify(steps), writeRecording(recording), textOf(steps), JSON.stringify(outcomeOf(steps))];
    const reasoning = recording.chunks.map((chunk) => chunk.reasoning ?? '').join('');
    for (const secret of everySecret)
      for (const text of [...told, reasoning]) assert.ok(!text.includes(secret), `${secret} in ${text}`);
    assert.ok(recording.header.redactions.length > 0);
  }
});

async function all(plan: RunPlan, signal = new AbortController().signal, world: RunHost = host): Promise<RunStep[]> {
  const steps: RunStep[] = [];
  for await (const step of executeRun(plan, world, signal)) steps.push(step);
  assert.equal(steps.filter(({ type }) => type === 'finished').length, 1);
  return steps;
}

function replay(recording: Recording, output: OutputType, speed = 0): RunPlan {
  const prepared = prepareReplay(recording, { output }, speed);
  assert.ok(prepared.ok);
  return prepared.plan;
}

function header(): Recording['header'] {
  return { ...livePlan('http://x').facts, startedAt: '2026-01-01T00:00:00.000Z' };
}

/** The types of the steps, neighbours of one type as one. */
function shape(steps: readonly RunStep[]): string[] {
  return steps.map(({ type }) => type).filter((type, index, types) => type !== types[index - 1]);
}

function framesOf(steps: readonly RunStep[]) {
  return steps.flatMap((step) => (step.type === 'frames' ? step.frames : []));
}

function textOf(steps: readonly RunStep[]): string {
  return framesOf(steps)
    .map(({ chunk }) => chunk.text)
    .join('');
}

function outcomeOf(steps: readonly RunStep[]): Outcome {
  const last = steps.at(-1);
  assert.ok(last?.type === 'finished');
  return last.outcome;
}

/** Steps as events of the protocol; places are not needed here. */
function events(steps: readonly RunStep[]): RunEvent[] {
  return steps.map((step, seq) => ({ run: 'r', seq, ...JSON.parse(JSON.stringify(step)) }) as RunEvent);
}

function flood(text: string) {
  return (response: ServerResponse): void => {
    response.writeHead(200, EVENT_STREAM);
    for (let from = 0; from < text.length; from += 4) response.write(chatEvent(text.slice(from, from + 4)));
    response.end(CHAT_STOP);
  };
}

/** The most work, in milliseconds of processor time, between two moments at which timers were served. */
function longestGap() {
  const work = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let longest = 0;
  let last = work();
  const tick = (): void => {
    longest = Math.max(longest, work() - last);
    last = work();
  };
  const timer = setInterval(tick, 2);
  return {
    stop(): number {
      clearInterval(timer);
      tick();
      return longest;
    },
  };
}
