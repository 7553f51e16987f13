/**
 * A run, from the plan to its outcome. Live calls and replays go through the same engine and tell the same steps.
 *
 *   request → provider's stream → chunks ─┐
 *                      recording → chunks ─┴→ engine → frames → final reading → outcome
 */
import type { Arrival } from './arrivals';
import type { RunFailure } from './errors';
import type { RunHost } from './host';
import { liveArrivals } from './liveArrivals';
import type { RunPlan } from './plan';
import { replayArrivals } from './replayArrivals';
import { typesHash } from './recordedSchema';
import type { RecordingHeader } from './recording';
import { maskSecrets } from './secrets';
import type { FinishedStep, Outcome, RunStep } from './step';
import { StallWatch, StopWatch, type StopRule } from './stopRules';
import { AnswerWatch, type AnswerEnd } from './stream/answerWatch';
import type { Chunk, Frame, Usage } from './stream/frame';

/** So long, in milliseconds, may work go on before timers and messages get a turn. */
const SLICE_MS = 8;

/**
 * Executes a plan: `started`, `headers`, `frames`…, `finished`, then ends. Never rejects. When `signal` aborts, the
 * connection is closed at once and the run ends as cancelled; everything received before is told. A consumer that stops
 * early closes the connection as well. A rule of the plan that is met ends it as a cancel does, right after the chunk that met it.
 */
export async function* executeRun(
  plan: RunPlan,
  host: RunHost,
  signal: AbortSignal,
): AsyncGenerator<RunStep, void, undefined> {
  yield started(plan, host);
  const pace = new Pace(host);
  let usage: Usage | undefined;
  let t = 0;
  const rules = plan.stop ?? [];
  const ending = new AbortController();
  let stopped: StopRule | undefined;
  const stop = (rule: StopRule): void => {
    if (!signal.aborted) stopped ??= rule;
    ending.abort();
  };
  const stalls = new StallWatch(rules, host, stop);
  try {
    let answer = new AnswerWatch(plan.output);
    let watch = new StopWatch(rules);
    const both = rules.length > 0 ? AbortSignal.any([signal, ending.signal]) : signal;
    const arrivals = plan.kind === 'live' ? liveArrivals(plan, host, both) : replayArrivals(plan, host, both);
    for await (const arrival of arrivals) {
      await pace.yieldWhenDue();
      switch (arrival.kind) {
        case 'headers':
          answer.headers(arrival.t);
          yield { type: 'headers', t: arrival.t, status: arrival.status };
          break;
        case 'attempt':
          t = arrival.attempt.t;
          // Nothing of an attempt that failed is part of the next one.
          if (arrival.attempt.number > 1) {
            answer = new AnswerWatch(plan.output);
            watch = new StopWatch(rules, watch);
            stalls.restart();
            usage = undefined;
          }
          yield { type: 'attempt', attempt: arrival.attempt };
          break;
        case 'attemptFailed':
          t = arrival.failed.t;
          yield { type: 'attemptFailed', failed: arrival.failed };
          break;
        case 'chunks':
          for (const chunk of arrival.chunks) if (chunk.usage) usage = { ...usage, ...chunk.usage };
          t = arrival.chunks.at(-1)?.t ?? t;
          if (stopped) break;
          stalls.arrived();
          yield* frames(answer, arrival.chunks, pace, (frame) => {
            const met = rules.length > 0 ? watch.take(frame) : undefined;
            if (met) stop(met);
            return met !== undefined;
          });
          break;
        case 'end':
          return yield stopped && arrival.ending.kind === 'cancelled'
            ? finished(answer, { ...arrival, ending: { ...arrival.ending, stopped } }, usage)
            : finished(answer, arrival, usage);
      }
    }
  } catch (error) {
    yield { type: 'finished', t, outcome: { kind: 'failed', error: internal(error, plan) }, fields: [] };
  } finally {
    stalls.end();
  }
}

/** Feeds chunks to the engine, until `isLast` says that no more are wanted; one step for each slice of time. */
async function* frames(
  answer: AnswerWatch,
  chunks: readonly Chunk[],
  pace: Pace,
  isLast: (frame: Frame) => boolean,
): AsyncGenerator<RunStep, void, undefined> {
  let ready: Frame[] = [];
  for (const chunk of chunks) {
    const frame = answer.feed(chunk);
    ready.push(frame);
    if (isLast(frame)) break;
    if (!pace.isDue()) continue;
    yield { type: 'frames', frames: ready };
    ready = [];
    await pace.yieldWhenDue();
  }
  if (ready.length) yield { type: 'frames', frames: ready };
}

/** Only a complete answer gets a final reading: the fields of another end as they are. */
function finished(
  answer: AnswerWatch,
  { t, ending }: Extract<Arrival, { kind: 'end' }>,
  usage: Usage | undefined,
): FinishedStep {
  const usageFact = usage ? { usage } : {};
  switch (ending.kind) {
    case 'cancelled':
      return { type: 'finished', t, outcome: ending, fields: [], ...told(answer.end(t, ending)) };
    case 'failed':
      return {
        type: 'finished',
        t,
        outcome: failedOutcome(ending, usageFact),
        fields: [],
        ...told(answer.end(t, ending)),
      };
    case 'complete': {
      const facts = {
        ...(ending.finishReason === undefined ? {} : { finishReason: ending.finishReason }),
        ...usageFact,
        ...(ending.warnings ? { warnings: ending.warnings } : {}),
      };
      const final = answer.finish();
      const outcome: Outcome =
        final.kind === 'value'
          ? { kind: 'completed', value: final.value, ...facts }
          : failedOutcome({ ...facts, error: invalid(final.message, ending.finishReason) }, usageFact);
      return { type: 'finished', t, outcome, fields: final.fields, ...told(answer.end(t, final)) };
    }
  }
}

function told({ sampled, checks }: AnswerEnd): Pick<FinishedStep, 'sampled' | 'checks'> {
  return { ...(sampled !== null && { sampled }), ...(checks.length > 0 && { checks }) };
}

function failedOutcome(
  { error, finishReason }: { readonly error: RunFailure; readonly finishReason?: string },
  usage: { readonly usage?: Usage },
): Outcome {
  return { kind: 'failed', error, ...(finishReason === undefined ? {} : { finishReason }), ...usage };
}

function invalid(message: string, finishReason: string | undefined): RunFailure {
  const hint = finishReason === undefined ? undefined : HINTS[finishReason.toLowerCase()];
  return {
    kind: 'validation',
    message: `The answer does not fit the return type: ${message}`,
    ...(hint ? { hint } : {}),
  };
}

const CUT_OFF = 'The answer was cut off by the token limit. Raise `max_tokens`, or ask for less.';
const FILTERED = 'The provider’s content filter cut the answer off.';
const TOOL_CALL = 'The model called a tool instead of answering. Remove `tools` from the client’s options.';

/** By finish reason, in lower case, as the providers call it. */
const HINTS: Readonly<Record<string, string>> = {
  length: CUT_OFF,
  max_tokens: CUT_OFF,
  max_output_tokens: CUT_OFF,
  content_filter: FILTERED,
  content_filtered: FILTERED,
  guardrail_intervened: FILTERED,
  safety: FILTERED,
  prohibited_content: FILTERED,
  refusal: 'The model refused to go on.',
  tool_calls: TOOL_CALL,
  tool_use: TOOL_CALL,
};

function internal(error: unknown, plan: RunPlan): RunFailure {
  const said = error instanceof Error ? error.message : String(error);
  const reason = plan.kind === 'live' ? maskSecrets(said, plan.secrets) : said;
  return { kind: 'internal', message: `BAML Live made a mistake: ${reason}` };
}

/** Gives the event loop a turn when work has gone on long enough. */
class Pace {
  private last: number;

  constructor(private readonly host: RunHost) {
    this.last = host.now();
  }

  isDue(): boolean {
    return this.host.now() - this.last >= SLICE_MS;
  }

  async yieldWhenDue(): Promise<void> {
    if (!this.isDue()) return;
    await this.host.turn();
    this.last = this.host.now();
  }
}

/** The first step: what is run, how, and when. */
function started(plan: RunPlan, host: RunHost): RunStep {
  const at = plan.at ? { at: plan.at } : {};
  if (plan.kind === 'replay') {
    const { recording, speed, schemaFrom, simulated } = plan;
    const source = simulated ? 'simulated' : 'replay';
    const types = typesHash(plan.output);
    return { type: 'started', header: recording.header, source, speed, schemaFrom, types, ...at };
  }
  const header: RecordingHeader = { ...plan.facts, startedAt: host.wallClock() };
  return { type: 'started', header, source: 'live', speed: 1, schemaFrom: 'project', types: header.schema.hash, ...at };
}
