/**
 * The files of all projects: what the editor has open, and for everything else what is on disk.
 *
 * A project is a folder named `baml_src` with every `*.baml` file below it. A `baml_src` inside another one is a project
 * of its own and its files belong to the outer one too (language.md §8); diagnostics, lenses and runs of such a file
 * use the innermost project. Edits are applied when they arrive, so whoever asks for a snapshot sees the text as typed.
 */
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver-protocol';
import type { Project, ProjectSnapshot } from '../language/languageService';
import { bamlFiles, findRoots, isFolder, readText } from './disk';
import type { FarFiles } from './farFiles';
import { isSkipped, readable, type FileRead } from './fileRead';
import { LineIndex } from './lineIndex';
import { snapshotFor, type OpenProject } from './openProject';
import type { PositionEncoding } from './positionEncoding';
import { applyChanges, checked } from './textChanges';
import { canonicalUri, isBaml, isInside, isInsideAny, pathOf, rootsOf, uriOf } from './uris';

export interface OpenDocument {
  /** As the editor spells it. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** What a request about a file is answered from. */
export interface FileView {
  readonly uri: string;
  readonly root: string;
  readonly snapshot: ProjectSnapshot;
  readonly lines: LineIndex;
}

interface MutableProject extends OpenProject {
  isReady: boolean;
  isRead: boolean;
  readonly own: Set<string>;
  readonly unreadable: Map<string, string>;
}

/** Reading many files must not keep requests waiting longer than this. */
const SLICE_MS = 10;

export class Documents {
  private readonly loaded = new Map<string, MutableProject>();
  private readonly open = new Map<string, OpenDocument>();
  /** Changes that were not made yet, since nobody has asked for the text: of a hundred keys in a row one text is made. */
  private readonly unmade = new Map<string, { version: number; readonly changes: TextDocumentContentChangeEvent[] }>();
  /** The name of the last document that changed: mostly that of the next one. */
  private lastChanged = { editorUri: '', uri: '' };
  /** Files the editor spells in its own way, open or not. */
  private readonly spelled = new Map<string, string>();
  private readonly indexes = new Map<string, LineIndex>();
  private folders: readonly string[] = [];
  /** Files far away whose reading is on its way, with the question that counts: the latest. */
  private readonly askedFar = new Map<string, symbol>();
  /** Files far away that changed while folders are being read: what was asked for with the folder may be older. */
  private readonly changedFar = new Set<string>();
  private farFolders = 0;
  /** Goes up when a file comes or goes, is opened, closed or cannot be read: when more has changed than texts. */
  membership = 0;
  /** The units of columns, agreed with the client before anything else. */
  encoding: PositionEncoding = 'utf-16';

  /** `changed` is called after every change of any file, in the same turn. */
  constructor(
    private readonly createProject: () => Project,
    private readonly changed: () => void,
    private readonly now: () => number,
    /** Files that are not on this machine; undefined where nobody can be asked for them. */
    private readonly far: () => FarFiles | undefined = () => undefined,
  ) {}

  // ------------------------------------------------------------------------------------------------ the editor

  didOpen(item: TextDocumentItem): void {
    if (typeof item.text !== 'string') throw new TypeError('the text of an opened file is missing');
    const uri = canonicalUri(item.uri);
    this.unmade.delete(uri);
    this.open.set(uri, { uri: item.uri, version: item.version, text: item.text });
    if (item.uri === uri) this.spelled.delete(uri);
    else this.spelled.set(uri, item.uri);
    this.membership++;
    const root = rootsOf(uri)[0];
    if (root !== undefined) this.load(root);
    this.setText(uri, readable(item.text));
    this.changed();
  }

  didChange(editorUri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    if (this.lastChanged.editorUri !== editorUri) this.lastChanged = { editorUri, uri: canonicalUri(editorUri) };
    const { uri } = this.lastChanged;
    if (!this.open.has(uri)) return;
    for (const change of changes) checked(change);
    const waiting = this.unmade.get(uri);
    if (!waiting) this.unmade.set(uri, { version, changes: [...changes] });
    else {
      for (const change of changes) waiting.changes.push(change);
      waiting.version = version;
    }
    this.changed();
  }

  /** Makes the changes that were not made yet. */
  private settle(): void {
    for (const [uri, { version, changes }] of this.unmade) {
      this.unmade.delete(uri);
      const before = this.open.get(uri);
      if (!before) continue;
      const text = applyChanges(before.text, changes, this.encoding);
      this.open.set(uri, { uri: before.uri, version, text });
      this.setText(uri, readable(text));
    }
  }

  didClose(editorUri: string): void {
    const uri = canonicalUri(editorUri);
    this.unmade.delete(uri);
    this.open.delete(uri);
    this.indexes.delete(uri);
    this.membership++;
    this.readAgain(uri);
    this.changed();
  }

  // ------------------------------------------------------------------------------------------------ the disk

  /** Something happened to these files or folders; what exactly is seen on the disk. */
  watched(editorUris: readonly string[]): void {
    const folders = new Set<string>();
    // One change is told once for every pattern that is watched.
    for (const uri of new Set(editorUris.map(canonicalUri))) {
      const path = pathOf(uri);
      if (path === undefined) {
        void this.watchedFar(uri);
        continue;
      }
      const wasFile = this.isHeld(uri);
      if (isFolder(path)) {
        for (const file of [...bamlFiles(path)].flat()) this.discovered(uriOf(file));
      } else if (isBaml(uri)) {
        this.discovered(uri);
      }
      if (!wasFile && !this.isHeld(uri)) folders.add(uri);
    }
    for (const inside of this.heldBelow(folders)) this.readAgain(inside);
    this.changed();
  }

  /** Finds and loads the projects of a workspace folder. */
  async addFolder(folder: string): Promise<void> {
    const uri = canonicalUri(folder);
    if (this.folders.includes(uri)) return;
    this.folders = [...this.folders, uri];
    const path = pathOf(uri);
    const isGone = () => !this.folders.includes(uri);
    const roots =
      path === undefined
        ? ((await this.far()?.findRoots(uri, isGone)) ?? [])
        : (await findRoots(path, isGone)).map(uriOf);
    if (isGone() || (path === undefined && !this.far())) return;
    // The folder may be a part of a project.
    await Promise.all([...roots, ...rootsOf(uri)].map((root) => this.load(root).ready));
  }

  /** Forgets the projects of a workspace folder, except those with an open file. */
  removeFolder(folder: string): void {
    const uri = canonicalUri(folder);
    this.folders = this.folders.filter((other) => other !== uri);
    for (const root of this.loaded.keys()) {
      const isIn = (other: string) => isInside(root, other) || isInside(other, root);
      const isOpen = [...this.open.keys()].some((file) => isInside(file, root));
      if (isIn(uri) && !this.folders.some(isIn) && !isOpen) this.forget(root);
    }
    this.changed();
  }

  // ------------------------------------------------------------------------------------------------ asking

  projects(): readonly OpenProject[] {
    this.settle();
    return [...this.loaded.values()];
  }

  openDocuments(): ReadonlyMap<string, OpenDocument> {
    this.settle();
    return this.open;
  }

  /** The innermost project of a file or folder, loaded when it was not. Undefined outside of any `baml_src`. */
  async projectOf(editorUri: string): Promise<OpenProject | undefined> {
    const root = rootsOf(canonicalUri(editorUri))[0];
    if (root === undefined) return undefined;
    const project = this.load(root);
    await project.ready;
    this.settle();
    return project;
  }

  /** A file as it is now; undefined when no project holds it. */
  view(editorUri: string): FileView | undefined {
    this.settle();
    const uri = canonicalUri(editorUri);
    const project = this.loaded.get(rootsOf(uri)[0] ?? '');
    const snapshot = project && snapshotFor(project, uri);
    const text = snapshot?.text(uri);
    if (!project || !snapshot || text === undefined) return undefined;
    return { uri, root: project.root, snapshot, lines: this.lines(uri, text) };
  }

  /** The lines of a text; computed once while the file keeps it. */
  lines(uri: string, text: string): LineIndex {
    const known = this.indexes.get(uri);
    if (known?.text === text) return known;
    const made = new LineIndex(text, this.encoding);
    this.indexes.set(uri, made);
    return made;
  }

  /** The name of a file for the editor: as it spelled it when it opened the file. */
  editorUri(uri: string): string {
    return this.spelled.get(uri) ?? uri;
  }

  // ------------------------------------------------------------------------------------------------ inside

  private load(root: string): MutableProject {
    const known = this.loaded.get(root);
    if (known) return known;
    const made: MutableProject = {
      root,
      project: this.createProject(),
      ready: Promise.resolve(),
      isReady: false,
      isRead: false,
      own: new Set(),
      unreadable: new Map(),
    };
    this.loaded.set(root, made);
    this.settle();
    for (const [uri, document] of this.open) this.setIn(made, uri, readable(document.text));
    const ready = this.readAll(made).then(() => {
      made.isRead = made.isReady = true;
      this.membership++;
      this.changed();
    });
    return Object.assign(made, { ready });
  }

  private async readAll(project: MutableProject): Promise<void> {
    const path = pathOf(project.root);
    if (path === undefined && !this.far()) return;
    let sliceEnd = this.now() + SLICE_MS;
    const isTimeUp = () => this.now() >= sliceEnd;
    const pause = async (): Promise<void> => {
      if (!isTimeUp()) return;
      await turn();
      sliceEnd = this.now() + SLICE_MS;
    };
    if (path === undefined) await this.readFar(project.root, (uri, read) => this.setIn(project, uri, read));
    for (const files of path === undefined ? [] : bamlFiles(path)) {
      for (const file of files) {
        const uri = uriOf(file);
        if (!this.open.has(uri)) this.setIn(project, uri, readText(file));
        await pause();
      }
      await pause();
    }
    project.isRead = true;
    this.changed();
    // What the editor shows is diagnosed first.
    for (let i = 0; i < 4; i++) await turn();
    while (!project.project.prepare(isTimeUp)) await pause();
  }

  private discovered(uri: string): void {
    this.loadAround(uri);
    this.readAgain(uri);
  }

  private loadAround(uri: string): void {
    const root = rootsOf(uri)[0];
    if (root !== undefined && (this.loaded.has(root) || this.isLookedFor(root))) this.load(root);
  }

  /** Takes the text on disk, unless the editor has the file open. */
  private readAgain(uri: string): void {
    if (this.open.has(uri)) return;
    const path = pathOf(uri);
    if (path === undefined && isBaml(uri) && this.far()) return void this.readFarAgain(uri);
    this.setText(uri, path === undefined || !isBaml(uri) ? { kind: 'absent' } : readText(path));
  }

  // ------------------------------------------------------------------------------------------------ far away

  /** The files below a folder, but for those that are open or have changed since. */
  private async readFar(folder: string, take: (uri: string, read: FileRead) => void): Promise<void> {
    this.farFolders++;
    for await (const files of this.far()?.bamlFiles(folder) ?? []) {
      for (const { uri, read } of files) if (!this.open.has(uri) && !this.changedFar.has(uri)) take(uri, read);
    }
    if (--this.farFolders === 0) this.changedFar.clear();
  }

  private async readFarAgain(uri: string): Promise<void> {
    const question = Symbol(uri);
    this.askedFar.set(uri, question);
    if (this.farFolders) this.changedFar.add(uri);
    const read = await this.far()?.read(uri);
    // Meanwhile it may have been opened, or asked for once more.
    if (this.askedFar.get(uri) !== question) return;
    this.askedFar.delete(uri);
    if (!read || this.open.has(uri)) return;
    this.setText(uri, read);
    this.changed();
  }

  /** Something happened to a file or a folder far away. */
  private async watchedFar(uri: string): Promise<void> {
    if (!this.far()) return;
    if (isBaml(uri)) return this.discovered(uri);
    for (const inside of this.heldBelow(new Set([uri]))) this.readAgain(inside);
    await this.readFar(uri, (file, read) => {
      this.loadAround(file);
      this.setText(file, read);
    });
    this.changed();
  }

  private setText(uri: string, read: FileRead): void {
    for (const project of this.loaded.values()) this.setIn(project, uri, read);
    for (const root of rootsOf(uri)) this.forgetIfEmpty(root);
  }

  private setIn(project: MutableProject, uri: string, read: FileRead): void {
    if (uri === project.root || !isInside(uri, project.root)) return;
    if (read.kind === 'text') project.project.setFile(uri, read.text);
    else project.project.removeFile(uri);
    const problem = read.kind === 'absent' ? undefined : read.problem;
    const isOwn = read.kind !== 'absent' && rootsOf(uri)[0] === project.root;
    if (project.unreadable.get(uri) !== problem || project.own.has(uri) !== isOwn) this.membership++;
    if (read.kind === 'absent' || read.problem === undefined) project.unreadable.delete(uri);
    else project.unreadable.set(uri, read.problem);
    if (read.kind === 'absent') {
      project.own.delete(uri);
      this.indexes.delete(uri);
    } else if (isOwn) project.own.add(uri);
  }

  private forgetIfEmpty(root: string): void {
    const project = this.loaded.get(root);
    if (project?.isReady && project.own.size === 0 && project.project.snapshot().uris.length === 0) this.forget(root);
  }

  private forget(root: string): void {
    for (const uri of this.indexes.keys()) if (isInside(uri, root)) this.indexes.delete(uri);
    this.loaded.delete(root);
    this.membership++;
  }

  /** Whether the project would have been found at start: not in a folder of installed packages. */
  private isLookedFor(root: string): boolean {
    const around = this.folders.filter((folder) => isInside(root, folder));
    return !around.length || around.some((folder) => !root.slice(folder.length).split('/').some(isSkipped));
  }

  /** Whether this is a file of a project. */
  private isHeld(uri: string): boolean {
    return this.loaded.get(rootsOf(uri)[0] ?? '')?.own.has(uri) === true;
  }

  /** The files of projects in any of these folders. */
  private heldBelow(folders: ReadonlySet<string>): readonly string[] {
    if (!folders.size) return [];
    return this.projects().flatMap(({ own }) => [...own].filter((uri) => isInsideAny(uri, folders)));
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
