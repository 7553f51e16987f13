/** Each action of the timeline as a command of the editor, so that it can be given a key and found in the palette. */
import * as vscode from 'vscode';
import { VIEW_ACTIONS } from '../../protocol/viewActions';
import type { Playground } from './playground/panel';

export function registerViewCommands(playground: Playground): vscode.Disposable {
  return vscode.Disposable.from(
    ...VIEW_ACTIONS.map(({ id }) =>
      vscode.commands.registerCommand(`bamlLive.timeline.${id}`, () => playground.act(id)),
    ),
  );
}
