/** *Verify Against Your Runtime* starts a program of the workspace, which a browser cannot. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import type * as local from './verifyRun';

export const verifyRun: typeof local.verifyRun = async () => {
  await vscode.window.showInformationMessage(
    l10n.t(
      'VS Code for the Web cannot start the BAML runtime of your project. Open the folder in VS Code on a computer to verify this run.',
    ),
  );
};
