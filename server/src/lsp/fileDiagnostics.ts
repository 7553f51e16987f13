/**
 * What the editor is told about one file, pushed or pulled: the findings of its project, or why it is not checked. The same
 * object comes back as long as there is nothing new to say, so that nobody converts or sends it twice.
 */
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver-protocol';
import { pageOf } from '../language/checks/codes';
import type { Diagnostic } from '../language/diagnostic';
import { toDiagnostic } from './convert';
import type { Documents } from './documents';
import type { LineIndex } from './lineIndex';
import { locator, type Locate } from './locate';
import { snapshotFor, type OpenProject } from './openProject';
import type { ServerSettings, Settings } from './settings';
import { rootsOf } from './uris';

const UNREADABLE = 'unreadable-file';
const OUTSIDE = 'outside-project';
const OUTSIDE_MESSAGE =
  'This file belongs to no project, so it is not checked and its functions cannot be run. Move it into a folder named `baml_src`.';

export interface FileReport {
  readonly diagnostics: readonly LspDiagnostic[];
  /** The diagnostics as text: equal texts say the same. */
  readonly json: string;
  /** A name for what is said: another one whenever that is something else. */
  readonly id: string;
}

interface Known extends FileReport {
  readonly text: string;
  readonly found: readonly Diagnostic[];
  readonly problem: string | undefined;
  readonly settings: Settings;
}

const NOTHING: readonly Diagnostic[] = [];

export class FileDiagnostics {
  private readonly known = new Map<string, Known>();
  private ids = 0;

  constructor(
    private readonly documents: Pick<Documents, 'lines' | 'editorUri' | 'projects' | 'openDocuments'>,
    private readonly settings: Pick<ServerSettings, 'current' | 'pages'>,
  ) {}

  /** Another object when everything has to be said again. */
  get basis(): object {
    return this.settings.current;
  }

  /** The report about a file of a project. `uri` is in the one spelling of `canonicalUri`. */
  inProject(project: OpenProject, uri: string): FileReport {
    const snapshot = snapshotFor(project, uri);
    const text = snapshot.text(uri);
    const found = text === undefined ? NOTHING : snapshot.diagnostics(uri);
    const linesOf = (file: string) => {
      const content = snapshot.text(file);
      return content === undefined ? undefined : this.documents.lines(file, content);
    };
    const locate = locator(linesOf, (file) => this.documents.editorUri(file));
    return this.report(uri, text ?? '', found, project.unreadable.get(uri), locate);
  }

  /** The report about an open file of no project. */
  outside(uri: string, text: string): FileReport {
    return this.report(uri, text, NOTHING, OUTSIDE_MESSAGE, () => undefined);
  }

  /** The report about any file; undefined when it is neither open nor in a project, or its project is still being read. */
  of(uri: string): FileReport | undefined {
    const root = rootsOf(uri)[0];
    const project = this.documents.projects().find((candidate) => candidate.root === root);
    if (project) return project.isReady && project.own.has(uri) ? this.inProject(project, uri) : undefined;
    const document = this.documents.openDocuments().get(uri);
    return document && this.outside(uri, document.text);
  }

  /** The file is gone. */
  forget(uri: string): void {
    this.known.delete(uri);
  }

  private report(
    uri: string,
    text: string,
    found: readonly Diagnostic[],
    problem: string | undefined,
    locate: Locate,
  ): FileReport {
    const before = this.known.get(uri);
    const settings = this.settings.current;
    const isSame = before?.text === text && before.found === found && before.settings === settings;
    if (isSame && before.problem === problem) return before;
    const lines = this.documents.lines(uri, text);
    const code = problem === OUTSIDE_MESSAGE ? OUTSIDE : UNREADABLE;
    const shown = atTheirLevels(found, settings);
    const all = problem === undefined ? shown : [overFirstLine(code, lines, problem), ...shown];
    const diagnostics = all.map((diagnostic) =>
      toDiagnostic(diagnostic, lines, locate, pageOf(diagnostic.code, this.settings.pages)),
    );
    const json = JSON.stringify(diagnostics);
    const id = before?.json === json ? before.id : String(++this.ids);
    const made = { diagnostics, json, id, text, found, problem, settings };
    this.known.set(uri, made);
    return made;
  }
}

/** The findings as the person wants them: at another level, or not at all. */
export function atTheirLevels(found: readonly Diagnostic[], { checks }: Settings): readonly Diagnostic[] {
  return found.flatMap((diagnostic) => {
    const level = Object.hasOwn(checks, diagnostic.code) ? checks[diagnostic.code]! : diagnostic.severity;
    if (level === diagnostic.severity) return [diagnostic];
    return level === 'off' ? [] : [{ ...diagnostic, severity: level }];
  });
}

function overFirstLine(code: string, lines: LineIndex, message: string): Diagnostic {
  const end = lines.offset({ line: 0, character: Number.MAX_SAFE_INTEGER });
  return { code, severity: 'error', message, span: { start: 0, end } };
}
