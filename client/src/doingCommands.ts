/** Commands that the panel carries out, since it knows what is chosen and what is being edited in it. */
import type { DoingCommand } from '../../protocol/doing';
import type { PlaygroundAtHand } from './playground/playgroundAtHand';

const TABLE: Record<DoingCommand, true> = {
  editArguments: true,
  editTags: true,
  editEnvironment: true,
  editStopRules: true,
  overrideVariable: true,
  showSentRequest: true,
  runBeside: true,
  forceCancel: true,
  bringAnswer: true,
  saveAsTest: true,
  copySnapshot: true,
  copyPath: true,
  copyCallingCode: true,
};

/** By name, without the prefix. The window used last carries them out. */
export function doingCommands(playground: PlaygroundAtHand): Record<string, () => Promise<void>> {
  const names = Object.keys(TABLE) as DoingCommand[];
  return Object.fromEntries(names.map((name) => [name, async () => (await playground.activeOrNew()).command(name)]));
}
