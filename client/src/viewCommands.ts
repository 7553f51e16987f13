/** Each action of the timeline as a command of the editor, so that it can be given a key and found in the palette. */
import * as vscode from 'vscode';
import { commandOf, VIEW_ACTIONS } from '../../protocol/viewActions';
import type { PlaygroundAtHand } from './playground/playgroundAtHand';

export function registerViewCommands(playground: PlaygroundAtHand): vscode.Disposable {
  return vscode.Disposable.from(
    // Those that are commands anyway are registered with the others.
    ...VIEW_ACTIONS.filter((action) => !('command' in action)).map((action) =>
      vscode.commands.registerCommand(commandOf(action), () => playground.act(action.id)),
    ),
  );
}
