/** One run of a `test` block, judged: what the Test Explorer shows of it. Knows no editor. */
import { recordingFromEvents } from '../../../protocol/recording';
import type { Recording, RunEvent, RunParams, RunSource, SourceLocation } from '../../../protocol/run';
import {
  wanted,
  whyNot,
  type ConstraintVerdict,
  type JudgeTestParams,
  type JudgeTestResult,
} from '../../../protocol/testing';
import type { FunctionInfo, TestInfo } from '../../../protocol/functions';
import { ActiveRun, type RunServer } from '../playground/activeRun';

/** Who runs and judges: the language server. */
export interface TestServer extends RunServer {
  judgeTest(params: JudgeTestParams): Promise<JudgeTestResult>;
}

export interface TestFailure {
  readonly message: string;
  readonly at?: SourceLocation;
  readonly expected?: string;
  readonly actual?: string;
}

export interface TestOutcome {
  /** `errored`: there was no value to judge. */
  readonly state: 'passed' | 'failed' | 'errored' | 'cancelled';
  readonly failures: readonly TestFailure[];
  readonly durationMs: number;
  /** What the model said. */
  readonly text: string;
  readonly recording: Recording | null;
}

export interface TestRun {
  /** Of the run. */
  readonly id: string;
  readonly function: FunctionInfo;
  readonly test: TestInfo;
  readonly source: RunSource;
}

/** Never rejects: what goes wrong is an outcome. */
export async function runTest(
  server: TestServer,
  { id, function: called, test, source }: TestRun,
  signal: AbortSignal,
): Promise<TestOutcome> {
  const { uri } = test.at;
  const params: RunParams = { run: id, function: called.name, uri, args: test.args, test: test.name, source };
  const run = new ActiveRun(params, server, () => undefined);
  const cancel = (): void => run.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  await run.ended;
  signal.removeEventListener('abort', cancel);
  return judged(server, params, test, run.events);
}

async function judged(
  server: TestServer,
  params: RunParams,
  test: TestInfo,
  events: readonly RunEvent[],
): Promise<TestOutcome> {
  const finished = events.at(-1);
  if (finished?.type !== 'finished') throw new Error('a run that has ended has no end');
  const { outcome, t: durationMs } = finished;
  const facts = { durationMs, text: textOf(events), recording: recordingFromEvents(events) };
  const errored = (message: string, at?: SourceLocation): TestOutcome => ({
    ...facts,
    state: 'errored',
    failures: [{ message, at: at ?? test.at }],
  });
  switch (outcome.kind) {
    case 'cancelled':
      return { ...facts, state: 'cancelled', failures: [] };
    case 'refused':
      return errored(outcome.problems.map(({ message }) => message).join('\n'), outcome.problems[0]?.at);
    case 'failed': {
      const { message, hint, at } = outcome.error;
      return errored([message, hint].filter(Boolean).join('\n'), at);
    }
    case 'completed':
  }
  const { uri, function: name } = params;
  const asked = { uri, function: name, test: test.name, value: outcome.value, latencyMs: durationMs };
  const verdict = await server.judgeTest(asked).catch((error: unknown) => String(error));
  if (typeof verdict === 'string') return errored(verdict);
  const failures = verdict?.constraints.flatMap((one) => failureOf(one, test)) ?? [];
  return { ...facts, state: failures.length ? 'failed' : 'passed', failures };
}

function failureOf(verdict: ConstraintVerdict, test: TestInfo): TestFailure[] {
  if (verdict.status === 'not reached') return [];
  const message = whyNot(verdict);
  if (message === undefined) return [];
  const { compared, at = test.at } = verdict;
  return [
    {
      message,
      at,
      ...(compared && { expected: wanted(compared), actual: compared.actual }),
    },
  ];
}

function textOf(events: readonly RunEvent[]): string {
  let text = '';
  for (const event of events) {
    if (event.type === 'attempt') text = '';
    if (event.type === 'frames') for (const { chunk } of event.frames) text += chunk.text;
  }
  return text;
}
