/** One call to a provider, from the request to the end of its answer. */
import { Answer } from './answer';
import type { CallArrival, Ending } from './arrivals';
import { FailedRun, type RunFailure } from './errors';
import type { RunHost } from './host';
import type { PlannedCall } from './plan';
import { answerFormat } from './providers/answerFormats';
import { completeRequest, type Completed } from './request/completeRequest';
import type { MediaStore } from './request/mediaStore';
import { maskSecrets, publicUrl, secretForms } from './secrets';
import { connectionFailure } from './transport/connectionFailure';
import { Connection } from './transport/connection';
import { Deadlines, type Timeouts } from './transport/deadlines';
import { send } from './transport/http';
import { readBody } from './transport/reads';

/** Tells when the request is sent, then what arrives. */
export type CallStep = CallArrival | { readonly kind: 'sent'; readonly at: number };

/** What a call has to know of the run it belongs to. */
export interface CallFrame {
  /** Values that nobody may see, longest first. */
  readonly secrets: readonly string[];
  /** The moment, of `host.now()`, that times count from; absent: the moment this request is sent. */
  readonly origin: number | undefined;
  /** The media of the run. */
  readonly media: MediaStore;
  /** The moment at which the call has to be over; Infinity when there is none. */
  readonly until: number;
}

/**
 * Completes the request, sends it and gives what arrives. When `signal` aborts, the connection is closed at once, whoever
 * is waiting for what; what had been read is still given. Leaving the loop closes the connection too. Rejects only for a
 * mistake of ours.
 */
export async function* callArrivals(
  call: PlannedCall,
  frame: CallFrame,
  host: RunHost,
  signal: AbortSignal,
): AsyncGenerator<CallStep, void, void> {
  let completed: Completed;
  const began = frame.origin ?? host.now();
  try {
    completed = await completeRequest(call.request, host, signal, frame.media, frame.until);
  } catch (error) {
    const t = host.now() - began;
    if (signal.aborted) yield { kind: 'end', t, ending: { kind: 'cancelled', closedAfter: 0 } };
    else if (error instanceof FailedRun) {
      const failure = discreet({ ...error.failure, at: call.clientAt }, frame.secrets);
      yield { kind: 'end', t, ending: { kind: 'failed', error: failure } };
    } else throw error;
    return;
  }
  const sent = host.now();
  yield { kind: 'sent', at: sent };
  yield* answerArrivals(call, completed, { ...frame, origin: frame.origin ?? sent }, host, signal);
}

async function* answerArrivals(
  call: PlannedCall,
  { request, secrets: made }: Completed,
  frame: CallFrame & { readonly origin: number },
  host: RunHost,
  signal: AbortSignal,
): AsyncGenerator<CallArrival, void, void> {
  const { reading } = call;
  const { origin } = frame;
  // Without somebody who tells of connections, every one would be too late.
  const timeouts: Timeouts = host.watchConnection ? (reading.timeouts ?? {}) : { ...reading.timeouts, connect: 0 };
  const secrets = made.length ? [...secretForms(made), ...frame.secrets] : frame.secrets;
  const answer = new Answer({ ...reading, format: answerFormat(reading.format), secrets });
  const connection = new Connection(signal, host);
  const deadlines = new Deadlines(timeouts, frame.until, host, connection.close);
  const since = (): number => host.now() - origin;
  let headers: Extract<CallArrival, { kind: 'headers' }> | undefined;

  try {
    const response = await send(request, { keyVariables: reading.keyVariables, secrets }, host, connection.signal, {
      connected: () => deadlines.connected(),
      headers: (status) => {
        headers = { kind: 'headers', t: since(), status };
        deadlines.activity();
      },
      broken: connection.noteBroken,
    });
    if (headers) yield headers;
    headers = undefined;
    let t = since();
    let batch = 0;
    const arrivalTime = (): number => {
      deadlines.activity();
      return host.now();
    };
    for await (const read of reads(response.body, request.url, arrivalTime, connection.noteBroken)) {
      t = read.at - origin;
      const chunks = answer.read(read.bytes, t, batch++);
      if (chunks.length) deadlines.firstToken();
      yield { kind: 'chunks', chunks };
      if (answer.done || answer.failure) break;
    }
    if (!answer.done && !answer.failure) t = since();
    yield { kind: 'chunks', chunks: answer.end(t) };
    if (answer.failure) throw new FailedRun(answer.failure);
    const warnings = answer.warnings.length ? { warnings: answer.warnings } : {};
    yield { kind: 'end', t, ending: { kind: 'complete', ...finishOf(answer, secrets), ...warnings } };
  } catch (error) {
    const t = since();
    if (headers) yield headers;
    yield { kind: 'chunks', chunks: answer.cut(t) };
    if (signal.aborted) {
      yield { kind: 'end', t, ending: { kind: 'cancelled', closedAfter: connection.closedAfter() } };
    } else if (error instanceof FailedRun || deadlines.expired !== undefined) {
      const failure = deadlines.expired === undefined ? (error as FailedRun).failure : timedOut(deadlines.expired);
      yield {
        kind: 'end',
        t,
        ending: {
          kind: 'failed',
          error: discreet({ ...failure, url: request.url, at: call.clientAt }, secrets),
          ...finishOf(answer, secrets),
          ...(answer.isJudged ? { answered: true } : {}),
        },
      };
    } else {
      throw error;
    }
  } finally {
    deadlines.stop();
    connection.close();
  }
}

/** The body's reads; a body that breaks off becomes a FailedRun. */
async function* reads(
  body: ReadableStream<Uint8Array> | null,
  url: string,
  now: () => number,
  onBroken: () => void,
): ReturnType<typeof readBody> {
  if (!body) return;
  try {
    yield* readBody(body, now, onBroken);
  } catch (error) {
    throw new FailedRun(connectionFailure(error, url, true));
  }
}

function timedOut(message: string): RunFailure {
  return { kind: 'connection', message, hint: 'The limit is set in the client’s `http` option, or in the settings.' };
}

function finishOf(
  { finishReason }: Answer,
  secrets: readonly string[],
): Pick<Extract<Ending, { kind: 'complete' }>, 'finishReason'> {
  return finishReason === undefined ? {} : { finishReason: maskSecrets(finishReason, secrets) };
}

/** A failure without secrets, and with a URL that may be shown. */
function discreet(failure: RunFailure, secrets: readonly string[]): RunFailure {
  return {
    ...failure,
    message: maskSecrets(failure.message, secrets),
    ...(failure.hint === undefined ? {} : { hint: maskSecrets(failure.hint, secrets) }),
    ...(failure.body === undefined ? {} : { body: maskSecrets(failure.body, secrets) }),
    ...(failure.url === undefined ? {} : { url: publicUrl(failure.url, secrets) }),
  };
}
