/** What a run is given and what is made of it: the part of the state and of its transitions that is about doing. */
import type { VariableInfo } from '../../protocol/keys';
import { NO_OPTIONS, type RunOptions, type Tag } from '../../protocol/runOptions';
import type { DoingCommand, DoingToView } from '../../protocol/doing';
import type { FromView, Selection } from '../../protocol/webview';
import type { Message, State } from './model';

export type SetupTab = 'arguments' | 'tags' | 'environment';
export const SETUP_TABS: readonly SetupTab[] = ['arguments', 'tags', 'environment'];

export interface DoingState {
  /** Which part of what a run is given is open for editing. */
  readonly setup: SetupTab;
  /** The variables a run would read, as last told. */
  readonly environment: { readonly project: string; readonly variables: readonly VariableInfo[] } | null;
}

export const DOING: DoingState = { setup: 'arguments', environment: null };

export type DoingMessage =
  /** Opens what a run is given, at one part. */
  | { readonly type: 'setup'; readonly tab: SetupTab }
  | { readonly type: 'tags'; readonly tags: readonly Tag[] }
  /** Null: the person is asked which. */
  | { readonly type: 'override'; readonly name: string | null }
  | { readonly type: 'removeOverride'; readonly name: string }
  /** Shows, or copies, what the run on screen has sent. */
  | { readonly type: 'sentRequest'; readonly as: 'text' | 'curl' };

export function updateDoing(state: State, message: DoingMessage): State {
  switch (message.type) {
    case 'setup':
      return { ...state, editing: true, doing: { ...state.doing, setup: message.tab } };
    case 'tags':
      return withOptions(state, { tags: message.tags });
    default:
      return state;
  }
}

/** What the host is told, decided before the state changes. */
export function sendsDoing(state: State, message: DoingMessage): readonly FromView[] {
  const { selection } = state;
  switch (message.type) {
    case 'tags': {
      const { selection: next } = withOptions(state, { tags: message.tags });
      return next ? [{ type: 'select', selection: next }] : [];
    }
    case 'override':
      return selection ? [{ type: 'override', selection, name: message.name }] : [];
    case 'removeOverride':
      return selection ? [{ type: 'removeOverride', selection, name: message.name }] : [];
    case 'sentRequest':
      return [message];
    default:
      return [];
  }
}

export function receiveDoing(state: State, message: DoingToView): State {
  const { project, variables } = message;
  return { ...state, doing: { ...state.doing, environment: { project, variables } } };
}

/** What a command of the editor means here. */
export function doingCommand(command: DoingCommand): Message {
  switch (command) {
    case 'overrideVariable':
      return { type: 'override', name: null };
    case 'showSentRequest':
      return { type: 'sentRequest', as: 'text' };
    case 'editArguments':
      return { type: 'setup', tab: 'arguments' };
    case 'editTags':
      return { type: 'setup', tab: 'tags' };
    case 'editEnvironment':
      return { type: 'setup', tab: 'environment' };
  }
}

/** The options a run would be given now. */
export function optionsOf(selection: Selection | null): RunOptions {
  return selection?.options ?? NO_OPTIONS;
}

/** Names that are set here for runs of the chosen function's project. */
export function overridden({ selection, doing: { environment } }: State): readonly string[] {
  if (!environment || environment.project !== selection?.project) return [];
  return environment.variables.flatMap(({ name, source }) => (source.kind === 'override' ? [name] : []));
}

function withOptions(state: State, change: Partial<RunOptions>): State {
  const { selection } = state;
  if (!selection) return state;
  const options = { ...optionsOf(selection), ...change };
  const { options: _before, ...bare } = selection;
  const isEmpty = options.tags.length === 0 && options.stop.length === 0;
  return { ...state, selection: isEmpty ? bare : { ...bare, options } };
}
