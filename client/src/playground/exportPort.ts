/** Exports and *Open as text* in the editor: asks for a form and a place, writes, and shows the text alternative. */
import * as vscode from 'vscode';
import type { QuirkNote } from '../../../protocol/insight';
import { l10n } from '../../../protocol/l10n';
import type { ExportFormat } from '../../../protocol/records';
import type { RunEvent } from '../../../protocol/run';
import { toBase64 } from '../../../protocol/base64';
import { newNonce } from './html';
import type { ExportPorts, PageAssets } from './runExports';

/** Of a run: null when nobody knows them any more, undefined when nobody has asked. */
type Quirks = readonly QuirkNote[] | null | undefined;

const SCHEME = 'baml-live-run';
const MOST_SIDES = 20;

export class ExportPort implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** What the document of a window tells about: made when somebody looks. */
  private readonly sources = new Map<string, { events(): readonly RunEvent[]; quirks(): Quirks }>();
  /** Texts that are compared; the last few. */
  private readonly sides = new Map<string, string>();
  private comparisons = 0;
  private readonly changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changeEmitter.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly dist: vscode.Uri) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const side = this.sides.get(uri.toString());
    if (side !== undefined) return side;
    const { textOfRun } = await import('./runExports');
    const source = this.sources.get(uri.toString());
    return textOfRun(source?.events() ?? [], source?.quirks());
  }

  /** Opens the run of a window as text, or brings the open document up to date. */
  async openAsText(window: string, events: () => readonly RunEvent[], quirks: () => Quirks): Promise<void> {
    const uri = uriOf(window);
    this.sources.set(uri.toString(), { events, quirks });
    this.changeEmitter.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** The run of a window is another one, or has ended. */
  refresh(window: string): void {
    const uri = uriOf(window);
    if (this.sources.has(uri.toString())) this.changeEmitter.fire(uri);
  }

  forget(window: string): void {
    this.sources.delete(uriOf(window).toString());
  }

  /** Opens the editor's own comparison of two texts that are in no file. */
  async showDiff(title: string, before: string, after: string, extension: string): Promise<void> {
    const number = ++this.comparisons;
    const side = (name: string, text: string): vscode.Uri => {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.${extension}`, query: `comparison ${number}` });
      this.sides.set(uri.toString(), text);
      return uri;
    };
    for (const old of [...this.sides.keys()].slice(0, -MOST_SIDES)) this.sides.delete(old);
    await vscode.commands.executeCommand('vscode.diff', side('A', before), side('B', after), title);
  }

  /** Asks for the form when none is given, and for the place; undefined when the person changed their mind. */
  async exportRun(
    events: readonly RunEvent[],
    wanted: ExportFormat | null,
    quirks?: Quirks,
  ): Promise<vscode.Uri | undefined> {
    const format = wanted ?? (await this.ask());
    if (!format) return undefined;
    const { exportedText, exportName, formats } = await import('./runExports');
    const text = await exportedText(format, events, { ...this.ports(), ...(quirks !== undefined && { quirks }) });
    if (format === 'copy') {
      await vscode.env.clipboard.writeText(text);
      void vscode.window.showInformationMessage(l10n.t('The summary is on the clipboard, as Markdown.'));
      return undefined;
    }
    const { label, extension } = formats()[format];
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = exportName(format, events);
    const uri = await vscode.window.showSaveDialog({
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
      filters: { [label]: [extension] },
      title: l10n.t('Export: {0}', label),
    });
    if (!uri) return undefined;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  }

  dispose(): void {
    this.registration.dispose();
    this.changeEmitter.dispose();
  }

  private async ask(): Promise<ExportFormat | undefined> {
    const { formats } = await import('./runExports');
    const items = Object.entries(formats()).map(([format, { label, detail }]) => ({
      label,
      detail,
      format: format as ExportFormat,
    }));
    return (await vscode.window.showQuickPick(items, { title: l10n.t('Export the run on screen as') }))?.format;
  }

  private ports(): ExportPorts {
    return {
      redact: redactedPaths(),
      assets: () => this.assets(),
      newNonce,
    };
  }

  private async assets(): Promise<PageAssets> {
    const read = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.dist, name));
    const text = async (name: string) => new TextDecoder().decode(await read(name));
    const [script, style, colours, font] = await Promise.all([
      text('standalone.js'),
      text('webview-style.css'),
      text('standalone-style.css'),
      read('codicon.ttf'),
    ]);
    return {
      script: withoutMap(script),
      style: `${withoutMap(colours)}\n${withoutMap(style)}`,
      font: toBase64(font),
    };
  }
}

/** The setting, whatever somebody wrote into it. */
export function redactedPaths(): readonly string[] {
  const paths: unknown = vscode.workspace.getConfiguration('bamlLive').get('recordings.redactArguments');
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [];
}

function uriOf(window: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: '/BAML Live run.md', query: window });
}

/** A page of its own has no file of sources beside it. */
function withoutMap(text: string): string {
  return text.replace(/\n?(?:\/\/|\/\*)# sourceMappingURL=[^\n]*\s*$/, '');
}
