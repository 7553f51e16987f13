/** Shows what a run would send, in an editor that cannot be changed, and copies it as a command. */
import * as vscode from 'vscode';
import type { RequestPreview, RequestPreviewParams } from '../../protocol/request';

const SCHEME = 'baml-live-request';

export class RequestViewer implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changeEmitter.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly ask: (params: RequestPreviewParams) => Promise<RequestPreview>) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** Opens the request as text. The same function has one editor, which is filled anew. */
  async show(params: RequestPreviewParams): Promise<void> {
    const preview = await this.preview(params);
    if (!preview) return;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${params.function}.http`, query: params.uri });
    this.texts.set(uri.toString(), preview.text);
    this.changeEmitter.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async copyAsCurl(params: RequestPreviewParams): Promise<void> {
    const preview = await this.preview(params);
    if (!preview) return;
    await vscode.env.clipboard.writeText(preview.curl);
    void vscode.window.showInformationMessage(
      'Copied as cURL. Keys stand in it as variables of the shell: set them there before you run it.',
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.changeEmitter.dispose();
  }

  private async preview(
    params: RequestPreviewParams,
  ): Promise<Extract<RequestPreview, { kind: 'request' }> | undefined> {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showInformationMessage(
        'In Restricted Mode no request is made up: it takes addresses from the files of variables. Trust the workspace to see it.',
      );
      return undefined;
    }
    const preview = await this.ask(params);
    if (preview.kind === 'request') return preview;
    void vscode.window.showErrorMessage(`There is no request to show: ${preview.problems.join(' ')}`);
    return undefined;
  }
}
