/** The view *Runs & Recordings* in the activity bar. */
import * as vscode from 'vscode';
import { l10n } from '../../../protocol/l10n';
import type { RecordingInfo } from '../../../protocol/webview';

const ICONS: Readonly<Record<RecordingInfo['outcome'], string>> = {
  completed: 'pass',
  cancelled: 'circle-slash',
  stopped: 'stop-circle',
  failed: 'error',
  cut: 'warning',
};

export class RecordingsView implements vscode.TreeDataProvider<RecordingInfo>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view = vscode.window.createTreeView('bamlLive.recordings', { treeDataProvider: this });

  private isStale = false;
  private readonly seen = this.view.onDidChangeVisibility(({ visible }) => {
    if (visible && this.isStale) this.refresh();
  });

  constructor(private readonly list: () => Promise<readonly RecordingInfo[]>) {}

  /** What it shows may have changed; nobody is asked while it is hidden. */
  refresh(): void {
    this.isStale = !this.view.visible;
    if (!this.isStale) this.changed.fire();
  }

  async getChildren(info?: RecordingInfo): Promise<RecordingInfo[]> {
    return info ? [] : [...(await this.list().catch(() => []))];
  }

  getTreeItem(info: RecordingInfo): vscode.TreeItem {
    const item = new vscode.TreeItem(info.function);
    item.id = info.id;
    item.description = info.detail;
    item.tooltip = `${info.function}: ${info.detail}`;
    item.contextValue = `recording.${info.origin}`;
    item.iconPath = new vscode.ThemeIcon(ICONS[info.outcome]);
    item.accessibilityInformation = { label: `${info.function}, ${info.outcome}, ${info.detail}` };
    item.command = { command: 'bamlLive.showRecording', title: l10n.t('Show'), arguments: [info] };
    return item;
  }

  dispose(): void {
    this.seen.dispose();
    this.view.dispose();
    this.changed.dispose();
  }
}
