/**
 * Tells the client to ask again for what it shows beside problems: colours, hints and lenses. An editor asks by itself for the
 * file that is edited; what another file, the disk or a setting changes it cannot know. Clients that cannot be told are left
 * alone.
 */
import type { InitializeParams } from 'vscode-languageserver-protocol';
import type { Connection } from './connection';
import type { Documents } from './documents';
import type { RefreshMethod } from './messages';
import { snapshotFor } from './openProject';
import type { ServerSettings } from './settings';
import { rootsOf } from './uris';

/** A pause in typing before the client is told: it asks for every file it shows. */
const QUIET_MS = 300;

/** An open file as it was when the client was told last. */
interface Shown {
  readonly version: number;
  /** The findings about it: another object when something they depend on is another. */
  readonly found: object;
}

export class Refresh {
  private requests: readonly RefreshMethod[] = [];
  private canRefreshHints = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly shown = new Map<string, Shown>();
  /** Projects that were read when the client was told last. */
  private ready = new Set<string>();
  private hints: boolean | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly documents: Documents,
    private readonly settings: ServerSettings,
  ) {}

  /** Takes what the client says about itself. */
  initialize({ capabilities }: InitializeParams): void {
    const workspace = capabilities?.workspace;
    this.canRefreshHints = workspace?.inlayHint?.refreshSupport === true;
    const requests: RefreshMethod[] = [];
    if (workspace?.semanticTokens?.refreshSupport === true) requests.push('workspace/semanticTokens/refresh');
    if (this.canRefreshHints) requests.push('workspace/inlayHint/refresh');
    if (workspace?.codeLens?.refreshSupport === true && this.settings.canRun)
      requests.push('workspace/codeLens/refresh');
    this.requests = requests;
    this.hints = this.settings.current.streamingHints;
  }

  /** Something changed; if others see something else by that, the client hears of it after a pause. */
  changed(): void {
    if (!this.requests.length) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), QUIET_MS);
  }

  settingsChanged(): void {
    const { streamingHints } = this.settings.current;
    if (this.hints === streamingHints) return;
    this.hints = streamingHints;
    if (this.canRefreshHints) this.tell('workspace/inlayHint/refresh');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.requests = [];
  }

  private look(): void {
    const projects = new Map(this.documents.projects().map((project) => [project.root, project]));
    const ready = new Set([...projects.values()].flatMap(({ root, isReady }) => (isReady ? [root] : [])));
    // What was answered while a project was being read may have lacked the names of files that were not read yet.
    let isOther = [...ready].some((root) => !this.ready.has(root));
    this.ready = ready;
    const open = this.documents.openDocuments();
    for (const uri of this.shown.keys()) if (!open.has(uri)) this.shown.delete(uri);
    for (const [uri, { version }] of open) {
      const project = projects.get(rootsOf(uri)[0] ?? '');
      if (!project?.isReady) continue;
      // The findings are made for the diagnostics; here they are only compared.
      if (!project.project.prepareDiagnostics(uri, () => true)) return this.changed();
      const found = snapshotFor(project, uri).diagnostics(uri);
      const before = this.shown.get(uri);
      if (before?.version === version && before.found !== found) isOther = true;
      this.shown.set(uri, { version, found });
    }
    if (isOther) for (const request of this.requests) this.tell(request);
  }

  private tell(method: RefreshMethod): void {
    // A client that has gone, or refuses, needs no colours.
    this.connection.sendRequest(method).catch(() => undefined);
  }
}
