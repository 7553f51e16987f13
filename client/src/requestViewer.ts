/** Shows what a run would send, or has sent, in an editor that cannot be changed, and copies it as a command. */
import * as vscode from 'vscode';
import { l10n } from '../../protocol/l10n';
import type { ClientRequest, RequestPreview, RequestPreviewParams } from '../../protocol/request';
import { requestsText, titleOf } from './requestsText';

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

  /** Opens the requests as text. The same function has one editor, which is filled anew; what a run has sent has its own. */
  async show(params: RequestPreviewParams): Promise<void> {
    const requests = await this.preview(params);
    if (!requests) return;
    const name = params.run === undefined ? params.function : l10n.t('{0} (as sent)', params.function);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.http`, query: params.run ?? params.uri });
    this.texts.set(uri.toString(), requestsText(requests));
    this.changeEmitter.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** With several clients, or forms, the person chooses. */
  async copyAsCurl(params: RequestPreviewParams): Promise<void> {
    const requests = await this.preview(params);
    const request = requests && (await chosen(requests));
    if (!request) return;
    await vscode.env.clipboard.writeText(request.curl);
    void vscode.window.showInformationMessage(
      l10n.t('Copied as cURL. Keys stand in it as variables of the shell: set them there before you run it.'),
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.changeEmitter.dispose();
  }

  private async preview(params: RequestPreviewParams): Promise<readonly ClientRequest[] | undefined> {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showInformationMessage(
        l10n.t(
          'In Restricted Mode no request is made up: it takes addresses from the files of variables. Trust the workspace to see it.',
        ),
      );
      return undefined;
    }
    const preview = await this.ask(params);
    if (preview.kind === 'request') return preview.requests;
    void vscode.window.showErrorMessage(l10n.t('There is no request to show: {0}', preview.problems.join(' ')));
    return undefined;
  }
}

async function chosen(requests: readonly ClientRequest[]): Promise<ClientRequest | undefined> {
  if (requests.length < 2) return requests[0];
  const items = requests.map((request) => ({ label: titleOf(request), request }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Copy which request as cURL?') });
  return picked?.request;
}
