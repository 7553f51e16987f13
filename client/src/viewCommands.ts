/** Each action of the timeline as a command of the editor, so that it can be given a key and found in the palette. */
import * as vscode from 'vscode';
import { commandOf, VIEW_ACTIONS } from '../../protocol/viewActions';
import type { Playground } from './playground/panel';

export function registerViewCommands(playground: Playground): vscode.Disposable {
  return vscode.Disposable.from(
    // Those that are commands anyway are registered with the others.
    ...VIEW_ACTIONS.filter((action) => !('command' in action)).map((action) =>
      vscode.commands.registerCommand(commandOf(action), () => playground.act(action.id)),
    ),
  );
}
