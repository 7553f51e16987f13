/** The workspace folders: their projects are found at start, and their files are watched. */
import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver-protocol';
import type { Connection } from './connection';
import { startProgress } from './progress';
import { register } from './register';
import type { Documents } from './documents';
import { pathOf } from './localPaths';

/** Files of projects, and folders of projects that are made, moved or removed as a whole. */
const WATCHED = ['**/*.baml', '**/baml_src', '**/baml_src/**'];

export class Workspace {
  private folders: readonly WorkspaceFolder[] = [];
  private canWatch = false;
  private canReport = false;
  private canChange = false;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly documents: Documents,
  ) {}

  /** Paths of the workspace folders that are on this machine. */
  get paths(): readonly string[] {
    return this.folders.flatMap(({ uri }) => pathOf(uri) ?? []);
  }

  /** URIs of those that are not. */
  get farFolders(): readonly string[] {
    return this.folders.flatMap(({ uri }) => (pathOf(uri) === undefined ? uri : []));
  }

  /** Resolves when the projects of all folders known so far have been found. */
  get found(): Promise<unknown> {
    return this.reading;
  }

  /** Takes what the client says about itself. */
  initialize(params: InitializeParams): void {
    const { workspace, window } = params.capabilities ?? {};
    this.canWatch = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.canChange = workspace?.workspaceFolders === true;
    this.canReport = window?.workDoneProgress === true;
    const root = params.rootUri ? [{ uri: params.rootUri, name: '' }] : [];
    this.folders = params.workspaceFolders ?? root;
  }

  /** Finds the projects of all folders, and follows changes from then on. Never rejects. */
  async start(): Promise<void> {
    if (this.canChange) {
      this.connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event: { added, removed } }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.folders = [...this.folders.filter(({ uri }) => !gone.has(uri)), ...added];
        for (const folder of removed) this.documents.removeFolder(folder.uri);
        void this.read(added);
      });
    }
    if (this.canWatch) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      void register(this.connection, 'workspace/didChangeWatchedFiles', { watchers }).catch((error: unknown) =>
        this.connection.console.warn(`files are not watched: ${String(error)}`),
      );
    }
    await this.read(this.folders);
  }

  private read(folders: readonly WorkspaceFolder[]): Promise<unknown> {
    const before = this.reading;
    this.reading = Promise.all([before, this.readThese(folders)]);
    return this.reading;
  }

  private async readThese(folders: readonly WorkspaceFolder[]): Promise<void> {
    if (!folders.length) return;
    const progress = this.canReport ? await startProgress(this.connection, 'BAML Live: reading projects') : undefined;
    await Promise.all(folders.map((folder) => this.documents.addFolder(folder.uri))).catch((error: unknown) =>
      this.connection.console.error(`reading projects failed: ${String(error)}`),
    );
    progress?.end();
  }
}
