/**
 * The files of one state of a project and what they declare. Immutable: an edit makes a new index that shares all but the
 * edited files with the one before, so a keystroke costs the same in a project of any size.
 */
import type { Located } from '../semantics/symbols';
import type { Declaration } from '../syntax/ast';
import { declaredIn, isName } from './declared';
import type { SourceFile } from './sourceFile';
import { mentions, WordIndex } from './words';

/** With more files changed than this, what they declare is put into one table again. */
const MAX_CHANGED = 32;

type Declared = readonly Located<Declaration>[];

/** Everything about the files as they were when the table was made. */
class Base {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly declared = new Map<string, Declared>();
  private readonly nameLists = new Map<string, ReadonlySet<string>>();
  private wordIndex: { readonly uris: readonly string[]; readonly words: WordIndex } | undefined;

  constructor(files: readonly SourceFile[]) {
    this.files = new Map(files.map((file) => [file.uri, file]));
    const merged = new Map<string, Located<Declaration>[]>();
    for (const file of files) {
      for (const [key, list] of declaredIn(file)) {
        const own = merged.get(key);
        if (own) own.push(...list);
        else if (this.declared.has(key)) {
          const both = [...this.declared.get(key)!, ...list];
          merged.set(key, both);
          this.declared.set(key, both);
        } else this.declared.set(key, list);
      }
    }
  }

  /** The names that the files declare; see `ProjectIndex.names`. */
  names(kind?: Declaration['kind']): ReadonlySet<string> {
    const key = kind ?? '';
    let names = this.nameLists.get(key);
    if (!names) {
      names = new Set([...this.files.values()].flatMap((file) => namesIn(file, kind)));
      this.nameLists.set(key, names);
    }
    return names;
  }

  *urisWith(name: string): Generator<string> {
    this.wordIndex ??= {
      uris: [...this.files.keys()],
      words: new WordIndex([...this.files.values()].map((file) => file.text)),
    };
    const { uris, words } = this.wordIndex;
    for (const number of words.find(name)) yield uris[number]!;
  }
}

export class ProjectIndex {
  private readonly nameLists = new Map<string, ReadonlySet<string>>();
  /** What was asked for, where the answer is not that of the base. */
  private readonly known = new Map<string, Declared>();

  static readonly empty = new ProjectIndex([], new Base([]), new Map());

  /** Some files of a project of which the others are not known. */
  static part(files: ReadonlyMap<string, SourceFile>): ProjectIndex {
    const { uris, base, changed } = ProjectIndex.empty.with(files);
    return new ProjectIndex(uris, base, changed, true);
  }

  private constructor(
    /** Sorted. */
    readonly uris: readonly string[],
    private readonly base: Base,
    /** What differs from the base; undefined where the file is gone. */
    private readonly changed: ReadonlyMap<string, SourceFile | undefined>,
    private readonly isPart = false,
  ) {}

  /** The index after files were set, or removed where there is none. */
  with(changes: ReadonlyMap<string, SourceFile | undefined>): ProjectIndex {
    let isOther = false;
    for (const [uri, file] of changes) isOther ||= (this.file(uri) === undefined) !== (file === undefined);
    const changed = new Map([...this.changed, ...changes]);
    const fileNow = (uri: string) => (changed.has(uri) ? changed.get(uri) : this.base.files.get(uri));
    const uris = isOther
      ? [...new Set([...this.base.files.keys(), ...changed.keys()])].filter((uri) => fileNow(uri)).sort()
      : this.uris;
    if (changed.size <= MAX_CHANGED) return new ProjectIndex(uris, this.base, changed);
    return new ProjectIndex(uris, new Base(uris.map((uri) => fileNow(uri)!)), new Map());
  }

  file(uri: string): SourceFile | undefined {
    return this.changed.has(uri) ? this.changed.get(uri) : this.base.files.get(uri);
  }

  /** What is declared under a key, in order of file and position. */
  declared(key: string): Declared {
    if (!this.changed.size) return this.base.declared.get(key) ?? NONE;
    let found = this.known.get(key);
    if (!found) this.known.set(key, (found = this.find(key)));
    return found;
  }

  private find(key: string): Declared {
    const before = this.base.declared.get(key) ?? NONE;
    let found = before.some(({ file }) => this.changed.has(file.uri))
      ? before.filter(({ file }) => !this.changed.has(file.uri))
      : before;
    for (const file of this.changed.values()) {
      const own = file && declaredIn(file).get(key);
      if (own) found = found.length ? [...found, ...own].sort(byFile) : own;
    }
    return found;
  }

  /** The names of the shared namespace, each once, in order of file and position; all of them or those of a kind. */
  names(kind?: Declaration['kind']): Iterable<string> {
    const key = kind ?? '';
    let names = this.nameLists.get(key);
    if (!names && this.declaresAsBefore(kind)) names = this.base.names(kind);
    if (!names) {
      const found = new Set<string>();
      for (const uri of this.uris) {
        for (const name of namesIn(this.file(uri)!, kind)) found.add(name);
      }
      this.nameLists.set(key, (names = found));
    }
    return names;
  }

  /** Whether the files that differ from the base declare the same names in the same order. */
  private declaresAsBefore(kind: Declaration['kind'] | undefined): boolean {
    for (const [uri, file] of this.changed) {
      const before = this.base.files.get(uri);
      if (!file || !before) return false;
      const [was, is] = [namesIn(before, kind), namesIn(file, kind)];
      if (was.length !== is.length || was.some((name, i) => name !== is[i])) return false;
    }
    return true;
  }

  /** The files that hold a name as a word, whatever it means there, in order; some that hold only its parts, perhaps. */
  mentioning(name: string): SourceFile[] {
    const found: SourceFile[] = [];
    for (const uri of this.base.urisWith(name)) {
      const file = this.changed.has(uri) ? undefined : this.base.files.get(uri);
      if (file) found.push(file);
    }
    let isSorted = true;
    for (const file of this.changed.values()) {
      if (!file || !mentions(file.text, name)) continue;
      found.push(file);
      isSorted = false;
    }
    return isSorted ? found : found.sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  /** Whether a file other than this one holds the name; believed where the others are not known. */
  isMentionedOutside(name: string, uri: string): boolean {
    if (this.isPart) return true;
    for (const other of this.base.urisWith(name)) if (other !== uri && !this.changed.has(other)) return true;
    for (const file of this.changed.values()) if (file && file.uri !== uri && mentions(file.text, name)) return true;
    return false;
  }
}

const NONE: Declared = [];

const nameLists = new WeakMap<SourceFile, Map<string, readonly string[]>>();

/** The names of the shared namespace that a file declares; kept with the file, since all are asked for at every misspelt one. */
function namesIn(file: SourceFile, kind?: Declaration['kind']): readonly string[] {
  let lists = nameLists.get(file);
  if (!lists) nameLists.set(file, (lists = new Map()));
  let names = lists.get(kind ?? '');
  if (!names) {
    const declared = [...declaredIn(file)].filter(
      ([name, list]) => isName(name) && (kind === undefined || list.some(({ decl }) => decl.kind === kind)),
    );
    lists.set(kind ?? '', (names = declared.map(([name]) => name)));
  }
  return names;
}

function byFile(a: Located<Declaration>, b: Located<Declaration>): number {
  return a.file === b.file ? 0 : a.file.uri < b.file.uri ? -1 : 1;
}
