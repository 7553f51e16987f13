/** The language status of BAML files: the project of the file, and how it stands with the server. */
import * as vscode from 'vscode';
import type { FunctionInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';
import { statusText } from './statusText';

export interface StatusPorts {
  functions(): Promise<readonly FunctionInfo[]>;
  readonly isReady: boolean;
}

export class LanguageStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('bamlLive.project', { language: 'baml' });
  private readonly editors: vscode.Disposable;
  private asked = 0;

  constructor(private readonly server: StatusPorts) {
    this.item.name = 'BAML Live';
    this.editors = vscode.window.onDidChangeActiveTextEditor(() => this.refresh());
    this.refresh();
  }

  /** Something it tells of may have changed. */
  refresh(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === 'baml') void this.show(document.uri);
  }

  dispose(): void {
    this.editors.dispose();
    this.item.dispose();
  }

  private async show(file: vscode.Uri): Promise<void> {
    const asked = ++this.asked;
    const { item, server } = this;
    item.busy = true;
    // Only to be told of, a server is not started: it may be on its way down for a restart.
    const functions = server.isReady ? await server.functions().catch(() => null) : null;
    if (asked !== this.asked) return;
    item.busy = false;
    const { text, detail, isDown } = statusText(functions, file.toString(), (uri) =>
      vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    );
    item.text = text;
    item.detail = detail;
    item.severity = isDown ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.command = isDown
      ? { command: 'bamlLive.showLog', title: l10n.t('Show Log') }
      : { command: 'bamlLive.openPlayground', title: l10n.t('Open Playground') };
  }
}
