/** Plans a run without a model: an example answer for the return type, played as a stream. No key, no network. */
import type { Json } from '../ir/json';
import type { Runnable } from '../ir/functions';
import { frozenCopy } from './frozen';
import { fingerprint } from './hash';
import type { PreparedRun, RunInputs } from './plan';
import { recordedSchema } from './recordedSchema';
import type { Recording } from './recording';
import { exampleAnswer } from './simulate/exampleAnswer';
import { broughtText } from './simulate/broughtText';
import { playedChunks, timed, type Playing } from './simulate/playedChunks';
import type { OutputType } from './stream/engine';

/**
 * `startedAt` is the time of day, ISO 8601. The same seed gives the same answer for the same type. Never throws; the
 * arguments do not matter, since nobody is asked.
 */
export function prepareSimulation(
  { function: called, schema }: Runnable,
  { args, test, stop }: Pick<RunInputs, 'args' | 'test' | 'stop'>,
  playing: Playing,
  startedAt: string,
  /** An answer somebody brings, or a provider's raw event stream; by default an example is made up. */
  text?: string,
): PreparedRun {
  const output = frozenCopy<OutputType>({ returns: called.returns, schema });
  const brought = text === undefined ? undefined : broughtText(text);
  const chunks = brought?.format
    ? timed(brought.pieces, playing)
    : playedChunks(text ?? exampleAnswer(output, playing.seed), playing);
  const recording: Recording = {
    header: {
      format: 'bamlrun/1',
      function: called.name,
      args: args as Readonly<Record<string, Json>>,
      ...(test === undefined ? {} : { test }),
      client: brought
        ? { name: 'Brought text', provider: brought.format ?? 'text' }
        : { name: 'Simulated', provider: 'simulated' },
      prompt: { messages: [], hash: fingerprint('[]') },
      schema: recordedSchema(output),
      startedAt,
      clock: { unit: 'ms', origin: 'request sent' },
      redactions: [],
    },
    chunks: chunks.map(({ t, text }, batch) => ({ t, batch, text })),
    end: {
      t: chunks.at(-1)?.t ?? playing.wait,
      headersAt: playing.wait / 2,
      end: { kind: 'completed', finishReason: 'stop' },
    },
  };
  return {
    ok: true,
    plan: Object.freeze({
      kind: 'replay',
      simulated: true,
      recording,
      speed: 1,
      schemaFrom: 'project',
      output,
      ...(stop?.length ? { stop } : {}),
      at: called.source,
    }),
  };
}
