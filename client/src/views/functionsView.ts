/** The view *Functions & Tests* in the activity bar. Asks the server only while it is looked at. */
import * as vscode from 'vscode';
import type { FunctionInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';
import { functionNodes, type FunctionNode } from './functionNodes';

const ICONS: Readonly<Record<FunctionNode['kind'], string>> = {
  project: 'folder',
  function: 'symbol-function',
  test: 'beaker',
};

export class FunctionsView implements vscode.TreeDataProvider<FunctionNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view = vscode.window.createTreeView('bamlLive.functions', {
    treeDataProvider: this,
    showCollapseAll: true,
  });

  private isStale = false;
  private readonly seen = this.view.onDidChangeVisibility(({ visible }) => {
    if (visible && this.isStale) this.refresh();
  });

  constructor(private readonly functions: () => Promise<readonly FunctionInfo[]>) {}

  /** What it shows may have changed; nobody is asked while it is hidden. */
  refresh(): void {
    this.isStale = !this.view.visible;
    if (!this.isStale) this.changed.fire();
  }

  async getChildren(node?: FunctionNode): Promise<FunctionNode[]> {
    if (node) return [...node.children];
    const functions = await this.functions().catch(() => []);
    void vscode.commands.executeCommand('setContext', 'bamlLive.hasFunctions', functions.length > 0);
    return [...functionNodes(functions, (project) => vscode.workspace.asRelativePath(vscode.Uri.parse(project)))];
  }

  getTreeItem(node: FunctionNode): vscode.TreeItem {
    const state = node.children.length
      ? node.kind === 'project'
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(node.label, state);
    item.id = node.id;
    item.description = node.description;
    item.tooltip = node.tooltip;
    item.contextValue = node.problem ? `${node.kind}.problem` : node.kind;
    item.iconPath = new vscode.ThemeIcon(node.problem ? 'warning' : ICONS[node.kind]);
    item.accessibilityInformation = { label: `${node.kind} ${node.label}, ${node.description}` };
    if (node.at) {
      const { line, character, endLine, endCharacter } = node.at;
      const selection = new vscode.Range(line, character, endLine, endCharacter);
      const options: vscode.TextDocumentShowOptions = { selection, preserveFocus: true };
      item.command = {
        command: 'vscode.open',
        title: l10n.t('Show'),
        arguments: [vscode.Uri.parse(node.at.uri), options],
      };
    }
    return item;
  }

  dispose(): void {
    this.seen.dispose();
    this.view.dispose();
    this.changed.dispose();
  }
}
