/** Runs with several attempts, over real HTTP: what is told of each, and that nothing follows a cancel. */
import assert from 'node:assert/strict';
import { recordingFromEvents } from '../../../protocol/recording';
import type { RunEvent } from '../../../protocol/run';
import { createNodeHost } from '../../../server/src/lsp/nodeHost';
import type { PreparedRun, RunInputs, RunPlan } from '../../../server/src/runtime/plan';
import { prepareReplay } from '../../../server/src/runtime/prepareReplay';
import { prepareRun } from '../../../server/src/runtime/prepareRun';
import { executeRun } from '../../../server/src/runtime/run';
import type { RunStep } from '../../../server/src/runtime/step';
import {
  answersStatus,
  answersWith,
  chatEvent,
  EVENT_STREAM,
  withProvider,
  type Answerer,
} from '../../support/provider';
import { runnableOf } from '../../support/runnables';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Two clients and a fallback of both; `A` retries once after `delayMs`. */
const project = (url: string, { delayMs = 40, total = 0, client = 'Fb' } = {}): string => `
retry_policy R {
  max_retries 1
  strategy {
    type constant_delay
    delay_ms ${delayMs}
  }
}
client<llm> A {
  provider openai-generic
  retry_policy R
  options {
    base_url "${url}/v1"
    model "A"
    api_key env.KEY_A
  }
}
client<llm> B {
  provider openai-generic
  options {
    base_url "${url}/v1"
    model "B"
    api_key env.KEY_B
  }
}
client<llm> Fb {
  provider fallback
  options {
    strategy [A, B]
    http {
      total_timeout_ms ${total}
    }
  }
}
function F() -> string {
  client ${client}
  prompt #"{{ _.role("user") }} I am {{ ctx.client.name }}"#
}
`;

const env: Readonly<Record<string, string>> = { KEY_A: 'key-of-a-0123456789', KEY_B: 'key-of-b-0123456789' };
const host = { ...createNodeHost(), env: (name: string) => env[name] };

/** Answers request after request; the last answer repeats. */
function inOrder(...answers: readonly Answerer[]): Answerer {
  let next = 0;
  return (response, request) => answers[Math.min(next++, answers.length - 1)]!(response, request);
}

const breaksOff: Answerer = async (response) => {
  response.writeHead(200, EVENT_STREAM);
  response.write(chatEvent('first part'));
  await pause(30);
  response.destroy();
};
const silent: Answerer = (response) => {
  response.writeHead(200, EVENT_STREAM);
  response.flushHeaders();
};

describe('a run with several attempts', () => {
  it('tells each attempt with its error and its wait; values start over', async () => {
    await withProvider(inOrder(breaksOff, answersStatus(500, '{}'), answersWith('se', 'cond')), async (provider) => {
      const steps = await all(planOf(project(provider.url)));
      assert.deepEqual(brief(steps), [
        'attempt 1 A, I am A',
        'headers',
        'first part',
        'failed connection, 40 ms',
        'attempt 2 A, I am A',
        'headers',
        'failed http 500, 0 ms',
        'attempt 3 B, I am B',
        'headers',
        'second',
        'completed "second"',
      ]);
      const [, first] = steps.filter((step) => step.type === 'frames');
      assert.equal(first?.frames[0]?.value[0]?.op, 'set');
      assert.deepEqual(
        provider.requests.map(({ headers }) => headers.authorization),
        [`Bearer ${env.KEY_A}`, `Bearer ${env.KEY_A}`, `Bearer ${env.KEY_B}`],
      );
    });
  });

  it('counts times from the first request, and they never go back', async () => {
    await withProvider(inOrder(breaksOff, answersWith('second')), async (provider) => {
      const times = (await all(planOf(project(provider.url, { client: 'A', delayMs: 60 })))).flatMap(timesOf);
      assert.deepEqual(
        times,
        [...times].sort((a, b) => a - b),
      );
      assert.ok(times.at(-1)! >= 90, String(times));
    });
  });

  it('is kept with all its attempts, and replays as it was', async () => {
    await withProvider(inOrder(breaksOff, answersWith('second')), async (provider) => {
      const plan = planOf(project(provider.url, { client: 'A' }));
      const steps = await all(plan);
      const events = steps.map((step, seq) => ({ ...step, run: 'r', seq }) as RunEvent);
      const recording = recordingFromEvents(events)!;
      assert.equal(recording.failedAttempts?.[0]?.chunks[0]?.text, 'first part');
      assert.equal(recording.chunks.map(({ text }) => text).join(''), 'second');
      const prepared = prepareReplay(recording, null, 0);
      assert.ok(prepared.ok);
      assert.deepEqual(brief(await all(prepared.plan)), brief(steps));
      assert.ok(!JSON.stringify(recording).includes('key-of'));
    });
  });

  it('masks the key of one client in what another one is answered', async () => {
    const echo = answersStatus(400, JSON.stringify({ error: { message: `not ${env.KEY_A} or ${env.KEY_B}` } }));
    await withProvider(echo, async (provider) => {
      const steps = await all(planOf(project(provider.url, { delayMs: 0 })));
      const last = steps.at(-1);
      assert.ok(last?.type === 'finished' && last.outcome.kind === 'failed');
      assert.match(last.outcome.error.message, /not \*\*\* or \*\*\*/);
      assert.ok(!JSON.stringify(steps).includes('key-of'));
    });
  });

  it('needs the keys of all clients before anything is sent', () => {
    const { KEY_B: _none, ...some } = env;
    const prepared = prepareWith(project('http://127.0.0.1:1'), {}, some);
    assert.ok(!prepared.ok);
    assert.deepEqual(prepared.missing, ['KEY_B']);
    assert.match(prepared.problems[0]!.message, /'B' requires environment variable 'KEY_B'/);
  });

  it('does not go on after an answer that may not be used', async () => {
    const refusal = 'data: {"choices":[{"delta":{"refusal":"I cannot."}}]}\n\ndata: [DONE]\n\n';
    await withProvider(
      (response) => void response.writeHead(200, EVENT_STREAM).end(refusal),
      async (provider) => {
        const steps = await all(planOf(project(provider.url)));
        assert.equal(provider.requests.length, 1);
        assert.match(brief(steps).at(-1)!, /failed provider/);
      },
    );
  });

  it('ends when the time for all attempts is over, whatever goes on', async () => {
    await withProvider(inOrder(answersStatus(500, '{}'), silent), async (provider) => {
      const steps = await all(planOf(project(provider.url, { total: 600, delayMs: 20 })));
      assert.equal(
        brief(steps).at(-1),
        'failed connection: Timeout: the time for all attempts together is over (total_timeout)',
      );
      assert.equal(provider.requests.length, 2);
      await (
        await provider.request(1)
      ).hungUp;
    });
    // Also while it waits; and a limit of the settings counts when the client has none.
    await withProvider(answersStatus(500, '{}'), async (provider) => {
      const plan = planOf(project(provider.url, { client: 'A', delayMs: 60_000 }), { timeouts: { total: 400 } });
      assert.match(brief(await all(plan)).at(-1)!, /total_timeout/);
      assert.equal(provider.requests.length, 1);
    });
  });

  it('uses the limits of the settings where the client sets none', () => {
    const plan = planOf(project('http://127.0.0.1:1'), { timeouts: { idle: 5, firstToken: 6 } });
    assert.ok(plan.kind === 'live');
    assert.deepEqual(
      plan.calls.map(({ reading }) => reading.timeouts),
      Array(2).fill({ idle: 5, firstToken: 6 }),
    );
    const own = project('http://127.0.0.1:1', { client: 'B' }).replaceAll(
      'model "B"',
      'model "B"\n    http { idle_timeout_ms 0 }',
    );
    const kept = planOf(own, { timeouts: { idle: 5, firstToken: 6 } });
    assert.ok(kept.kind === 'live');
    assert.deepEqual(kept.calls[0]?.reading.timeouts, { idle: 0, firstToken: 6 });
  });
});

describe('a cancel', () => {
  const cases: [name: string, answers: Answerer[], when: (steps: readonly RunStep[]) => boolean, requests: number][] = [
    ['between two attempts', [answersStatus(500, '{}')], (steps) => steps.at(-1)?.type === 'attemptFailed', 1],
    [
      'in the second attempt',
      [answersStatus(500, '{}'), silent],
      (steps) => steps.filter(({ type }) => type === 'headers').length === 2,
      2,
    ],
    [
      'in a fallback',
      [answersStatus(500, '{}'), answersStatus(500, '{}'), silent],
      (steps) => steps.filter(({ type }) => type === 'headers').length === 3,
      3,
    ],
  ];
  for (const [name, answers, isTime, requests] of cases) {
    it(`${name} ends the run, and nothing follows`, async () => {
      await withProvider(inOrder(...answers), async (provider) => {
        const cancel = new AbortController();
        const delayMs = name === 'between two attempts' ? 60_000 : 10;
        const steps: RunStep[] = [];
        let isAsked = false;
        for await (const step of executeRun(planOf(project(provider.url, { delayMs })), host, cancel.signal)) {
          steps.push(step);
          if (isAsked || !isTime(steps)) continue;
          isAsked = true;
          setTimeout(() => cancel.abort(), 20);
        }
        assert.equal(brief(steps).at(-1), 'cancelled');
        // The wait of a minute is over at once, and what was asked last is closed.
        if (requests > 1) await (await provider.request(requests - 1)).hungUp;
        await pause(60);
        assert.equal(provider.requests.length, requests);
      });
    });
  }
});

function prepareWith(
  baml: string,
  inputs: Partial<RunInputs>,
  variables: Readonly<Record<string, string>>,
): PreparedRun {
  return prepareRun(runnableOf(baml, 'F'), { args: {}, ...inputs }, { env: (name) => variables[name] });
}

function planOf(baml: string, inputs: Partial<RunInputs> = {}): RunPlan {
  const prepared = prepareWith(baml, inputs, env);
  assert.ok(prepared.ok, JSON.stringify(prepared));
  return prepared.plan;
}

async function all(plan: RunPlan): Promise<RunStep[]> {
  const steps: RunStep[] = [];
  for await (const step of executeRun(plan, host, new AbortController().signal)) steps.push(step);
  return steps;
}

function timesOf(step: RunStep): number[] {
  switch (step.type) {
    case 'attempt':
      return [step.attempt.t];
    case 'attemptFailed':
      return [step.failed.t];
    case 'frames':
      return step.frames.map(({ chunk }) => chunk.t);
    case 'headers':
    case 'finished':
      return [step.t];
    case 'started':
      return [];
  }
}

/** One line for each step; neighbouring frames are one. */
function brief(steps: readonly RunStep[]): string[] {
  const lines: string[] = [];
  const started = steps.find((step) => step.type === 'started');
  let wasText = false;
  for (const step of steps) {
    const text = step.type === 'frames' ? step.frames.map(({ chunk }) => chunk.text).join('') : undefined;
    if (text === '') continue;
    if (text !== undefined && wasText) lines.push(lines.pop()! + text);
    else if (text !== undefined) lines.push(text);
    wasText = text !== undefined;
    switch (step.type) {
      case 'headers':
        lines.push('headers');
        break;
      case 'attempt': {
        const { number, client, prompt } = step.attempt;
        const messages = prompt ?? (started?.type === 'started' ? started.header.prompt.messages : []);
        lines.push(`attempt ${number} ${client.name}, ${messages[0]?.text}`);
        break;
      }
      case 'attemptFailed': {
        const { error, delayMs } = step.failed;
        lines.push(`failed ${[error.kind, error.status].filter(Boolean).join(' ')}, ${Math.round(delayMs)} ms`);
        break;
      }
      case 'finished': {
        const { outcome } = step;
        if (outcome.kind === 'completed') lines.push(`completed ${JSON.stringify(outcome.value)}`);
        else
          lines.push(
            outcome.kind === 'failed' ? `failed ${outcome.error.kind}: ${outcome.error.message}` : outcome.kind,
          );
      }
    }
  }
  return lines;
}
