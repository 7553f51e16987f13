/** The timeline of an example's recording, read by the real engine. */
import { EMPTY, foldAll, type Row, type Timeline } from '../../protocol/timeline';
import { recordingNamed } from '../examples/exampleRun';
import { realRun } from '../support/realRuns';

export async function realTimeline(name: string): Promise<Timeline> {
  return foldAll(EMPTY, (await realRun(recordingNamed(name))).events);
}

/** The first row with this key. */
export function rowWith(timeline: Timeline, key: string | number): Row {
  for (const row of timeline.rows) if (row?.decl.key === key) return row;
  throw new Error(`no row ${key}`);
}
