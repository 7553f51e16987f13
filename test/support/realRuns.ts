/** Recordings of the example project played by the real engine, as the events the panel gets. */
import type { Recording, RunEvent, SourceLocation } from '../../protocol/run';
import { toEventBody } from '../../server/src/lsp/runEvents';
import { createNodeHost } from '../../server/src/lsp/nodeHost';
import type { OutputType } from '../../server/src/runtime/stream/engine';
import type { TimedAnswer } from '../../server/src/runtime/stream/deliveries';
import { prepareReplay } from '../../server/src/runtime/prepareReplay';
import { executeRun } from '../../server/src/runtime/run';
import type { RunPlan } from '../../server/src/runtime/plan';

export interface RealRun {
  readonly events: readonly RunEvent[];
  readonly output: OutputType;
}

/** The events of a replay at once; by the recording's own types unless others are given. */
export async function realRun(recording: Recording, output?: OutputType, run = 'r'): Promise<RealRun> {
  const prepared = prepareReplay(recording, output ? { output } : null, 0);
  if (!prepared.ok) throw new Error(prepared.problems.map(({ message }) => message).join('\n'));
  return { events: await eventsOf(prepared.plan, run), output: prepared.plan.output };
}

async function eventsOf(plan: RunPlan, run: string): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const locate = ({ uri, start, end }: { uri: string; start: number; end: number }): SourceLocation => ({
    uri,
    line: 0,
    character: start,
    endLine: 0,
    endCharacter: end,
  });
  for await (const step of executeRun(plan, createNodeHost(), new AbortController().signal)) {
    events.push({ ...toEventBody(step, locate), run, seq: events.length });
  }
  return events;
}

/** The recording's answer as the official stream would have got it. */
export function timedAnswer({ chunks, end }: Recording): TimedAnswer {
  const how = end?.end.kind === 'failed' ? { kind: 'failed' as const, message: end.end.error.message } : undefined;
  return {
    ...(end?.headersAt !== undefined && { headersAt: end.headersAt }),
    chunks,
    end: {
      t: end?.t ?? chunks.at(-1)?.t ?? 0,
      how: how ?? (end?.end.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'complete' }),
    },
  };
}
