/** The commands of the views in the activity bar. */
import * as vscode from 'vscode';
import type { PlaygroundAtHand } from '../playground/playgroundAtHand';
import type { Recordings } from '../playground/recordings';
import type { TestExplorer } from '../testing/testExplorer';
import type { FunctionsView } from './functionsView';

export type ViewCommands = ReturnType<typeof viewCommands>;

export function viewCommands(
  playground: Pick<PlaygroundAtHand, 'open'>,
  recordings: Pick<Recordings, 'read'>,
  functions: FunctionsView,
  tests: TestExplorer,
  /** Reads the answer on screen by the workspace's own runtime as well. */
  verifyRun: () => Promise<void>,
) {
  return {
    openTestTimeline: (argument: unknown) => tests.open(argument),
    showRecording: async (info: unknown): Promise<void> => {
      const { id } = (info ?? {}) as { readonly id?: unknown };
      if (typeof id !== 'string') return;
      await (await playground.open()).replays.showAt(await recordings.read(id));
    },
    verifyRun,
    refreshFunctions: () => functions.refresh(),
    openWalkthrough: () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', 'baml-live.baml-live#firstSteps', false),
  };
}
