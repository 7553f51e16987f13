/** Runs the function on screen again when a file of its project is saved, for those who want that. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import type { Playground } from './panel';

/** The setting `bamlLive.rerunOnSave`, whatever somebody wrote into it. */
function mode(): 'off' | 'ask' | 'on' {
  const wanted: unknown = vscode.workspace.getConfiguration('bamlLive').get('rerunOnSave');
  return wanted === 'ask' || wanted === 'on' ? wanted : 'off';
}

export function rerunOnSave(playground: Playground): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument((document) => {
    const wanted = mode();
    if (document.languageId !== 'baml' || wanted === 'off') return;
    const name = playground.rerunnable(document.uri.toString());
    if (name === undefined) return;
    if (wanted === 'on') return playground.rerun();
    const run = l10n.t('Run');
    void vscode.window
      .showInformationMessage(l10n.t('Run `{0}` again with what was saved?', name), run)
      .then((answer) => {
        if (answer === run && playground.rerunnable(document.uri.toString()) === name) playground.rerun();
      });
  });
}
