/** Commands that the panel carries out, since it knows what is chosen and what is being edited in it. */
import type { DoingCommand } from '../../protocol/doing';
import type { Playground } from './playground/panel';

const COMMANDS: readonly DoingCommand[] = [
  'editArguments',
  'editTags',
  'editEnvironment',
  'overrideVariable',
  'showSentRequest',
];

/** By name, without the prefix. The window used last carries them out. */
export function doingCommands(playground: Playground): Record<string, () => void> {
  return Object.fromEntries(COMMANDS.map((name) => [name, () => playground.activeOrNew().command(name)]));
}
