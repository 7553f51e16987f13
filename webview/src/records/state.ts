/** What the panel knows about the file it shows, comparisons and several runs at once. No DOM. */
import type { Alignment } from '../../../protocol/alignment';
import type { Announcements, FromViewRecords, ManyRuns, OpenedFile, ToViewRecords } from '../../../protocol/records';
import type { RunEvent } from '../../../protocol/run';
import { EMPTY, foldAll, type Timeline } from '../../../protocol/timeline';

export interface RecordsState {
  readonly announcements: Announcements;
  /** The file this window was opened for, when there is something wrong with it. */
  readonly file: OpenedFile | null;
  readonly baseline: { readonly label: string; readonly timeline: Timeline } | null;
  readonly compare: CompareState;
  readonly many: ManyState;
}

export interface CompareState {
  readonly open: boolean;
  readonly align: Alignment;
  readonly onlyDiffering: boolean;
  /** The baseline is drawn behind the bars. */
  readonly ghosts: boolean;
}

export interface ManyState {
  /** Whether it is asked how often and with which clients. */
  readonly form: boolean;
  readonly times: number;
  /** Ids of clients; null is the function's own. */
  readonly clients: readonly (string | null)[];
  /** Runs that were cancelled: asked again, nobody waits for their connections any more. */
  readonly stopping: readonly string[];
  readonly batch: { readonly id: string; readonly function: string; readonly lanes: readonly Lane[] } | null;
}

export interface Lane {
  readonly run: string;
  readonly label: string;
  readonly timeline: Timeline;
}

/** What a person changes about these views. */
export type RecordsChange =
  | ({ readonly kind: 'compare' } & Partial<CompareState>)
  | ({ readonly kind: 'many' } & Partial<Omit<ManyState, 'batch'>>);

export const NO_RECORDS: RecordsState = {
  announcements: 'milestones',
  file: null,
  baseline: null,
  compare: { open: false, align: 'request', onlyDiffering: false, ghosts: true },
  many: { form: false, times: 5, clients: [null], stopping: [], batch: null },
};

export function receiveRecords(state: RecordsState, message: ToViewRecords): RecordsState {
  switch (message.type) {
    case 'many':
      return received(state, message.many);
    case 'manyEvents':
      return grown(state, message.batch, message.events);
    case 'announcements':
      return { ...state, announcements: message.announcements };
    case 'file':
      return { ...state, file: message.file };
    case 'baseline': {
      const { baseline, open } = message;
      return {
        ...state,
        baseline: baseline && { label: baseline.label, timeline: foldAll(EMPTY, baseline.events) },
        compare: { ...state.compare, open: open && baseline !== null },
      };
    }
  }
}

export function changeRecords(state: RecordsState, by: RecordsChange): RecordsState {
  if (by.kind === 'many') {
    const { kind: _kind, ...change } = by;
    return { ...state, many: { ...state.many, ...change } };
  }
  const { kind: _kind, ...change } = by;
  const compare = { ...state.compare, ...change };
  return { ...state, compare: { ...compare, open: compare.open && state.baseline !== null } };
}

/** What the host is told about a change. */
export function changeSends(state: RecordsState, change: RecordsChange): readonly FromViewRecords[] {
  if (change.kind !== 'compare' || change.open === undefined || !state.baseline) return [];
  return [{ type: 'comparing', open: change.open }];
}

/** Several runs as they are now. */
function received(state: RecordsState, many: ManyRuns | null): RecordsState {
  const batch = many && {
    id: many.id,
    function: many.function,
    lanes: many.lanes.map(({ run, label, events }) => ({ run, label, timeline: foldAll(EMPTY, events) })),
  };
  const stopping = batch?.id === state.many.batch?.id ? state.many.stopping : [];
  return { ...state, many: { ...state.many, batch, stopping, form: batch ? false : state.many.form } };
}

function grown(state: RecordsState, id: string, events: readonly RunEvent[]): RecordsState {
  const { batch } = state.many;
  if (batch?.id !== id) return state;
  const lanes = batch.lanes.map((lane) => {
    const own = events.filter(({ run }) => run === lane.run);
    return own.length ? { ...lane, timeline: foldAll(lane.timeline, own) } : lane;
  });
  return { ...state, many: { ...state.many, batch: { ...batch, lanes } } };
}
