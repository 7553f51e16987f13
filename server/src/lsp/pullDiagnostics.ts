/**
 * Diagnostics for clients that ask for them: of one file (`textDocument/diagnostic`) and of everything
 * (`workspace/diagnostic`, which is answered when there is something new to say, so that nobody has to poll).
 *
 * A client that can be told to ask again gets no pushed diagnostics: it would show them twice. One that cannot would miss
 * what an edit in another file changes, so it is pushed to as well.
 */
import type { CancellationToken } from 'vscode-jsonrpc/node';
import type {
  DocumentDiagnosticReport,
  InitializeParams,
  ServerCapabilities,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import type { Connection } from './connection';
import type { Documents } from './documents';
import type { FileDiagnostics, FileReport } from './fileDiagnostics';
import type { Handlers } from './requestHandler';
import { canonicalUri } from './uris';

/** A pause in typing before other files are looked at again. */
const QUIET_MS = 100;
const SLICE_MS = 10;

export class PullDiagnostics {
  private isAdvertised = false;
  private canRefresh = false;
  private isDisposed = false;
  /** The report each open file was answered with last. */
  private readonly told = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private waiting: (() => void)[] = [];
  /** Goes up whenever those who wait should look again. */
  private calls = 0;

  constructor(
    private readonly connection: Connection,
    private readonly documents: Documents,
    private readonly files: FileDiagnostics,
    private readonly now: () => number,
  ) {}

  /** Takes what the client says about itself. `initializationOptions.diagnostics: "push"` asks for pushed ones only. */
  initialize(params: InitializeParams): void {
    const { textDocument, workspace } = params.capabilities ?? {};
    const options = (params.initializationOptions ?? {}) as { readonly diagnostics?: unknown };
    this.isAdvertised = Boolean(textDocument?.diagnostic) && options.diagnostics !== 'push';
    this.canRefresh = this.isAdvertised && workspace?.diagnostics?.refreshSupport === true;
  }

  /** Whether the client needs no pushed diagnostics. */
  get replacesPush(): boolean {
    return this.canRefresh;
  }

  capabilities(): Partial<ServerCapabilities> {
    if (!this.isAdvertised) return {};
    return {
      diagnosticProvider: { identifier: 'baml-live', interFileDependencies: true, workspaceDiagnostics: true },
    };
  }

  register({ request }: Handlers): void {
    this.connection.onRequest(
      'textDocument/diagnostic',
      request('diagnostic', namesFile, (params) => this.document(params.textDocument.uri, params.previousResultId)),
    );
    this.connection.onRequest(
      'workspace/diagnostic',
      request(
        'workspaceDiagnostic',
        () => undefined,
        (params, token) => this.workspace(params.previousResultIds, token),
      ),
    );
  }

  /** Something changed: whoever waits for news, or has old ones, hears of it after a pause. */
  changed(): void {
    if (this.isDisposed || !this.isAdvertised) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.wake();
      if (this.canRefresh && this.isStale()) {
        void this.connection.sendRequest('workspace/diagnostic/refresh').catch(() => undefined);
      }
    }, QUIET_MS);
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    this.wake();
  }

  private async document(editorUri: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
    const uri = canonicalUri(editorUri);
    await this.documents.projectOf(uri);
    const report = this.files.of(uri);
    if (!report) return { kind: 'full', items: [] };
    const id = report.id;
    this.told.set(uri, id);
    return id === previous
      ? { kind: 'unchanged', resultId: id }
      : { kind: 'full', resultId: id, items: [...report.diagnostics] };
  }

  private async workspace(
    previous: readonly { readonly uri: string; readonly value: string }[] | undefined,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    const has = new Map((previous ?? []).map(({ uri, value }) => [canonicalUri(uri), value]));
    const cancelled = token.onCancellationRequested(() => this.wake());
    try {
      for (;;) {
        const calls = this.calls;
        const items = await this.news(has, token);
        if (items.length || token.isCancellationRequested || this.isDisposed) return { items };
        // A call that came while we were looking must not be slept through.
        if (calls === this.calls) await new Promise<void>((resolve) => this.waiting.push(resolve));
      }
    } finally {
      cancelled.dispose();
    }
  }

  /** Everything a client with these reports does not know. */
  private async news(
    has: ReadonlyMap<string, string>,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    await Promise.all(this.documents.projects().map((project) => project.ready));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const seen = new Set<string>();
    let sliceEnd = this.now() + SLICE_MS;
    for (const project of this.documents.projects()) {
      for (const uri of project.own) {
        if (token.isCancellationRequested || this.isDisposed) return items;
        seen.add(uri);
        const report = this.files.of(uri);
        const id = report?.id;
        const isNews = has.has(uri) ? has.get(uri) !== id : (report?.diagnostics.length ?? 0) > 0;
        if (report && isNews) items.push(this.item(uri, report));
        if (this.now() >= sliceEnd) {
          await new Promise((resolve) => setImmediate(resolve));
          sliceEnd = this.now() + SLICE_MS;
        }
      }
    }
    for (const [uri, id] of has) {
      if (seen.has(uri)) continue;
      // An open file of no project was asked for by itself.
      const report = this.files.of(uri);
      if (report && report.id !== id) items.push(this.item(uri, report));
      else if (!report && id !== '') items.push(this.gone(uri));
    }
    return items;
  }

  private gone(uri: string): WorkspaceDocumentDiagnosticReport {
    this.files.forget(uri);
    return { kind: 'full', uri: this.documents.editorUri(uri), version: null, resultId: '', items: [] };
  }

  private item(uri: string, report: FileReport): WorkspaceDocumentDiagnosticReport {
    const version = this.documents.openDocuments().get(uri)?.version ?? null;
    return {
      kind: 'full',
      uri: this.documents.editorUri(uri),
      version,
      resultId: report.id,
      items: [...report.diagnostics],
    };
  }

  /** Whether an open file that was asked for would be answered differently now. */
  private isStale(): boolean {
    const open = this.documents.openDocuments();
    for (const [uri, id] of this.told) {
      if (!open.has(uri)) this.told.delete(uri);
      else {
        const report = this.files.of(uri);
        if (report && report.id !== id) return true;
      }
    }
    return false;
  }

  private wake(): void {
    this.calls++;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

function namesFile(params: unknown): string | undefined {
  const { textDocument } = (params ?? {}) as { textDocument?: { uri?: unknown } | null };
  return typeof textDocument?.uri === 'string' ? undefined : 'textDocument.uri is missing';
}
