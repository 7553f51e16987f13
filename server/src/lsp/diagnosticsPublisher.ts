/**
 * Tells the editor what is wrong: only files whose diagnostics or version changed, and clears only what was set.
 *
 * Work starts when a whole turn has passed without a change, so a burst of edits is one computation, and is done in
 * slices so that requests do not wait for it. Files open in the editor come first.
 */
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Documents } from './documents';
import type { FileDiagnostics, FileReport } from './fileDiagnostics';
import type { OpenProject } from './openProject';
import { rootsOf } from './uris';

/** What the editor was last told about a file. */
interface Told {
  readonly version: number | undefined;
  readonly report: FileReport;
}

const EMPTY = '[]';
const SLICE_MS = 10;
/**
 * Of keys that come faster than they are handled, the first may be all there is when its work begins. So after this time it is
 * looked whether the text is still the newest, before more is spent on it.
 */
const FIRST_LOOK_MS = 1;
/** What an edit makes necessary is mostly done in less, and then nothing may come in between. */
const LONG_SLICE_MS = 40;
/** A stream of edits without a pause must not postpone diagnostics for longer. */
const MAX_WAIT_MS = 50;

export class DiagnosticsPublisher {
  private readonly ledger = new Map<string, Told>();
  /** Closed files that may have something new to say. */
  private readonly waiting = new Map<string, OpenProject>();
  private collected: { readonly membership: number; readonly basis: object | undefined } = {
    membership: -1,
    basis: undefined,
  };
  /** The membership for which files that are gone were cleared. */
  private swept = -1;
  private generation = 0;
  /** When the first change came that the editor has heard nothing of. */
  private unheardSince: number | undefined;
  private isScheduled = false;
  /** How many computations are under way; all but the last stop soon. */
  private running = 0;
  private isDisposed = false;

  constructor(
    private readonly documents: Documents,
    private readonly files: FileDiagnostics,
    private readonly send: (params: PublishDiagnosticsParams) => void,
    private readonly now: () => number,
    /** Called when everything there was to look at has been looked at, or something changed meanwhile. */
    private readonly finished: () => void = () => undefined,
  ) {}

  /** Something changed; the editor is told soon. */
  changed(): void {
    this.generation++;
    if (this.isScheduled || this.isDisposed) return;
    this.isScheduled = true;
    void this.settle();
  }

  /** Whether there is something left to work out or to tell. */
  get isBusy(): boolean {
    return this.isScheduled || this.running > 0;
  }

  dispose(): void {
    this.isDisposed = true;
    this.generation++;
  }

  private async settle(): Promise<void> {
    const latest = (this.unheardSince ??= this.now()) + MAX_WAIT_MS;
    let seen: number;
    do {
      seen = this.generation;
      // The connection handles one message in each turn, and the next one may come after us in the first of these.
      await turn();
      await turn();
    } while (seen !== this.generation && this.now() < latest);
    this.isScheduled = false;
    this.running++;
    await this.publishAll(this.generation);
    this.running--;
    this.finished();
  }

  private async publishAll(generation: number): Promise<void> {
    const isLate = this.now() >= (this.unheardSince ?? 0) + MAX_WAIT_MS;
    let sliceEnd = this.now() + (isLate ? LONG_SLICE_MS : FIRST_LOOK_MS);
    let nextSlice = isLate ? SLICE_MS : LONG_SLICE_MS;
    const isTimeUp = () => this.now() >= sliceEnd;
    const isStale = () => generation !== this.generation;
    const pause = async () => {
      await turn();
      sliceEnd = this.now() + nextSlice;
      nextSlice = SLICE_MS;
    };
    /** Whether the work was done before something changed. */
    const done = async (work: (isTimeUp: () => boolean) => boolean): Promise<boolean> => {
      while (!work(isTimeUp)) {
        await pause();
        if (isStale()) return false;
      }
      return true;
    };
    const projects = new Map(this.documents.projects().map((project) => [project.root, project]));
    const open = this.documents.openDocuments();
    for (const { project, isReady } of projects.values()) {
      if (isReady && !(await done((isUp) => project.prepare(isUp)))) return;
    }
    for (const [uri, document] of open) {
      const project = projects.get(rootsOf(uri)[0] ?? '');
      if (project && !project.isRead) continue;
      if (project?.isReady && !(await done((isUp) => project.project.prepareDiagnostics(uri, isUp)))) return;
      const report = project ? this.files.inProject(project, uri) : this.files.outside(uri, document.text);
      this.tell(uri, document.version, report);
      if (isTimeUp()) await pause();
      if (isStale()) return;
    }
    this.unheardSince = undefined;
    this.collect(projects.values());
    for (const [uri, project] of this.waiting) {
      if (!open.has(uri) && project.own.has(uri)) {
        if (!(await done((isUp) => project.project.prepareDiagnostics(uri, isUp)))) return;
        this.tell(uri, undefined, this.files.inProject(project, uri));
      }
      this.waiting.delete(uri);
      if (isTimeUp()) await pause();
      if (isStale()) return;
    }
    if (this.swept === this.documents.membership) return;
    this.swept = this.documents.membership;
    for (const uri of this.ledger.keys()) {
      const project = projects.get(rootsOf(uri)[0] ?? '');
      const isThere = open.has(uri) || project?.own.has(uri);
      // A file whose project is still being read keeps what was said about it.
      if (!isThere && project?.isReady !== false) this.clear(uri);
    }
  }

  /** Finds out which closed files have to be looked at: those an edit has touched, or all when more than texts has changed. */
  private collect(projects: Iterable<OpenProject>): void {
    const { membership } = this.documents;
    const isOther = membership !== this.collected.membership || this.files.basis !== this.collected.basis;
    this.collected = { membership, basis: this.files.basis };
    for (const project of projects) {
      if (!project.isReady) continue;
      const affected = project.project.takeAffected();
      for (const uri of isOther ? project.own : affected) this.waiting.set(uri, project);
    }
  }

  private tell(uri: string, version: number | undefined, report: FileReport): void {
    const told = this.ledger.get(uri);
    const isKnown = version === undefined || told?.version === version;
    if (told?.report === report && isKnown) return;
    this.ledger.set(uri, { version, report });
    if ((told?.report.json ?? EMPTY) === report.json && isKnown) return;
    this.send({
      uri: this.documents.editorUri(uri),
      ...(version !== undefined && { version }),
      diagnostics: [...report.diagnostics],
    });
  }

  /** Takes back what was said about a file that is gone. */
  private clear(uri: string): void {
    const told = this.ledger.get(uri);
    this.ledger.delete(uri);
    this.files.forget(uri);
    if (told && told.report.json !== EMPTY) this.send({ uri: this.documents.editorUri(uri), diagnostics: [] });
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
