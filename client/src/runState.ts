/** What the editor knows of the run on screen: the conditions of commands and keys, and a way to cancel in view. */
import * as vscode from 'vscode';
import { l10n } from '../../protocol/l10n';
import type { PlaygroundAtHand } from './playground/playgroundAtHand';

export function showRunState(playground: PlaygroundAtHand): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('bamlLive.run', vscode.StatusBarAlignment.Right);
  item.name = 'BAML Live';
  item.text = '$(debug-stop) BAML Live';
  item.tooltip = l10n.t('A BAML function is running. Click to cancel it.');
  item.command = 'bamlLive.cancel';
  const show = () => {
    void vscode.commands.executeCommand('setContext', 'bamlLive.running', playground.isAnyRunning);
    void vscode.commands.executeCommand('setContext', 'bamlLive.hasRun', playground.events.length > 0);
    if (playground.isAnyRunning) item.show();
    else item.hide();
  };
  return vscode.Disposable.from(item, playground.onDidChange(show));
}
