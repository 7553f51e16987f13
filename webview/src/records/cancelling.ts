/** Cancelling several runs: one or all, and what a second press means. No DOM. */
import type { FromViewRecords } from '../../../protocol/records';
import type { ManyState, RecordsChange } from './state';

/** Runs that go on: of one lane, or of all. */
export function goingRuns({ batch }: ManyState, run: string | null = null): readonly string[] {
  const lanes = batch?.lanes ?? [];
  return lanes.flatMap((lane) => (!lane.timeline.finished && (run === null || lane.run === run) ? [lane.run] : []));
}

/** Whether everything that goes on was cancelled already: the next time it is forced. */
export function isStopping(many: ManyState, run: string | null = null): boolean {
  const going = goingRuns(many, run);
  return going.length > 0 && going.every((one) => many.stopping.includes(one));
}

/** Cancels one run or all of them; what was cancelled before and lingers is ended here and now. */
export function cancelling(
  many: ManyState,
  run: string | null,
): readonly [message: FromViewRecords, change: RecordsChange] {
  const force = isStopping(many, run);
  const stopping = [...new Set([...many.stopping, ...goingRuns(many, run)])];
  return [
    { type: 'cancelMany', run, ...(force && { force: true as const }) },
    { kind: 'many', stopping },
  ];
}
