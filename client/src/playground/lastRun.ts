/** The figures of the last run of each function, as the editor shows them beside the code. */
import { droppedIn } from '../../../protocol/dropped';
import { l10n } from '../../../protocol/l10n';
import { metrics } from '../../../protocol/metrics';
import { ruleName } from '../../../protocol/outcomeWords';
import { completedAt } from '../../../protocol/rowState';
import type { RunEvent, SourceLocation } from '../../../protocol/run';
import { EMPTY, foldAll, type Timeline } from '../../../protocol/timeline';
import { formatMs } from '../../../protocol/words';

/** What a line of code is told about. Times are milliseconds since the request was sent. */
export interface FieldFigures {
  readonly at: SourceLocation;
  readonly first: number | null;
  readonly complete: number | null;
  /** How many rows of the answer this line declares. */
  readonly rows: number;
}

export interface RunFigures {
  readonly function: string;
  readonly at: SourceLocation | null;
  /** `first field 418 ms · 3 holds`. */
  readonly title: string;
  /** What was received before was read again, perhaps by other types: nothing was run. */
  readonly isReplay: boolean;
  readonly fields: readonly FieldFigures[];
}

/** Null for a run that says nothing: refused, or ended before anything came. */
export function runFigures(events: readonly RunEvent[]): RunFigures | null {
  const timeline = foldAll(EMPTY, events);
  const { started, finished } = timeline;
  if (!started || !finished || timeline.frames.length === 0) return null;
  const { firstField, holds, retractions } = metrics(timeline);
  const dropped = droppedIn(timeline);
  const parts = [
    firstField ? l10n.t('first field {0}', formatMs(firstField.t)) : l10n.t('no field was visible'),
    holds.count === 1 ? l10n.t('1 hold') : l10n.t('{0} holds', holds.count),
    ...(finished.outcome.kind === 'cancelled' && finished.outcome.stopped
      ? [l10n.t('stopped by rule: {0}', ruleName(finished.outcome.stopped))]
      : []),
    ...(dropped > 0 ? [l10n.t('{0} dropped', dropped)] : []),
    ...(retractions > 0 ? [l10n.t('{0} taken back', retractions)] : []),
  ];
  return {
    function: started.header.function,
    at: started.at ?? null,
    title: parts.join(' · '),
    isReplay: started.source === 'replay',
    fields: fieldFigures(timeline),
  };
}

/** Whether figures take the place of those that are known of the same function. A replay never does that of a run. */
export function takesPlace(next: RunFigures, known: RunFigures | undefined): boolean {
  return !next.isReplay || (known?.isReplay ?? true);
}

/** One entry for each place that declares a field: of several rows the one that was visible first. */
function fieldFigures(timeline: Timeline): readonly FieldFigures[] {
  const found = new Map<string, FieldFigures>();
  for (const row of timeline.rows) {
    const at = row?.decl.at;
    if (!row || !at || typeof row.decl.key !== 'string') continue;
    const key = `${at.uri} ${at.line} ${at.character}`;
    const before = found.get(key);
    const first = row.firstVisible?.t ?? null;
    const complete = completedAt(timeline, row)?.t ?? null;
    const rows = (before?.rows ?? 0) + 1;
    const isEarlier = before === undefined || (first !== null && (before.first === null || first < before.first));
    found.set(key, isEarlier ? { at, first, complete, rows } : { ...before, rows });
  }
  return [...found.values()];
}

/** `⟵ 0.42 s · ✓ 0.61 s`, of several rows the first, with their number. */
export function inlayText({ first, complete, rows }: FieldFigures): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  if (first === null) return l10n.t('⟵ never visible');
  return `⟵ ${seconds(first)}${complete === null ? '' : ` · ✓ ${seconds(complete)}`}${rows > 1 ? ` ${l10n.t('(first of {0})', rows)}` : ''}`;
}
