/** The playground for those who live as long as the extension. What it is made of (`panel.ts`) is loaded with its first window. */
import * as vscode from 'vscode';
import type { RunEvent, SourceLocation } from '../../../protocol/run';
import type { ViewAction } from '../../../protocol/viewActions';
import { Once } from '../once';
import type { Playground } from './panel';
import type { Relay } from './relay';

export const PANEL_TYPE = 'bamlLive.playground';
export const RECORDING_TYPE = 'bamlLive.recording';

export class PlaygroundAtHand
  implements vscode.WebviewPanelSerializer, vscode.CustomReadonlyEditorProvider, vscode.Disposable
{
  private made: Playground | undefined;
  private readonly playground: Once<Playground>;
  private readonly changeEmitter = new vscode.EventEmitter<void>();
  /** A run began or ended, or another window is the active one. */
  readonly onDidChange = this.changeEmitter.event;

  constructor(make: () => Promise<Playground>) {
    this.playground = new Once(async () => {
      const playground = await make();
      this.made = playground;
      playground.onDidChange(() => this.changeEmitter.fire());
      return playground;
    });
  }

  get events(): readonly RunEvent[] {
    return this.made?.events ?? [];
  }

  /** Whether one of its windows is the active one. */
  get isInUse(): boolean {
    return this.made?.isInUse ?? false;
  }

  get isRunning(): boolean {
    return this.made?.isRunning ?? false;
  }

  /** Whether a run goes on in any window: what *Cancel* can end. */
  get isAnyRunning(): boolean {
    return this.made?.isAnyRunning ?? false;
  }

  /** The panel beside the editor, made when there is none. The editor keeps the focus. */
  async open(): Promise<Relay> {
    return (await this.load()).open();
  }

  /** The window used last, brought into view, or the panel. */
  async activeOrNew(): Promise<Relay> {
    return (await this.load()).activeOrNew();
  }

  /** An action of the timeline, in the window used last. */
  act(action: ViewAction): void {
    this.made?.act(action);
  }

  cancel(): void {
    this.made?.cancel();
  }

  /** Before the editor ends: what runs is cancelled and kept. Nothing is when there is no playground, or none could be made. */
  async finish(): Promise<void> {
    await (await this.playground.made())?.finish();
  }

  functionsChanged(): void {
    this.made?.functionsChanged();
  }

  edited(file: string): void {
    this.made?.edited(file);
  }

  caretMoved(at: SourceLocation | null): void {
    this.made?.caretMoved(at);
  }

  serverChanged(): void {
    this.made?.serverChanged();
  }

  settingsChanged(): void {
    this.made?.settingsChanged();
  }

  recordingsChanged(): void {
    this.made?.recordingsChanged();
  }

  async deserializeWebviewPanel(window: vscode.WebviewPanel): Promise<void> {
    await (await this.load()).deserializeWebviewPanel(window);
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor(document: vscode.CustomDocument, window: vscode.WebviewPanel): Promise<void> {
    await (await this.load()).resolveCustomEditor(document, window);
  }

  dispose(): void {
    this.changeEmitter.dispose();
  }

  private load(): Promise<Playground> {
    return this.playground.get();
  }
}
