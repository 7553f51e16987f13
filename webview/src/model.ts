/** What the panel knows: messages of the host folded with what the person did. No DOM. */
import type { SourceLocation } from '../../protocol/run';
import { RECORDING_CLIENT, type ClientChoice } from '../../protocol/clients';
import type { OneField, WhatIf } from '../../protocol/whatIf';
import type { FunctionInfo } from '../../protocol/functions';
import type { DoingMessage } from './doing';
import { DOING, type DoingState } from './doingState';
import type { FromViewRecords } from '../../protocol/records';
import { FIRST_LOOK, keptLook, type KeptLook, type Look } from './look';
import type { ViewAction } from '../../protocol/viewKeys';
import { NOTHING_RECEIVED, type Receiving } from '../../protocol/received';
import { EMPTY, type Timeline } from '../../protocol/timeline';
import { NO_INSIGHTS, type Insights } from './insights';
import type { Reading } from '../../protocol/reading';
import type { RecordingInfo, Selection, ToView } from '../../protocol/webview';
import { NO_RECORDS, type RecordsChange, type RecordsState } from './records/state';

export interface State {
  /** How the timeline is looked at. */
  readonly look: Look;
  readonly functions: readonly FunctionInfo[];
  readonly clients: readonly ClientChoice[];
  readonly serverReady: boolean;
  readonly recordings: readonly RecordingInfo[];
  readonly selection: Selection | null;
  /** What was chosen before its function went away, perhaps only while it is being typed. */
  readonly lost: Selection | null;
  readonly timeline: Timeline;
  /** Run time now, in milliseconds since the request was sent; grows between events while the run goes on. */
  readonly now: number;
  /** Reading of the page's clock at which the run began, as far as its events tell. */
  readonly began: number | null;
  /** Frame the scrubber stands on, -1 before the first; null follows the end. */
  readonly cursor: number | null;
  readonly selected: number | null;
  /** Key of the chosen problem. */
  readonly problem: string | null;
  /** Whether the reasons of the chosen row's hold are open. */
  readonly details: boolean;
  /** Rows and folds whose openness is not the usual one. */
  readonly toggled: ReadonlySet<string>;
  readonly tab: Tab;
  readonly editing: boolean;
  readonly speed: number;
  /** Another speed was chosen while replay `run` went on: the time at which playing goes on once another one has brought all of it. */
  readonly playOn: { readonly t: number; readonly run: string | null } | null;
  /** *Stop* was pressed and the outcome is not here yet. */
  readonly stopping: boolean;
  /** *Run* or *Replay* was pressed and the run has not begun yet. */
  readonly asked: boolean;
  /** The answer as it would have been read by other types. */
  readonly whatIf: { readonly what: WhatIf; readonly reading: Reading } | null;
  /** What was asked about the run beside its events. */
  readonly insights: Insights;
  /** With *What the program receives*: the run as it arrived; `timeline` is what was handed over then. */
  readonly asArrived: Timeline | null;
  readonly receiving: Receiving;
  /** Frame of the snapshot that others are compared with; null: the change before. */
  readonly pinned: number | null;
  /** Whether snapshots that change nothing are listed. */
  readonly noOps: boolean;
  /** Of generated code. */
  readonly language: 'typescript' | 'python';
  /** The file of the window, comparisons, several runs at once. */
  readonly records: RecordsState;
  readonly notice: { readonly severity: 'info' | 'error'; readonly message: string } | null;
  /** What a run is given besides its arguments, and what is made of it. */
  readonly doing: DoingState;
}

export type Tab = 'tree' | 'diff' | 'raw' | 'type' | 'ui' | 'final' | 'prompt' | 'recordings';
export const TABS: readonly Tab[] = ['tree', 'diff', 'raw', 'type', 'ui', 'final', 'prompt', 'recordings'];
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 0] as const;

export type Message =
  /** `clock` is the page's clock in milliseconds. */
  | { readonly type: 'host'; readonly message: ToView; readonly clock: number }
  | { readonly type: 'tick'; readonly clock: number }
  | { readonly type: 'seek'; readonly to: Seek }
  | { readonly type: 'pick'; readonly row: number | null; readonly details?: boolean }
  | { readonly type: 'pickProblem'; readonly step: 1 | -1 }
  | {
      readonly type: 'openProblem';
      readonly key: string;
      readonly row: number | null;
      readonly frame: number;
      readonly go: boolean;
    }
  | { readonly type: 'toggle'; readonly key: string }
  | { readonly type: 'openAll'; readonly open: boolean }
  | { readonly type: 'tab'; readonly tab: Tab }
  | { readonly type: 'act'; readonly action: ViewAction }
  | { readonly type: 'look'; readonly set: Partial<Look> }
  | { readonly type: 'reveal'; readonly at: SourceLocation }
  | { readonly type: 'function'; readonly name: string; readonly project: string }
  | { readonly type: 'test'; readonly test: string | null }
  /** Null is the function's own client. */
  | { readonly type: 'client'; readonly client: string | null }
  | { readonly type: 'edit'; readonly open: boolean }
  | { readonly type: 'args'; readonly text: string | null }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'run' }
  | { readonly type: 'stop' }
  | { readonly type: 'replay'; readonly recording: string | null }
  /** Asks to see what a run would send. */
  | { readonly type: 'request'; readonly as: 'text' | 'curl' }
  | { readonly type: 'tryWithout'; readonly at: SourceLocation; readonly name: string; readonly only?: OneField }
  | { readonly type: 'removeAttribute'; readonly at: SourceLocation; readonly name: string; readonly only?: OneField }
  | { readonly type: 'forgetWhatIf' }
  /** Shows the run on screen as the types are written now, at once. */
  | { readonly type: 'reread' }
  /** About recordings, exports, comparisons: for the host. */
  | { readonly type: 'records'; readonly message: FromViewRecords }
  | { readonly type: 'recordsView'; readonly change: RecordsChange }
  /** As often and with the clients that are chosen. */
  | { readonly type: 'runMany' }
  | { readonly type: 'save' }
  | { readonly type: 'open' }
  | { readonly type: 'dismiss' }
  | DoingMessage
  /** Shows what the program receives, or everything that arrived. */
  | { readonly type: 'received' }
  | { readonly type: 'pin'; readonly frame: number | null }
  | { readonly type: 'noOps' }
  | { readonly type: 'language'; readonly language: 'typescript' | 'python' };

export type Seek =
  | { readonly frame: number }
  | { readonly time: number }
  /** A place of the axis on screen. */
  | { readonly place: number }
  | 'first'
  | 'live'
  | 'previousChange'
  | 'nextChange'
  | 'previousRead'
  | 'nextRead';

export const INITIAL: State = {
  look: FIRST_LOOK,
  functions: [],
  clients: [],
  serverReady: false,
  recordings: [],
  selection: null,
  lost: null,
  timeline: EMPTY,
  now: 0,
  began: null,
  cursor: null,
  selected: null,
  problem: null,
  details: false,
  toggled: new Set(),
  tab: 'tree',
  editing: false,
  speed: 1,
  playOn: null,
  stopping: false,
  asked: false,
  whatIf: null,
  insights: NO_INSIGHTS,
  asArrived: null,
  receiving: NOTHING_RECEIVED,
  pinned: null,
  noOps: false,
  language: 'typescript',
  records: NO_RECORDS,
  notice: null,
  doing: DOING,
};

/** The part of the state that survives the page, kept by the editor. */
export interface Kept {
  readonly run: string | null;
  readonly tab: Tab;
  readonly selected: number | null;
  readonly cursor: number | null;
  readonly toggled: readonly string[];
  readonly editing: boolean;
  readonly speed: number;
  readonly look: KeptLook;
}

export function keep(state: State): Kept {
  const { timeline, tab, selected, cursor, toggled, editing, speed } = state;
  const look = keptLook(state.look);
  return { run: timeline.run, tab, selected, cursor, toggled: [...toggled], editing, speed, look };
}

/** Whether events may still come. */
export function isLive(state: State): boolean {
  return state.timeline.run !== null && state.timeline.finished === null;
}

/** Whether the chosen function can be run, whatever goes on. */
export function isRunnable(state: State): boolean {
  return state.serverReady && chosenFunction(state)?.problems.length === 0;
}

/** Whether *Run* plays the recording on screen: it was chosen in place of a client. */
export function playsRecording({ selection, timeline }: State): boolean {
  return selection?.client === RECORDING_CLIENT && timeline.started?.source === 'replay';
}

export function chosenFunction(state: State): FunctionInfo | undefined {
  const { selection } = state;
  return selection ? findFunction(state.functions, selection) : undefined;
}

export function findFunction(functions: readonly FunctionInfo[], selection: Selection): FunctionInfo | undefined {
  return functions.find((f) => f.name === selection.function && f.project === selection.project);
}
