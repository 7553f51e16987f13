/** Messages of the panel about what a run is given and what is made of it: a part of the unions in `webview.ts`. */
import type { ArgumentsParams, ArgumentsResult } from './arguments';
import type { VariableInfo } from './keys';
import type { Json, Outcome } from './run';
import type { Selection } from './webview';

export type DoingFromView =
  /** Asks which environment variables a run would read. */
  | { readonly type: 'environment'; readonly selection: Selection }
  /** The person sets a variable for runs of this project; null: they are asked which. The editor asks for the value. */
  | { readonly type: 'override'; readonly selection: Selection; readonly name: string | null }
  | { readonly type: 'removeOverride'; readonly selection: Selection; readonly name: string }
  /** Shows what the run on screen has sent, or copies it as a command. */
  | { readonly type: 'sentRequest'; readonly as: 'text' | 'curl' }
  /** As `run`, and the run on screen goes on beside it. */
  | { readonly type: 'runBeside'; readonly selection: Selection; readonly args: Readonly<Record<string, Json>> }
  /** The run on screen was cancelled and its connection lingers: it ends here, whatever the connection does. */
  | { readonly type: 'forceCancel' }
  /** Of runs beside the one on screen. */
  /** Asks what a function takes and what is wrong with a text of arguments. */
  | { readonly type: 'arguments'; readonly params: ArgumentsParams }
  /** Plays a raw answer, or a provider's raw event stream, for the chosen function; `way`: the id of a simulation. */
  | {
      readonly type: 'bring';
      readonly selection: Selection;
      readonly args: Readonly<Record<string, Json>>;
      readonly text: string;
      readonly way: string;
      /** Tokens a second in place of those of the simulation; 0: all at once. */
      readonly pace?: number;
    }
  /** The person looks for a file for an argument; `path` is where it stands in the arguments. */
  | {
      readonly type: 'browseMedia';
      readonly selection: Selection;
      /** `image`, `audio`, `pdf`, `video`. */
      readonly media: string;
      readonly path: readonly (string | number)[];
    }
  /** Writes a test with these arguments; `result`: asserts are begun from it, when the person wants some. */
  | {
      readonly type: 'saveAsTest';
      readonly selection: Selection;
      readonly args: Readonly<Record<string, Json>>;
      readonly result: Json | null;
    }
  /** Copies a value; the person chooses as what. */
  | { readonly type: 'copyValue'; readonly value: Json }
  /** Copies text as it is; `what` names it. */
  | { readonly type: 'copyText'; readonly what: string; readonly text: string }
  /** Copies code that calls the function; the person chooses the language. */
  | { readonly type: 'callingCode'; readonly selection: Selection }
  | { readonly type: 'cancelRun'; readonly run: string }
  | { readonly type: 'showRun'; readonly run: string };

/** More tokens a second cannot be told from all at once. */
export const FASTEST_PACE = 100_000;

/** A run beside the one on screen. */
export interface SideRun {
  readonly run: string;
  readonly function: string;
  /** Null is the function's own. */
  readonly client: string | null;
  readonly test: string | null;
  /** How it ended; null while it goes on. */
  readonly outcome: Outcome['kind'] | null;
}

export type DoingToView =
  /** The variables a run of the function would read, and where each comes from; no value of any. */
  | { readonly type: 'environment'; readonly project: string; readonly variables: readonly VariableInfo[] }
  /** The answer to `arguments`, with what was asked. */
  | { readonly type: 'arguments'; readonly params: ArgumentsParams; readonly result: ArgumentsResult }
  /** The file that was found for an argument, relative to the file of its function. */
  | {
      readonly type: 'browsed';
      readonly function: string;
      readonly project: string;
      readonly path: readonly (string | number)[];
      readonly file: string;
    }
  /** Runs beside the one on screen, oldest first. */
  | { readonly type: 'sideRuns'; readonly runs: readonly SideRun[] };

/** Commands of the editor that the view carries out, since it knows what is being edited. */
export type DoingCommand =
  | 'overrideVariable'
  | 'showSentRequest'
  | 'editTags'
  | 'editEnvironment'
  | 'editArguments'
  | 'editStopRules'
  | 'bringAnswer'
  | 'runBeside'
  | 'forceCancel'
  | 'saveAsTest'
  | 'copySnapshot'
  | 'copyPath'
  | 'copyCallingCode';
