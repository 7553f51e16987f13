/** How much of the language BAML Live serves, so that nothing is shown twice beside an official BAML extension. */
import * as vscode from 'vscode';
import { leftOut, OFFICIAL, type Served, type Setting } from './coexistence';

/** What is not served now. */
export function notServed(): ReadonlySet<Served> | 'all' {
  const set = vscode.workspace.getConfiguration('bamlLive').get<string>('languageFeatures');
  const setting: Setting = set === 'on' || set === 'off' ? set : 'auto';
  // One that is enabled and not active yet will be as soon as a BAML file is open.
  return leftOut(
    setting,
    OFFICIAL.filter((id) => vscode.extensions.getExtension(id)),
  );
}

export function isServed(what: Served): boolean {
  const left = notServed();
  return left !== 'all' && !left.has(what);
}

/** Calls `changed` when the setting or the installed extensions lead to another answer. */
export function onDidChangeLanguageFeatures(changed: () => void): vscode.Disposable {
  const state = () => {
    const left = notServed();
    return left === 'all' ? left : [...left].sort().join();
  };
  let known = state();
  const look = () => {
    const now = state();
    if (now === known) return;
    known = now;
    changed();
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('bamlLive.languageFeatures')) look();
    }),
    vscode.extensions.onDidChange(look),
  );
}
