/** The calls of a run, one after the other: what each brings, and whether another one follows when it fails. */
import type { Arrival, CallArrival } from './arrivals';
import { attemptsOf, isSingleCall } from './attempts/strategy';
import { callArrivals } from './callArrivals';
import type { FailureKind, RunFailure } from './errors';
import type { RunHost } from './host';
import type { LivePlan, PlannedCall } from './plan';
import type { AttemptStart } from './recording';
import { MediaStore } from './request/mediaStore';
import { TOTAL_IS_OVER } from './transport/deadlines';

/**
 * Another attempt may mend these. An answer that came and does not fit, or is one that must not be used, is not among
 * them, as in the official runtime.
 */
const MENDABLE: readonly FailureKind[] = ['http', 'connection', 'protocol', 'provider', 'configuration'];

/** Timers of the platform count to 2^31 ms. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/**
 * Makes the calls of a plan until one succeeds. When `signal` aborts, what goes on is closed at once, and nothing follows.
 * Leaving the loop closes the connection too. Rejects only for a mistake of ours. Times count from the moment the first
 * request is sent.
 */
export async function* liveArrivals(
  plan: LivePlan,
  host: RunHost,
  signal: AbortSignal,
): AsyncGenerator<Arrival, void, void> {
  const isSingle = isSingleCall(plan.strategy);
  const began = host.now();
  let origin: number | undefined;
  const since = (): number => host.now() - (origin ?? began);
  const media = new MediaStore();
  const attempts = attemptsOf(plan.strategy, host);
  let attempt = attempts.next().value;
  for (let number = 1; attempt; number++) {
    const call = plan.calls[attempt.call]!;
    if (!isSingle) yield { kind: 'attempt', attempt: startOf(number, number === 1 ? 0 : since(), call, plan) };
    let end: Extract<CallArrival, { kind: 'end' }> | undefined;
    const frame = { secrets: plan.secrets, media, origin, until: attempt.until };
    for await (const step of callArrivals(call, frame, host, signal)) {
      if (step.kind === 'sent') origin ??= step.at;
      else if (step.kind === 'end') end = step;
      else yield step;
    }
    if (!end) throw new Error('a call did not say how it ended');
    origin ??= began;
    const failure = mendable(end);
    let next = failure && attempts.next().value;
    if (!failure || !next || signal.aborted) return yield end;

    const delayMs = Math.max(0, Math.min(attempt.delayAfter, next.until - host.now()));
    const { at: _place, ...error } = failure;
    yield { kind: 'attemptFailed', failed: { t: end.t, error, delayMs } };
    await wait(delayMs, host, signal);
    if (signal.aborted) return yield { kind: 'end', t: since(), ending: { kind: 'cancelled', closedAfter: 0 } };
    while (next && host.now() >= next.until) next = attempts.next().value;
    if (!next) return yield { kind: 'end', t: since(), ending: { kind: 'failed', error: overtime(call) } };
    attempt = next;
  }
}

function startOf(number: number, t: number, { client, prompt }: PlannedCall, { facts }: LivePlan): AttemptStart {
  return { number, t, client, ...(prompt.hash === facts.prompt.hash ? {} : { prompt: prompt.messages }) };
}

/** The failure, when another attempt may do better. */
function mendable({ ending }: Extract<CallArrival, { kind: 'end' }>): RunFailure | undefined {
  return ending.kind === 'failed' && !ending.answered && MENDABLE.includes(ending.error.kind)
    ? ending.error
    : undefined;
}

function overtime({ clientAt }: PlannedCall): RunFailure {
  return { kind: 'connection', message: TOTAL_IS_OVER, at: clientAt };
}

async function wait(ms: number, host: RunHost, signal: AbortSignal): Promise<void> {
  const until = host.now() + ms;
  for (let left = ms; left > 0 && !signal.aborted; left = until - host.now()) {
    await host.sleep(Math.min(left, LONGEST_SLEEP), signal);
  }
}
