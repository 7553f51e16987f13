/** What is known of what a run is given. */
import type { VariableInfo } from '../../protocol/keys';
import type { DoingToView, SideRun } from '../../protocol/doing';

export type SetupTab = 'arguments' | 'tags' | 'environment' | 'stop' | 'answer';
export const SETUP_TABS: readonly SetupTab[] = ['arguments', 'tags', 'environment', 'stop', 'answer'];

export interface DoingState {
  /** Which part of what a run is given is open for editing. */
  readonly setup: SetupTab;
  /** The variables a run would read, as last told. */
  readonly environment: { readonly project: string; readonly variables: readonly VariableInfo[] } | null;
  /** What the function takes and what is wrong with the arguments, as last told. */
  readonly arguments: Extract<DoingToView, { type: 'arguments' }> | null;
  /** Whether arguments are shown as a form rather than as JSON. */
  readonly asForm: boolean;
  /** Runs beside the one on screen. */
  readonly sideRuns: readonly SideRun[];
}

export const DOING: DoingState = {
  setup: 'arguments',
  environment: null,
  arguments: null,
  asForm: false,
  sideRuns: [],
};
