/** An answer to a function, played by the real engine as the events the panel gets. */
import type { Chunk, Recording, RunEvent } from '../../protocol/run';
import { recordingNamed } from '../examples/exampleRun';
import { outputOf } from '../runtime/stream/cases';
import { realRun } from './realRuns';

export interface PlayedAnswer {
  /** Declares a function `Run`. */
  readonly baml: string;
  readonly text: string;
  /** Characters of a chunk; 4 when it is not said. */
  readonly size?: number;
  /** Between two chunks, in milliseconds; 10 when it is not said. */
  readonly gapMs?: number;
  readonly end?: NonNullable<Recording['end']>['end'];
}

/** The first chunk comes after 300 ms; the answer ends 20 ms after the last one. */
export async function answerRun(
  { baml, text, size = 4, gapMs = 10, end = { kind: 'completed', finishReason: 'stop' } }: PlayedAnswer,
  run = 'r',
): Promise<readonly RunEvent[]> {
  const chunks: Chunk[] = [];
  for (let at = 0; at < text.length; at += size) {
    chunks.push({ t: 300 + chunks.length * gapMs, batch: chunks.length, text: text.slice(at, at + size) });
  }
  const { header } = recordingNamed('receipt');
  const recording: Recording = {
    header: { ...header, function: 'Run' },
    chunks,
    end: { t: (chunks.at(-1)?.t ?? 300) + 20, headersAt: 90, end },
  };
  return (await realRun(recording, outputOf(baml), run)).events;
}

/** The source of a function `Run`. */
export const returning = (returns: string, types: string): string =>
  `${types}\nfunction Run() -> ${returns} {\n  client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#\n}\n`;
