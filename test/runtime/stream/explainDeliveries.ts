/** What a program that called `b.stream` was handed of a recorded answer, as lines for `npm run explain`. */
import type { Recording } from '../../../protocol/run';
import {
  deliveries,
  SAMPLING_MS,
  type Delivery,
  type TimedAnswer,
} from '../../../server/src/runtime/stream/deliveries';
import type { OutputType } from '../../../server/src/runtime/stream/engine';

export function* deliveryLines(output: OutputType, recording: Recording): Generator<string> {
  const answer = timed(recording);
  const all = [...deliveries(output, answer)];
  yield `delivered by b.stream: ${all.length} events for ${answer.chunks.length} chunks, sampled every ${SAMPLING_MS} ms`;
  for (const one of all) yield line(one);
}

/** The answer with its times; how a recording that was cut short ended is not known, so it ends as a lost connection does. */
function timed({ chunks, end }: Recording): TimedAnswer {
  const t = end?.t ?? chunks.at(-1)?.t ?? 0;
  const headersAt = end?.headersAt === undefined ? {} : { headersAt: end.headersAt };
  return { ...headersAt, chunks, end: { t, how: endingOf(end) } };
}

function endingOf(end: Recording['end']): TimedAnswer['end']['how'] {
  if (!end) return { kind: 'failed', message: 'the recording was cut short' };
  if (end.end.kind === 'cancelled') return { kind: 'cancelled' };
  if (end.end.kind === 'completed' || end.end.error.kind === 'validation') return { kind: 'complete' };
  return { kind: 'failed', message: end.end.error.message };
}

function line(one: Delivery): string {
  const what = one.kind === 'error' ? `throws ${one.message}` : `${one.kind} ${JSON.stringify(one.value)}`;
  // Values grow at their end.
  const short = what.length > 160 ? `${what.slice(0, 40)} … ${what.slice(-110)}` : what;
  return `${String(one.length).padStart(7)} ${one.t.toFixed(0).padStart(7)} ms  ${short.replaceAll('\n', '⏎')}`;
}
