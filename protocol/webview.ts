/** The messages between the extension host and the panel: two closed unions, switched exhaustively on both sides. */
import type { ClientChoice } from './clients';
import type { DoingCommand, DoingFromView, DoingToView } from './doing';
import type { FunctionInfo } from './functions';
import type { FromViewRecords, ToViewRecords } from './records';
import type { RunOptions } from './runOptions';
import type { ViewAction } from './viewActions';
import type { MomentFacts, QuirkNote, StreamTypes } from './insight';
import type { Reading } from './reading';
import type { OneField, WhatIf } from './whatIf';
import type { Json, RunEvent, SourceLocation } from './run';

export type ToView =
  | ToViewRecords
  /** The whole state, sent when the panel says `ready`: it may have been destroyed and made anew. */
  | {
      readonly type: 'init';
      readonly functions: readonly FunctionInfo[];
      /** Ways to run a function besides its own client. */
      readonly clients: readonly ClientChoice[];
      readonly selection: Selection | null;
      /** The events of the run on screen, from its first. */
      readonly events: readonly RunEvent[];
      /** The events as JSON, in place of those above, when they are many; see `packedEvents`. */
      readonly packed?: string;
      readonly recordings: readonly RecordingInfo[];
      /** False while the language server is still starting. */
      readonly serverReady: boolean;
      /** Whether a run is going on; without events it was asked for and has not begun. */
      readonly running: boolean;
    }
  | {
      readonly type: 'functions';
      readonly functions: readonly FunctionInfo[];
      readonly clients: readonly ClientChoice[];
      readonly serverReady: boolean;
    }
  | { readonly type: 'select'; readonly selection: Selection }
  | { readonly type: 'events'; readonly events: readonly RunEvent[] }
  | { readonly type: 'recordings'; readonly recordings: readonly RecordingInfo[] }
  /**
   * The answer on screen, read by other types; null when that says nothing new or there is none any more. `run` is the run on
   * screen it belongs to.
   */
  | {
      readonly type: 'whatIf';
      readonly run: string;
      readonly what: WhatIf;
      readonly reading: Reading | null;
    }
  /** Shows the snapshot after a frame of the run on screen. */
  | { readonly type: 'goTo'; readonly run: string; readonly frame: number }
  /** Answers to questions of the panel; null: the language server does not know the run any more. */
  | { readonly type: 'quirks'; readonly run: string; readonly quirks: readonly QuirkNote[] | null }
  | { readonly type: 'moment'; readonly run: string; readonly length: number; readonly facts: MomentFacts | null }
  | {
      readonly type: 'streamTypes';
      readonly function: string;
      readonly project: string;
      readonly types: StreamTypes | null;
    }
  /** Where the person's caret is in a BAML file; null: nowhere there. */
  | { readonly type: 'caret'; readonly at: SourceLocation | null }
  /** Something went wrong that is not part of a run. */
  | { readonly type: 'notice'; readonly severity: 'info' | 'error'; readonly message: string }
  /** An action of the timeline that was asked for as a command. */
  | { readonly type: 'action'; readonly action: ViewAction }
  /** A command of the editor, for keys and the palette. */
  | { readonly type: 'command'; readonly command: ViewCommand }
  | DoingToView;

export type ViewCommand = 'run' | 'cancel' | 'replay' | 'showRequest' | 'copyAsCurl' | 'runMany' | DoingCommand;

/** What is to be run. `args` is JSON text as the person edits it, null while it is the test's own. */
export interface Selection {
  readonly function: string;
  readonly project: string;
  readonly test: string | null;
  readonly args: string | null;
  /** The id of a `ClientChoice`; null is the function's own client. */
  readonly client: string | null;
  /** Tags and rules; absent when there are none. */
  readonly options?: RunOptions;
}

export interface RecordingInfo {
  /** Opaque; given back in `replay`. */
  readonly id: string;
  readonly function: string;
  /** One line: client, day and time, how it ended. */
  readonly detail: string;
  readonly outcome: 'completed' | 'cancelled' | 'stopped' | 'failed' | 'cut';
  readonly durationMs: number;
  /** `run`: kept by the extension. `project`: a `*.bamlrun` file in the workspace. */
  readonly origin: 'run' | 'project';
  /** Never let go of. */
  readonly pinned?: true;
  /** What the person calls it. */
  readonly label?: string;
}

export type FromView =
  | FromViewRecords
  | { readonly type: 'ready' }
  /** `another`: another function was chosen, which is given what it was given last. */
  | { readonly type: 'select'; readonly selection: Selection; readonly another?: true }
  | { readonly type: 'run'; readonly selection: Selection; readonly args: Readonly<Record<string, Json>> }
  /** Shows what a run would send, or copies it as a command. */
  | {
      readonly type: 'request';
      readonly selection: Selection;
      readonly args: Readonly<Record<string, Json>>;
      readonly as: 'text' | 'curl';
    }
  | { readonly type: 'cancel' }
  /** Replays a kept recording, or the run on screen when `recording` is null. `speed` 0 is at once. */
  | { readonly type: 'replay'; readonly recording: string | null; readonly speed: number }
  | { readonly type: 'saveRecording' }
  | { readonly type: 'openRecording' }
  /** Reads the answer on screen as if a stream attribute were not written. */
  | { readonly type: 'tryWithout'; readonly at: SourceLocation; readonly name: string; readonly only?: OneField }
  /** Takes a stream attribute out of its file, as an edit that can be undone. */
  | { readonly type: 'removeAttribute'; readonly at: SourceLocation; readonly name: string; readonly only?: OneField }
  | { readonly type: 'reveal'; readonly at: SourceLocation }
  | DoingFromView
  /** What the engine knows beside events, asked when somebody looks. */
  | { readonly type: 'askQuirks'; readonly run: string }
  | { readonly type: 'askMoment'; readonly run: string; readonly length: number; readonly isFinal: boolean }
  | { readonly type: 'askStreamTypes'; readonly function: string; readonly project: string }
  /** Opens the page about an oddity of the runtime. */
  | { readonly type: 'showQuirk'; readonly quirk: string }
  /** A message of the panel's own that the log should hold. */
  | { readonly type: 'error'; readonly message: string };
