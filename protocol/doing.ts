/** Messages of the panel about what a run is given and what is made of it: a part of the unions in `webview.ts`. */
import type { VariableInfo } from './keys';
import type { Selection } from './webview';

export type DoingFromView =
  /** Asks which environment variables a run would read. */
  | { readonly type: 'environment'; readonly selection: Selection }
  /** The person sets a variable for runs of this project; null: they are asked which. The editor asks for the value. */
  | { readonly type: 'override'; readonly selection: Selection; readonly name: string | null }
  | { readonly type: 'removeOverride'; readonly selection: Selection; readonly name: string }
  /** Shows what the run on screen has sent, or copies it as a command. */
  | { readonly type: 'sentRequest'; readonly as: 'text' | 'curl' };

export type DoingToView =
  /** The variables a run of the function would read, and where each comes from; no value of any. */
  { readonly type: 'environment'; readonly project: string; readonly variables: readonly VariableInfo[] };

/** Commands of the editor that the view carries out, since it knows what is being edited. */
export type DoingCommand = 'overrideVariable' | 'showSentRequest' | 'editTags' | 'editEnvironment' | 'editArguments';
