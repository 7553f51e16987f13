/**
 * Plays scenarios of retries, fallbacks, round-robins, broken streams and timeouts against a scripted server on
 * 127.0.0.1, and compares with what the official runtime did: which model was asked when, what code saw, how it ended.
 * A scenario that is listed in `differences.json` beside the cases passes by differing.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../server/src/ir/json';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import { prepareRun } from '../../server/src/runtime/prepareRun';
import { executeRun } from '../../server/src/runtime/run';
import type { Outcome } from '../../server/src/runtime/step';
import { foldChanges } from '../runtime/stream/foldChanges';
import { chatEvent, EVENT_STREAM, startProvider, type Answerer } from '../support/provider';
import { runnableOf } from '../support/runnables';
import type { Comparison, Subject } from './subject';

export const subject: Subject = {
  about: 'retries, fallbacks, round-robins and timeouts: who is asked when, and what comes of it',
  folder: 'fixtures/attempts',
  compare,
};

interface Scenario {
  readonly id: string;
  readonly baml: string;
  readonly server: { readonly in_order?: readonly Step[]; readonly by_model?: Readonly<Record<string, Step>> };
  readonly stream: boolean;
  /** How often the function is called; 1 when absent. */
  readonly calls?: number;
  readonly expected: {
    readonly models: readonly string[];
    readonly waits_ms: readonly number[];
    readonly results: readonly Official[];
  };
}

/** What the server does with one request. */
interface Step {
  readonly wait_ms?: number;
  readonly status?: number;
  readonly text?: string;
  readonly pieces?: readonly (readonly [text: string, waitMs: number])[];
  readonly finish?: string;
  readonly end?: 'drop' | 'error-event' | 'cut';
}

interface Official {
  readonly value?: Json;
  readonly error?: {
    readonly type: string;
    readonly status_code?: number;
    readonly client_name?: string;
    readonly finish_reason?: string;
    readonly attempts: number;
  };
  readonly partials?: readonly Json[];
}

/** Some connections are slow to end; what was measured is allowed to be late by as much. */
const isNear = (got: number, wanted: number): boolean => Math.abs(got - wanted) <= 40 + 0.15 * wanted;

const LATE = 'the waits differ';

async function compare(folder: string): Promise<Comparison> {
  const scenarios = JSON.parse(readFileSync(path.join(folder, 'cases.json'), 'utf8')) as readonly Scenario[];
  // A folder without a list of its own is measured by the project's.
  const beside = path.join(folder, 'differences.json');
  const file = existsSync(beside) ? beside : path.join('test', subject.folder, 'differences.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>) : {};
  const lines: string[] = [];
  let passed = 0;
  for (const scenario of scenarios) {
    let difference = await play(scenario);
    // A busy machine is late now and then; what is late three times is late.
    for (let again = 0; again < 2 && difference?.includes(LATE); again++) difference = await play(scenario);
    const isFine = (difference === undefined) === (known[scenario.id] === undefined);
    if (isFine) passed++;
    else lines.push(`${scenario.id}: ${difference ?? 'agrees now: take it off differences.json'}`);
  }
  return { passed, failed: scenarios.length - passed, lines };
}

async function play(scenario: Scenario): Promise<string | undefined> {
  const asked: { readonly at: number; readonly model: string }[] = [];
  const server = await startProvider(scripted(scenario, asked));
  try {
    const results: object[] = [];
    // A host of its own: turns of a round-robin begin anew with each scenario.
    const host = createNodeHost();
    for (let call = 0; call < (scenario.calls ?? 1); call++)
      results.push(await result(scenario, `${server.url}/v1`, host));
    const { expected } = scenario;
    const got = { models: asked.map(({ model }) => model), results };
    const wanted = { models: expected.models, results: expected.results.map(comparable) };
    if (!isDeepStrictEqual(got, wanted))
      return `\n  official: ${JSON.stringify(wanted)}\n  ours:     ${JSON.stringify(got)}`;
    const waits = asked.slice(1).map(({ at }, index) => Math.round(at - asked[index]!.at));
    if (waits.every((wait, index) => isNear(wait, expected.waits_ms[index]!))) return undefined;
    return `${LATE}\n  official waits: ${expected.waits_ms.join(', ')} ms\n  ours:           ${waits.join(', ')} ms`;
  } finally {
    await server.close();
  }
}

function scripted({ server }: Scenario, asked: { at: number; model: string }[]): Answerer {
  return async (response, request) => {
    const { model, stream } = JSON.parse(request.body) as { readonly model: string; readonly stream?: boolean };
    const order = server.in_order ?? [];
    const step = server.by_model?.[model] ?? order[Math.min(asked.length, order.length - 1)] ?? { status: 500 };
    asked.push({ at: performance.now(), model });
    if (step.wait_ms) await pause(step.wait_ms);
    if (step.status !== undefined) {
      response.writeHead(step.status, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ error: { message: `e${step.status}` } }));
    }
    const pieces = step.pieces ?? [[step.text ?? '', 0] as const];
    const finish = step.finish ?? 'stop';
    if (!stream) {
      const content = pieces.map(([text]) => text).join('');
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(
        JSON.stringify({ choices: [{ index: 0, message: { content }, finish_reason: finish }] }),
      );
    }
    response.writeHead(200, EVENT_STREAM);
    response.flushHeaders();
    for (const [text, wait] of pieces) {
      if (wait) await pause(wait);
      if (text) response.write(chatEvent(text));
    }
    if (step.end === 'cut') return void response.end();
    if (step.end) await pause(70);
    if (step.end === 'drop') return void response.destroy();
    if (step.end === 'error-event') return void response.end('data: {"error":{"message":"boom"}}\n\n');
    const last = { choices: [{ index: 0, delta: {}, finish_reason: finish }] };
    response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`);
  };
}

async function result(scenario: Scenario, base: string, host: ReturnType<typeof createNodeHost>): Promise<object> {
  // What was a plain call there is one here.
  const plain = scenario.stream ? '' : '\n    supports_streaming false';
  const baml = scenario.baml.replaceAll('base_url "__BASE__"', `base_url "${base}"${plain}`);
  const prepared = prepareRun(runnableOf(baml, 'F'), { args: { a: 'x' } }, host);
  if (!prepared.ok) return { refused: prepared.problems.map(({ message }) => message) };
  const partials: Json[] = [];
  let value: Json | undefined;
  let attempts = 0;
  let client = prepared.plan.kind === 'live' ? prepared.plan.calls[0]!.client.name : '';
  let outcome: Outcome | undefined;
  for await (const step of executeRun(prepared.plan, host, new AbortController().signal)) {
    switch (step.type) {
      case 'attempt':
        attempts = step.attempt.number;
        client = step.attempt.client.name;
        value = undefined;
        break;
      case 'frames':
        for (const frame of step.frames) {
          value = foldChanges(value, frame.value);
          if (value !== undefined && value !== partials.at(-1)) partials.push(value);
        }
        break;
      case 'finished':
        outcome = step.outcome;
    }
  }
  return {
    ...outcomeFacts(outcome!, client, Math.max(attempts, 1)),
    ...(scenario.stream ? { partials: partials.filter((partial) => partial !== '') } : {}),
  };
}

function outcomeFacts(outcome: Outcome, client: string, attempts: number): object {
  if (outcome.kind === 'completed') return { value: outcome.value };
  if (outcome.kind !== 'failed') return { outcome: outcome.kind };
  const { error } = outcome;
  if (error.kind === 'validation') return { error: { why: 'validation' } };
  if (error.message.startsWith('Finish reason not allowed')) {
    return { error: { why: 'finish reason', finishReason: outcome.finishReason } };
  }
  if (/timed out|^Timeout/.test(error.message)) return { error: { why: 'timeout', client } };
  return { error: { why: 'no answer', status: error.status ?? 2, client, attempts } };
}

/** The same of the official runtime. Its errors of timeouts do not count attempts. */
function comparable({ value, error, partials }: Official): object {
  const shown = partials === undefined ? {} : { partials };
  if (!error) return { value, ...shown };
  switch (error.type) {
    case 'BamlValidationError':
      return { error: { why: 'validation' }, ...shown };
    case 'BamlClientFinishReasonError':
      return { error: { why: 'finish reason', finishReason: error.finish_reason }, ...shown };
    default:
      return error.type === 'BamlTimeoutError' || error.status_code === 408
        ? { error: { why: 'timeout', client: error.client_name }, ...shown }
        : {
            error: {
              why: 'no answer',
              status: error.status_code,
              client: error.client_name,
              attempts: error.attempts,
            },
            ...shown,
          };
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
