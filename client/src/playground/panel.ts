/** The playground's windows: one panel beside the editor, and an editor for every opened `*.bamlrun` file. */
import * as vscode from 'vscode';
import type { RunEvent, SourceLocation } from '../../../protocol/run';
import type { EnvironmentOverrides } from '../keys/environmentOverrides';
import { overridesPort } from '../keys/askOverride';
import type { ViewAction } from '../../../protocol/viewActions';
import type { LanguageServer } from '../languageClient';
import type { RequestViewer } from '../requestViewer';
import { EditorPort } from './editorPort';
import type { ExportPort } from './exportPort';
import { newNonce, pageHtml } from './html';
import { showRecordingFile } from './recordingEditor';
import { PANEL_TYPE } from './playgroundAtHand';
import type { Recordings } from './recordings';
import { Relay } from './relay';
import type { RememberedArguments } from './rememberedArguments';

/** As `playgroundAtHand.ts` asks for it. */
export class Playground {
  private panel: { readonly window: vscode.WebviewPanel; readonly relay: Relay } | undefined;
  private readonly windows = new Map<Relay, vscode.WebviewPanel>();
  /** Those whose window was closed while they ran. */
  private readonly closed = new Set<Relay>();
  /** The one commands speak to: of the window that was used last. */
  private active: Relay | undefined;
  private readonly changeEmitter = new vscode.EventEmitter<void>();
  /** A run began or ended, or another window is the active one. */
  readonly onDidChange = this.changeEmitter.event;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: LanguageServer,
    private readonly recordings: Recordings,
    private readonly requests: RequestViewer,
    private readonly exports: ExportPort,
    private readonly output: vscode.LogOutputChannel,
    private readonly overrides: EnvironmentOverrides,
    private readonly remembered: RememberedArguments,
  ) {}

  get events(): readonly RunEvent[] {
    return this.active?.events ?? [];
  }

  /** Whether one of its windows is the active one. */
  get isInUse(): boolean {
    return [...this.windows.values()].some((window) => window.active);
  }

  get isRunning(): boolean {
    return this.active?.isRunning ?? false;
  }

  /** Whether a run goes on in any window: what *Cancel* can end. */
  get isAnyRunning(): boolean {
    return [...this.windows.keys()].some((relay) => relay.isRunning);
  }

  /** The panel beside the editor, made when there is none. The editor keeps the focus. */
  open(): Relay {
    if (this.panel) {
      this.panel.window.reveal(undefined, true);
    } else {
      const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      const window = vscode.window.createWebviewPanel(PANEL_TYPE, 'BAML Live', beside, this.options());
      this.adopt(window);
    }
    const { relay } = this.panel!;
    this.activate(relay);
    return relay;
  }

  /** The window used last, brought into view: what a command does there is to be seen; or the panel. */
  activeOrNew(): Relay {
    if (!this.active) return this.open();
    const window = this.windows.get(this.active);
    if (window && !window.visible) window.reveal(undefined, true);
    return this.active;
  }

  /** An action of the timeline, in the window used last; without one there is nothing to do it in. */
  act(action: ViewAction): void {
    this.active?.act(action);
  }

  /** The function that was run last in the window in use, when it can be run again and the file is of its project. */
  rerunnable(file: string): string | undefined {
    return this.active?.rerunnable(file);
  }

  /** Runs it again, with what the panel has selected. */
  rerun(): void {
    this.active?.command('run');
  }

  /** Cancels the run of the active window; when it has none, those of the others. */
  cancel(): void {
    for (const relay of this.active?.isRunning ? [this.active] : this.windows.keys()) relay.cancel();
  }

  /** Before the editor ends: what runs is cancelled and kept. */
  async finish(): Promise<void> {
    await Promise.all([...this.windows.keys(), ...this.closed].map((relay) => relay.finish()));
  }

  functionsChanged(): void {
    for (const relay of this.windows.keys()) void relay.functionsChanged();
  }

  /** A BAML file was edited. */
  edited(file: string): void {
    for (const relay of this.windows.keys()) relay.edited(file);
  }

  /** The caret of a BAML file moved: its rows are highlighted. */
  caretMoved(at: SourceLocation | null): void {
    for (const relay of this.windows.keys()) relay.caretMoved(at);
  }

  serverChanged(): void {
    for (const relay of this.windows.keys()) relay.serverChanged();
  }

  settingsChanged(): void {
    for (const relay of this.windows.keys()) relay.records.settingsChanged();
  }

  recordingsChanged(): void {
    for (const relay of this.windows.keys()) void relay.recordingsChanged();
  }

  // ------------------------------------------------------------------------------------------------ for VS Code

  /** After a reload of the window: the last run is shown again, and nothing is run. */
  async deserializeWebviewPanel(window: vscode.WebviewPanel): Promise<void> {
    window.webview.options = this.options();
    const relay = this.adopt(window);
    const last = await this.recordings.latest();
    if (last) await relay.replays.show(last);
  }

  async resolveCustomEditor(document: vscode.CustomDocument, window: vscode.WebviewPanel): Promise<void> {
    window.webview.options = this.options();
    const relay = this.attach(window);
    await showRecordingFile(document.uri, window, relay);
  }

  // ------------------------------------------------------------------------------------------------ inside

  private adopt(window: vscode.WebviewPanel): Relay {
    const relay = this.attach(window);
    this.panel = { window, relay };
    window.onDidDispose(() => {
      if (this.panel?.window === window) this.panel = undefined;
    });
    return relay;
  }

  private attach(window: vscode.WebviewPanel): Relay {
    const id = crypto.randomUUID();
    const relay = new Relay({
      view: {
        post: (message) => void window.webview.postMessage(message),
        isVisible: () => window.visible,
      },
      server: {
        run: (params, onEvents, signal) => this.server.run(params, onEvents, signal),
        schemaText: (ir) => this.server.schemaText(ir),
        functions: () => this.server.functions(),
        clients: () => this.server.clients(),
        isReady: () => this.server.isReady,
        runVariables: (params) => this.server.runVariables(params),
        reread: (params, signal) => this.server.reread(params, signal),
        arguments: (params) => this.server.arguments(params),
        callingCode: (params) => this.server.callingCode(params),
        newTest: (params) => this.server.newTest(params),
        quirks: (run, signal) => this.server.quirks(run, signal),
        moment: (params) => this.server.moment(params),
        streamTypes: (name, uri) => this.server.streamTypes(name, uri),
      },
      overrides: overridesPort(this.overrides),
      remembered: this.remembered,
      recordings: this.recordings,
      editor: new EditorPort(
        this.output,
        this.requests,
        { port: this.exports, window: id },
        () => {
          this.exports.refresh(id);
          this.changeEmitter.fire();
        },
        () => window.viewColumn,
      ),
      newId: () => crypto.randomUUID(),
    });
    this.windows.set(relay, window);
    this.activate(relay);
    window.webview.onDidReceiveMessage((message: unknown) => relay.receive(message));
    window.onDidChangeViewState(() => {
      if (window.active) this.activate(relay);
      relay.visibilityChanged();
    });
    window.onDidDispose(() => {
      relay.dispose();
      // What goes on without its window is still kept when the editor ends.
      if (relay.isRunning) this.closed.add(relay);
      this.exports.forget(id);
      this.windows.delete(relay);
      if (this.active === relay) this.active = [...this.windows.keys()].at(-1);
      this.changeEmitter.fire();
    });
    window.webview.html = this.page(window.webview);
    return relay;
  }

  private activate(relay: Relay): void {
    if (this.active === relay) return;
    this.active = relay;
    this.changeEmitter.fire();
  }

  private options(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')] };
  }

  private page(webview: vscode.Webview): string {
    const dist = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', name)).toString();
    return pageHtml({
      cspSource: webview.cspSource,
      script: dist('webview.js'),
      style: dist('webview-style.css'),
      nonce: newNonce(),
    });
  }
}
