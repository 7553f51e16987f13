/** What a screen reader is told while a run goes on: milestones, never single tokens. */
import type { Announcements } from '../../protocol/records';
import { problems } from '../../protocol/problems';
import { ruleName } from '../../protocol/outcomeWords';
import { count, formatMs, nameOf, oneLine } from '../../protocol/words';
import { metrics, stalls } from '../../protocol/metrics';
import { EMPTY, lastTime, rowOf, type Row, type Timeline } from '../../protocol/timeline';

const STARTED = { live: 'Run', replay: 'Replay', simulated: 'Simulated run' } as const;

/** Sentences about what happened between two timelines of one run; of all fields, or of those at the top. */
export function milestones(before: Timeline, after: Timeline, level: Announcements = 'milestones'): readonly string[] {
  if (level === 'off' || after.run === null || before === after) return [];
  const sameRun = before.run === after.run;
  const same = sameRun && (before.attempt?.number ?? 1) === (after.attempt?.number ?? 1);
  const said: string[] = [];
  for (let i = sameRun ? before.failedAttempts.length : 0; i < after.failedAttempts.length; i++) {
    const { attempt, failed } = after.failedAttempts.items[i]!;
    said.push(`Attempt ${attempt.number} failed: ${failed.error.message}`);
  }
  if (!sameRun && !after.finished) said.push(`${STARTED[after.started?.source ?? 'live']} started.`);
  if (after.frames.length > 0 && !(same && before.frames.length > 0))
    said.push(`First text after ${formatMs(after.frames.items[0]!.frame.chunk.t)}.`);
  said.push(...completions(same ? before : EMPTY, after, level));
  // The shorter one first: gaps are counted on from there.
  const pausedBefore = same ? stalls(before).length : 0;
  if (stalls(after).length > pausedBefore) said.push('Stall.');
  if (after.retractions.length > (same ? before.retractions.length : 0)) said.push('A visible value was retracted.');
  if (after.finished && !(sameRun && before.finished)) said.push(ending(after));
  return said;
}

function completions(before: Timeline, after: Timeline, level: Announcements): string[] {
  const said: string[] = [];
  const look = (row: Row | undefined): void => {
    if (!row) return;
    const was = rowOf(before, row.id);
    // What nobody touched is the same object.
    if (was === row) return;
    const isLeaf = row.children.length === 0;
    if (row.complete && !was?.complete) said.push(`${nameOf(after, row)} complete at ${formatMs(row.complete.t)}.`);
    else if (level === 'all' && isLeaf && row.visible && !was?.visible) said.push(`${nameOf(after, row)} visible.`);
  };
  if (level === 'all') for (const row of after.rows) look(row);
  else {
    const top = after.root === null ? undefined : rowOf(after, after.root)?.children;
    for (let i = 0; top && i < top.length; i++) look(rowOf(after, top.items[i]!));
  }
  return said;
}

/** Sentences as one announcement: of very many the first and the last are said, the others counted. */
export function announcement(said: readonly string[]): string {
  const [head, tail] = [2, 4];
  if (said.length <= head + tail + 1) return said.join(' ');
  return [...said.slice(0, head), `${said.length - head - tail} more.`, ...said.slice(-tail)].join(' ');
}

function ending(timeline: Timeline): string {
  const outcome = timeline.finished!.outcome;
  const m = metrics(timeline);
  const at = formatMs(lastTime(timeline));
  switch (outcome.kind) {
    case 'completed':
      return `Completed at ${at}, ${m.snapshots} snapshots, ${count(problems(timeline, m.total ?? 0).filter(({ minor }) => !minor).length, 'problem')}.`;
    case 'cancelled':
      return `${outcome.stopped ? `Stopped by rule, ${ruleName(outcome.stopped)},` : 'Cancelled'} at ${at} after ${m.chars} characters.`;
    case 'failed':
      return `Failed: ${oneLine(outcome.error.message)}`;
    case 'refused':
      return `Not run: ${outcome.problems[0]?.message ?? 'the function cannot be run'}`;
  }
}
