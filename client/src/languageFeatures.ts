/** How much of the language BAML Live serves, so that nothing is shown twice beside an official BAML extension. */
import * as vscode from 'vscode';

/** `shared`: an official extension serves the language too; only what it does not know is added. */
export type LanguageFeatures = 'on' | 'shared' | 'off';

const OFFICIAL = ['Boundary.baml-extension', 'Boundary.baml-language'];

export function languageFeatures(): LanguageFeatures {
  const setting = vscode.workspace.getConfiguration('bamlLive').get<string>('languageFeatures');
  if (setting === 'on' || setting === 'off') return setting;
  return OFFICIAL.some((id) => vscode.extensions.getExtension(id)?.isActive) ? 'shared' : 'on';
}

/** Whether a diagnostic says what the official extensions do not: something about streaming. */
export function isShared(diagnostic: vscode.Diagnostic): boolean {
  return typeof diagnostic.code === 'string' && diagnostic.code.startsWith('stream-');
}
