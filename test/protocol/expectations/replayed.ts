/** The timeline of a recording of the examples, read again by the product's own engine with the types it was made with. */
import type { RunEvent } from '../../../protocol/run';
import { EMPTY, foldAll, type Timeline } from '../../../protocol/timeline';
import { toEventBody } from '../../../server/src/lsp/runEvents';
import { createNodeHost } from '../../../server/src/lsp/nodeHost';
import { executeRun } from '../../../server/src/runtime/run';
import { planReplay, recordingNamed } from '../../examples/exampleRun';

export async function replayed(name: string): Promise<Timeline> {
  const events: RunEvent[] = [];
  const steps = executeRun(planReplay(recordingNamed(name)), createNodeHost(), new AbortController().signal);
  for await (const step of steps) {
    events.push({ run: name, seq: events.length, ...toEventBody(step, () => undefined) });
  }
  return foldAll(EMPTY, events);
}
