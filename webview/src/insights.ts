/** What was asked about the run on screen beside its events: quirks, one moment of the text, types, and where the caret is. */
import { isOfDropped } from '../../protocol/dropped';
import type { MomentFacts, QuirkNote, StreamTypes } from '../../protocol/insight';
import type { SourceLocation } from '../../protocol/run';
import { frameAt, lastTime, rowAtPath, type Timeline } from '../../protocol/timeline';
import type { FromView, ToView } from '../../protocol/webview';
import type { State } from './model';

export interface Insights {
  /** Null until they are known; with `known` false the language server has forgotten the run. */
  readonly quirks: { readonly run: string; readonly marks: readonly QuirkMark[]; readonly known: boolean } | null;
  readonly moment: { readonly run: string; readonly length: number; readonly facts: MomentFacts | null } | null;
  readonly types: { readonly of: string; readonly types: StreamTypes | null } | null;
  readonly caret: SourceLocation | null;
}

export const NO_INSIGHTS: Insights = { quirks: null, moment: null, types: null, caret: null };

/** A quirk with its times and its row. */
export interface QuirkMark extends QuirkNote {
  readonly t: number;
  /** When it showed no more; the end of the run when it always did. */
  readonly until: number;
  /** The row it is about, or the one around it; null when there is none. */
  readonly row: number | null;
}

/** The insights after a message of the host; messages about other runs change nothing. */
export function withInsight(insights: Insights, message: ToView, timeline: Timeline): Insights {
  switch (message.type) {
    case 'quirks': {
      if (message.run !== timeline.run) return insights;
      const notes = (message.quirks ?? []).filter((note) => !isOfDropped(timeline, note));
      const marks = notes.map((note) => markOf(note, timeline));
      return { ...insights, quirks: { run: message.run, marks, known: message.quirks !== null } };
    }
    case 'moment': {
      const { run, length, facts } = message;
      return run === timeline.run ? { ...insights, moment: { run, length, facts } } : insights;
    }
    case 'streamTypes':
      return { ...insights, types: { of: typesKey(message.function, message.project), types: message.types } };
    case 'caret':
      return { ...insights, caret: message.at };
    default:
      return insights;
  }
}

function markOf(note: QuirkNote, timeline: Timeline): QuirkMark {
  const timeOf = (chunk: number): number => frameAt(timeline, chunk)?.frame.chunk.t ?? lastTime(timeline);
  const t = timeOf(note.from);
  const until = note.to === null ? (note.chars === null ? t : lastTime(timeline)) : timeOf(note.to);
  return { ...note, t, until, row: rowAtPath(timeline, note.path)?.row.id ?? null };
}

export const typesKey = (name: string, project: string): string => `${project} ${name}`;

/** Longer texts are looked at only when asked for: it takes the language server a while. */
export const ASKED_FOR_FROM = 300_000;

/** What the state lacks to show what is open; each is asked for once. */
export function questions(
  state: State,
  shown: { readonly length: number; readonly isEnd: boolean },
): readonly FromView[] {
  const { tab, details, insights, timeline, selection } = state;
  const { run, finished, started } = state.asArrived ?? timeline;
  const asked: FromView[] = [];
  if (run === null || !started) return asked;
  if (finished && finished.outcome.kind !== 'refused' && insights.quirks?.run !== run)
    asked.push({ type: 'askQuirks', run });
  if ((tab === 'raw' || details) && shown.length > 0 && shown.length < ASKED_FOR_FROM) {
    const { moment } = insights;
    if (moment?.run !== run || moment.length !== shown.length) {
      asked.push({ type: 'askMoment', run, length: shown.length, isFinal: shown.isEnd && finished !== null });
    }
  }
  if (tab === 'type' && selection && insights.types?.of !== typesKey(started.header.function, selection.project)) {
    asked.push({ type: 'askStreamTypes', function: started.header.function, project: selection.project });
  }
  return asked;
}

/** Asks what is lacking, once each, after the state has rested for a moment. */
export class Asking {
  private readonly asked = new Map<FromView['type'], string>();
  private timer = 0;

  constructor(
    private readonly send: (message: FromView) => void,
    private readonly wait = 80,
  ) {}

  /** `wanted` is what is lacking now. */
  look(wanted: readonly FromView[]): void {
    const open = wanted.filter((one) => this.asked.get(one.type) !== JSON.stringify(one));
    window.clearTimeout(this.timer);
    if (open.length === 0) return;
    this.timer = window.setTimeout(() => {
      for (const one of open) {
        this.asked.set(one.type, JSON.stringify(one));
        this.send(one);
      }
    }, this.wait);
  }

  /** The answers may be others now. */
  forget(type: FromView['type']): void {
    this.asked.delete(type);
  }
}
