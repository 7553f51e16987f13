/** How much of the language BAML Live serves, so that nothing is shown twice beside an official BAML extension. */
import * as vscode from 'vscode';

/** `shared`: an official extension serves the language too; only what it does not know is added. */
export type LanguageFeatures = 'on' | 'shared' | 'off';

const OFFICIAL = ['Boundary.baml-extension', 'Boundary.baml-language'];

export function languageFeatures(): LanguageFeatures {
  const setting = vscode.workspace.getConfiguration('bamlLive').get<string>('languageFeatures');
  if (setting === 'on' || setting === 'off') return setting;
  // One that is enabled and not active yet will be as soon as a BAML file is open.
  return OFFICIAL.some((id) => vscode.extensions.getExtension(id)) ? 'shared' : 'on';
}

/** Calls `changed` when the setting or the installed extensions lead to another answer. */
export function onDidChangeLanguageFeatures(changed: () => void): vscode.Disposable {
  let known = languageFeatures();
  const look = () => {
    const now = languageFeatures();
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

/** Whether a diagnostic says what the official extensions do not: something about streaming. */
export function isShared(diagnostic: vscode.Diagnostic): boolean {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code).startsWith('stream-');
}
