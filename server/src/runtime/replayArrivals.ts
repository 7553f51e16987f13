/** A recording played again: the same chunks, at the recorded times divided by the speed, and the same end. */
import type { Arrival, Ending } from './arrivals';
import type { RunHost } from './host';
import type { ReplayPlan } from './plan';
import type { RecordingEnd } from './recording';
import type { Chunk } from './stream/frame';

/** Timers of the platform count to 2^31 ms. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/** Times stay those of the recording, whatever the speed. A cancel ends it where it is. */
export async function* replayArrivals(
  { recording, speed }: ReplayPlan,
  host: RunHost,
  signal: AbortSignal,
): AsyncGenerator<Arrival, void, void> {
  const begun = host.now();
  const { failedAttempts = [], attempt, chunks, end } = recording;
  let reached = 0;

  /** Waits until the recording's time `t` has come; false when cancelled. */
  const waitUntil = async (t: number): Promise<boolean> => {
    for (;;) {
      const left = speed > 0 ? begun + t / speed - host.now() : 0;
      if (left <= 0 || signal.aborted) break;
      await host.sleep(Math.min(left, LONGEST_SLEEP), signal);
    }
    if (signal.aborted) {
      if (speed > 0) reached = Math.min(Math.max(reached, (host.now() - begun) * speed), t);
      return false;
    }
    reached = t;
    return true;
  };
  const cancelled = (): Arrival => ({ kind: 'end', t: reached, ending: { kind: 'cancelled' } });

  for (const arrival of recorded()) {
    if (!(await waitUntil(timeOf(arrival)))) return yield cancelled();
    yield arrival;
  }

  /** Everything that arrived, in order. */
  function* recorded(): Generator<Arrival> {
    for (const { attempt: failing, headersAt, chunks: abandoned, failed } of failedAttempts) {
      yield { kind: 'attempt', attempt: failing };
      if (headersAt !== undefined) yield { kind: 'headers', t: headersAt, status: failed.error.status ?? 200 };
      for (const batch of batches(abandoned)) yield { kind: 'chunks', chunks: batch };
      yield { kind: 'attemptFailed', failed };
    }
    if (attempt) yield { kind: 'attempt', attempt };
    if (end?.headersAt !== undefined) yield { kind: 'headers', t: end.headersAt, status: statusOf(end) };
    for (const batch of batches(chunks)) yield { kind: 'chunks', chunks: batch };
    const last = end?.t ?? chunks.at(-1)?.t ?? attempt?.t ?? failedAttempts.at(-1)?.failed.t ?? 0;
    yield { kind: 'end', t: last, ending: endingOf(end) };
  }
}

function timeOf(arrival: Arrival): number {
  switch (arrival.kind) {
    case 'attempt':
      return arrival.attempt.t;
    case 'attemptFailed':
      return arrival.failed.t;
    case 'chunks':
      return arrival.chunks[0]?.t ?? 0;
    case 'headers':
    case 'end':
      return arrival.t;
  }
}

/** A cancel is heard between two of these: a recording may say that all of it arrived at once. */
const MOST_TOGETHER = 256;

/** Neighbours of one batch; they arrived together and are played together. */
function* batches(chunks: readonly Chunk[]): Generator<readonly Chunk[]> {
  for (let from = 0; from < chunks.length;) {
    let to = from + 1;
    while (to < chunks.length && to - from < MOST_TOGETHER && chunks[to]!.batch === chunks[from]!.batch) to++;
    yield chunks.slice(from, to);
    from = to;
  }
}

function endingOf(end: RecordingEnd | undefined): Ending {
  if (!end) {
    return {
      kind: 'failed',
      error: {
        kind: 'protocol',
        message: 'The recording was cut short: it ends here, without saying how the run ended.',
      },
    };
  }
  switch (end.end.kind) {
    case 'completed':
      return {
        kind: 'complete',
        ...(end.end.finishReason === undefined ? {} : { finishReason: end.end.finishReason }),
        ...(end.end.warnings ? { warnings: end.end.warnings } : {}),
      };
    case 'cancelled':
      return { kind: 'cancelled', ...(end.end.stopped && { stopped: end.end.stopped }) };
    case 'failed': {
      // Whether a whole answer fits is judged again, by the types as they are now.
      if (end.end.error.kind === 'validation') return { kind: 'complete' };
      const { kind, message, hint, status, url, body } = end.end.error;
      return { kind: 'failed', error: { kind, message, hint, status, url, body } };
    }
  }
}

/** Recordings keep the status of a failure only; everything else was answered with 200. */
function statusOf(end: RecordingEnd): number {
  return (end.end.kind === 'failed' ? end.end.error.status : undefined) ?? 200;
}
