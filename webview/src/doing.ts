/** What a run is given and what is made of it: the part of the state and of its transitions that is about doing. */
import { NO_OPTIONS, type RunOptions, type StopRule, type Tag, type UnfinishedRule } from '../../protocol/runOptions';
import type { DoingCommand, DoingToView } from '../../protocol/doing';
import type { Json } from '../../protocol/run';
import { snapshotAfter } from '../../protocol/snapshots';
import { pathOf, rowOf } from '../../protocol/timeline';
import { toJson } from '../../protocol/value';
import { formatPath } from '../../protocol/words';
import type { FromView, Selection } from '../../protocol/webview';
import { readArguments } from './arguments';
import { withFile } from './browsedFile';
import type { SetupTab } from './doingState';
import { chosenFunction, isRunnable, type Message, type State } from './model';

export * from './doingState';

export type DoingMessage =
  /** Opens what a run is given, at one part. */
  | { readonly type: 'setup'; readonly tab: SetupTab }
  | { readonly type: 'tags'; readonly tags: readonly Tag[] }
  | { readonly type: 'asForm'; readonly on: boolean }
  /** Plays text somebody brings as the answer. */
  | { readonly type: 'bring'; readonly text: string; readonly way: string; readonly pace?: number }
  /** Looks for a file for an argument. */
  | { readonly type: 'browseMedia'; readonly media: string; readonly path: readonly (string | number)[] }
  | {
      readonly type: 'stopRules';
      readonly stop: readonly StopRule[];
      readonly unfinished: readonly UnfinishedRule[];
    }
  /** Null: the person is asked which. */
  | { readonly type: 'override'; readonly name: string | null }
  | { readonly type: 'removeOverride'; readonly name: string }
  /** Shows, or copies, what the run on screen has sent. */
  | { readonly type: 'sentRequest'; readonly as: 'text' | 'curl' }
  /** Runs, and lets the run on screen go on. */
  | { readonly type: 'runBeside' }
  /** Waits no longer for a cancelled run to end. */
  | { readonly type: 'forceCancel' }
  /** Writes a test with the arguments a run would have. */
  | { readonly type: 'saveAsTest' }
  /** Copies what your code holds at the scrubber. */
  | { readonly type: 'copySnapshot' }
  /** Copies where the chosen row stands in the value. */
  | { readonly type: 'copyPath' }
  | { readonly type: 'callingCode' }
  | { readonly type: 'cancelRun'; readonly run: string }
  | { readonly type: 'showRun'; readonly run: string };

export function updateDoing(state: State, message: DoingMessage): State {
  switch (message.type) {
    case 'setup':
      return { ...state, editing: true, doing: { ...state.doing, setup: message.tab } };
    case 'asForm':
      return { ...state, doing: { ...state.doing, asForm: message.on } };
    case 'tags':
      return withOptions(state, { tags: message.tags });
    case 'stopRules':
      return withOptions(state, { stop: message.stop, unfinished: message.unfinished });
    default:
      return state;
  }
}

/** What the host is told, decided before the state changes. */
export function sendsDoing(state: State, message: DoingMessage): readonly FromView[] {
  const { selection } = state;
  switch (message.type) {
    case 'tags':
    case 'stopRules': {
      const { selection: next } = updateDoing(state, message);
      return next ? [{ type: 'select', selection: next }] : [];
    }
    case 'override':
      return selection ? [{ type: 'override', selection, name: message.name }] : [];
    case 'removeOverride':
      return selection ? [{ type: 'removeOverride', selection, name: message.name }] : [];
    case 'runBeside': {
      const args = readArguments(chosenFunction(state), selection);
      if (!selection || !args.ok || !isRunnable(state)) return [];
      return [{ type: 'runBeside', selection, args: args.args }];
    }
    case 'bring': {
      if (!selection || !isRunnable(state) || message.text.trim() === '') return [];
      // Nobody is asked, so arguments that are not there yet do not matter.
      const args = readArguments(chosenFunction(state), selection);
      const { text, way, pace } = message;
      const playing = pace === undefined ? { way } : { way, pace };
      return [{ type: 'bring', selection, args: args.ok ? args.args : {}, text, ...playing }];
    }
    case 'browseMedia':
      return selection ? [{ ...message, selection }] : [];
    case 'saveAsTest': {
      const args = readArguments(chosenFunction(state), selection);
      if (!selection || !args.ok) return [];
      return [{ type: 'saveAsTest', selection, args: args.args, result: resultOf(state) }];
    }
    case 'copySnapshot': {
      const value = snapshotOf(state);
      return value === undefined ? [] : [{ type: 'copyValue', value }];
    }
    case 'copyPath': {
      const row = state.selected === null ? undefined : rowOf(state.timeline, state.selected);
      if (!row) return [];
      const text = formatPath(pathOf(state.timeline, row));
      return [{ type: 'copyText', what: `The path ${text || 'of the whole answer, which is empty,'}`, text }];
    }
    case 'callingCode':
      return selection ? [{ type: 'callingCode', selection }] : [];
    case 'forceCancel':
      return state.stopping ? [{ type: 'forceCancel' }] : [];
    case 'sentRequest':
    case 'cancelRun':
    case 'showRun':
      return [message];
    default:
      return [];
  }
}

export function receiveDoing(state: State, message: DoingToView): State {
  const { doing } = state;
  switch (message.type) {
    case 'environment': {
      const { project, variables } = message;
      return { ...state, doing: { ...doing, environment: { project, variables } } };
    }
    case 'arguments':
      return { ...state, doing: { ...doing, arguments: message } };
    case 'browsed':
      return withFile(state, message);
    case 'sideRuns':
      return { ...state, doing: { ...doing, sideRuns: message.runs } };
  }
}

/** What a command of the editor means here. */
export function doingCommand(command: DoingCommand): Message {
  switch (command) {
    case 'overrideVariable':
      return { type: 'override', name: null };
    case 'showSentRequest':
      return { type: 'sentRequest', as: 'text' };
    case 'runBeside':
    case 'forceCancel':
    case 'saveAsTest':
    case 'copySnapshot':
    case 'copyPath':
      return { type: command };
    case 'copyCallingCode':
      return { type: 'callingCode' };
    case 'editArguments':
      return { type: 'setup', tab: 'arguments' };
    case 'editTags':
      return { type: 'setup', tab: 'tags' };
    case 'editEnvironment':
      return { type: 'setup', tab: 'environment' };
    case 'editStopRules':
      return { type: 'setup', tab: 'stop' };
    case 'bringAnswer':
      return { type: 'setup', tab: 'answer' };
  }
}

/** What your code holds at the scrubber; undefined when nothing can be read yet. */
export function snapshotOf({ timeline, cursor }: State): Json | undefined {
  const value = snapshotAfter(timeline, cursor ?? timeline.frames.length - 1);
  return value === undefined ? undefined : toJson(value);
}

/** The final value of the run on screen, when it has one. */
function resultOf({ timeline }: State): Json | null {
  const outcome = timeline.finished?.outcome;
  return outcome?.kind === 'completed' ? outcome.value : null;
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
  const isEmpty = options.tags.length + options.stop.length + (options.unfinished?.length ?? 0) === 0;
  return { ...state, selection: isEmpty ? bare : { ...bare, options } };
}
