/** A run's figures and field times as JSON, for scripts. Times in milliseconds since the request was sent. */
import { metrics } from '../metrics';
import type { QuirkNote } from '../insight';
import { lastTime, rowOf, type Timeline } from '../timeline';
import { toJson } from '../value';
import { holdReason, nameOf, plain } from '../words';
import { fieldFacts, pathText } from './fieldFacts';
import { lastValueOf, phasesOf } from './runReport';

export function summaryJson(
  timeline: Timeline,
  now = lastTime(timeline),
  quirks: readonly QuirkNote[] | null = null,
): string {
  const { started, finished } = timeline;
  const { stalls, holds, retractions, tokens, ttft, total, chars, chunks, snapshots, noOps } = metrics(timeline, now);
  const header = started?.header;
  const summary = {
    format: 'baml-live-summary/1',
    function: header?.function ?? null,
    test: header?.test ?? null,
    client: header?.client ?? null,
    arguments: header?.args ?? null,
    startedAt: header?.startedAt ?? null,
    source: started?.source ?? null,
    schemaFrom: started?.schemaFrom ?? null,
    promptHash: header?.prompt.hash ?? null,
    schemaHash: header?.schema.hash ?? null,
    redactions: header?.redactions ?? [],
    outcome: finished?.outcome.kind ?? null,
    /** The rule that ended it; null when none did. */
    stopped: (finished?.outcome.kind === 'cancelled' && finished.outcome.stopped) || null,
    error: finished?.outcome.kind === 'failed' ? finished.outcome.error.message : null,
    figures: { ttft, total, chars, chunks, reads: timeline.reads.length, snapshots, noOps, holds, retractions, tokens },
    phases: phasesOf(timeline, now),
    stalls,
    fields: fieldFacts(timeline, now).map((field) => ({
      path: field.path,
      name: pathText(field),
      type: field.type,
      attributes: field.attributes,
      declaredAt: field.at,
      state: field.state,
      refused: field.refused,
      dropped: field.leftOut,
      items: field.items,
      itemsDropped: field.dropped,
      firstText: field.firstText,
      lastText: field.lastText,
      firstVisible: field.firstVisible,
      complete: field.complete,
      holds: field.holds.map(({ hold, from, to, ms, chars: held, silentMs, inner, at }) => ({
        cause: hold.cause,
        reason: plain(holdReason(hold)),
        waitsFor: hold.waitsFor ?? null,
        at,
        from,
        to,
        ms,
        chars: held,
        silentMs,
        inner,
      })),
      retractions: field.retractions.map(({ t, before, after }) => ({
        t,
        before: toJson(before),
        after: after === undefined ? null : toJson(after),
      })),
    })),
    checks: timeline.checks.items.slice(0, timeline.checks.length).map(({ row, ...check }) => {
      const of = rowOf(timeline, row);
      return { field: of ? nameOf(timeline, of) : null, ...check };
    }),
    /** Null when they are not known. */
    quirks,
    value: lastValueOf(timeline) ?? null,
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}
