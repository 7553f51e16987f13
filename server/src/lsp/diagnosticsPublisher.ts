/**
 * Tells the editor what is wrong: only files whose diagnostics or version changed, and clears only what was set.
 *
 * Work starts when a whole turn has passed without a change, so a burst of edits is one computation, and is done in
 * slices so that requests do not wait for it. Files open in the editor come first.
 */
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Diagnostic } from '../language/diagnostic';
import { locator, toDiagnostic, type Locate } from './convert';
import type { Documents, OpenDocument, OpenProject } from './documents';
import { LineIndex } from './lineIndex';
import { rootsOf } from './uris';

/** What the editor was last told about a file. */
interface Told {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly problem: string | undefined;
  readonly json: string;
}

const EMPTY = '[]';
const SLICE_MS = 10;
/** A stream of edits without a pause must not postpone diagnostics for longer. */
const MAX_WAIT_MS = 50;

const UNREADABLE = 'unreadable-file';
const OUTSIDE = 'outside-project';
const OUTSIDE_MESSAGE =
  'This file belongs to no project, so it is not checked and its functions cannot be run. Move it into a folder named `baml_src`.';

export class DiagnosticsPublisher {
  private readonly ledger = new Map<string, Told>();
  private generation = 0;
  private isScheduled = false;
  private isDisposed = false;

  constructor(
    private readonly documents: Documents,
    private readonly send: (params: PublishDiagnosticsParams) => void,
    private readonly now: () => number,
  ) {}

  /** Something changed; the editor is told soon. */
  changed(): void {
    this.generation++;
    if (this.isScheduled || this.isDisposed) return;
    this.isScheduled = true;
    void this.settle();
  }

  dispose(): void {
    this.isDisposed = true;
    this.generation++;
  }

  private async settle(): Promise<void> {
    const latest = this.now() + MAX_WAIT_MS;
    let seen: number;
    do {
      seen = this.generation;
      // The connection handles one message in each turn, and the next one may come after us in the first of these.
      await turn();
      await turn();
    } while (seen !== this.generation && this.now() < latest);
    this.isScheduled = false;
    await this.publishAll(this.generation);
  }

  private async publishAll(generation: number): Promise<void> {
    let sliceEnd = this.now() + SLICE_MS;
    const isStale = () => generation !== this.generation;
    const pause = async () => {
      await turn();
      sliceEnd = this.now() + SLICE_MS;
    };
    const projects = new Map(this.documents.projects().map((project) => [project.root, project]));
    const done = new Set<string>();
    for (const [uri, document] of this.documents.openDocuments()) {
      const root = rootsOf(uri)[0];
      const project = projects.get(root ?? '');
      if (project && !project.isReady) continue;
      if (!project) this.publishOutside(uri, document);
      else this.publish(project, uri, document.version);
      done.add(uri);
      if (this.now() >= sliceEnd) await pause();
      if (isStale()) return;
    }
    for (const project of projects.values()) {
      if (!project.isReady) continue;
      for (const uri of project.own) {
        if (done.has(uri)) continue;
        this.publish(project, uri, undefined);
        done.add(uri);
        if (this.now() >= sliceEnd) await pause();
        if (isStale()) return;
      }
    }
    for (const uri of [...this.ledger.keys()].filter((known) => !done.has(known))) this.clear(uri, projects);
  }

  private publish(project: OpenProject, uri: string, version: number | undefined): void {
    const snapshot = project.project.snapshot();
    const problem = project.unreadable.get(uri);
    const text = snapshot.text(uri);
    const diagnostics = text === undefined ? [] : snapshot.diagnostics(uri);
    const told = this.ledger.get(uri);
    const isKnown = told?.diagnostics === diagnostics && told.problem === problem;
    if (isKnown && (version === undefined || told.version === version)) return;
    const linesOf = (file: string) => {
      const content = snapshot.text(file);
      return content === undefined ? undefined : this.documents.lines(file, content);
    };
    const lines = this.documents.lines(uri, text ?? '');
    const locate = locator(linesOf, (file) => this.documents.editorUri(file));
    this.tell(uri, version, diagnostics, problem, lines, locate);
  }

  private publishOutside(uri: string, document: OpenDocument): void {
    if (this.ledger.get(uri)?.version === document.version) return;
    const lines = new LineIndex(document.text);
    this.tell(uri, document.version, [overFirstLine(OUTSIDE, lines, OUTSIDE_MESSAGE)], undefined, lines);
  }

  private tell(
    uri: string,
    version: number | undefined,
    diagnostics: readonly Diagnostic[],
    problem: string | undefined,
    lines: LineIndex,
    locate: Locate = () => undefined,
  ): void {
    const all = problem === undefined ? diagnostics : [overFirstLine(UNREADABLE, lines, problem), ...diagnostics];
    const converted = all.map((diagnostic) => toDiagnostic(diagnostic, lines, locate));
    const json = JSON.stringify(converted);
    const told = this.ledger.get(uri);
    this.ledger.set(uri, { version, diagnostics, problem, json });
    const isSame = (told?.json ?? EMPTY) === json;
    if (isSame && (version === undefined || told?.version === version)) return;
    this.send({
      uri: this.documents.editorUri(uri),
      ...(version !== undefined && { version }),
      diagnostics: converted,
    });
  }

  /** Takes back what was said about a file that is gone; a file whose project is still being read keeps it. */
  private clear(uri: string, projects: ReadonlyMap<string, OpenProject>): void {
    if (projects.get(rootsOf(uri)[0] ?? '')?.isReady === false) return;
    const told = this.ledger.get(uri);
    this.ledger.delete(uri);
    if (told && told.json !== EMPTY) this.send({ uri: this.documents.editorUri(uri), diagnostics: [] });
  }
}

function overFirstLine(code: string, lines: LineIndex, message: string): Diagnostic {
  const end = lines.offset({ line: 0, character: Number.MAX_SAFE_INTEGER });
  return { code, severity: 'error', message, span: { start: 0, end } };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
