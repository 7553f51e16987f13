/**
 * What has been found out about each file of a project, and what it was found out from: names of other files, words, files.
 * A change of one of those makes the results stale that looked at it, and no others.
 */
import { BlockMemory, type BlockTable } from './blockMemory';
import { keys } from './declared';
import type { ProjectIndex } from './projectIndex';
import type { SourceFile } from './sourceFile';

/** Identifies a kind of result: the function that computes it. */
type Kind = (...args: never[]) => unknown;

/** What was found out about a file. */
export interface Result {
  readonly kind: Kind;
  readonly file: SourceFile;
  readonly value: unknown;
  /** What was looked at. */
  readonly looked: Iterable<string>;
}

/** A key, and the results that looked at it. There is one for each key, however many ask. */
export interface Link {
  readonly key: string;
  readonly results: Set<Dependent>;
}

/** Something that stands as long as nothing changes behind its links. */
export interface Dependent {
  readonly links: readonly Link[];
  /** Takes it out of where it is kept. */
  fall(): void;
}

class Kept implements Result, Dependent {
  constructor(
    readonly kind: Kind,
    readonly file: SourceFile,
    readonly value: unknown,
    readonly links: readonly Link[],
    private readonly memory: Memory,
  ) {}

  fall(): void {
    this.memory.fell(this);
  }

  get looked(): string[] {
    return this.links.map(({ key }) => key);
  }
}

export class Memory {
  private readonly results = new Map<Kind, Map<string, Kept>>();
  private readonly links = new Map<string, Link>();
  /** Files about which something may be said differently now than when it was last asked for. */
  private readonly stale = new Map<Kind, Set<string>>();
  private readonly blocks = new BlockMemory();

  /** Results belong to this state of the project; about others nothing is kept. */
  constructor(public index: ProjectIndex) {}

  /** How many results stand. Tests see by it what an edit made stale. */
  get size(): number {
    let size = this.blocks.size;
    for (const results of this.results.values()) size += results.size;
    return size;
  }

  find(kind: Kind, file: SourceFile): Result | undefined {
    const found = this.results.get(kind)?.get(file.uri);
    return found?.file === file ? found : undefined;
  }

  keep({ kind, file, value, looked }: Result): void {
    let results = this.results.get(kind);
    if (!results) this.results.set(kind, (results = new Map()));
    const before = results.get(file.uri);
    if (before) this.unlink(before);
    const kept = new Kept(kind, file, value, this.linksTo(looked), this);
    this.depend(kept);
    results.set(file.uri, kept);
  }

  /** The results about single blocks of a file; undefined when it is none of those that are being edited. */
  blocksOf(file: SourceFile, kind: Kind): BlockTable | undefined {
    return this.blocks.tableOf(file, kind, this);
  }

  /** The file is being edited: from now on results about its blocks are kept. */
  edited(uri: string): void {
    this.blocks.edited(uri, this);
  }

  linksTo(looked: Iterable<string>): readonly Link[] {
    return Array.from(looked, (key) => this.link(key));
  }

  depend(result: Dependent): void {
    for (const link of result.links) link.results.add(result);
  }

  /** Goes to the next state, in which what stands behind these keys is different. */
  advance(index: ProjectIndex, changed: ReadonlySet<string>): void {
    this.index = index;
    for (const key of changed) for (const result of [...(this.links.get(key)?.results ?? NONE)]) result.fall();
  }

  /** Of some words, those that a result asked for, as keys. */
  askedWords(words: Iterable<string>): string[] {
    return [...words].map((word) => keys.word(word)).filter((key) => this.links.has(key));
  }

  /** The file is gone, or has another text. What was found out about its blocks stays. */
  forget(uri: string): void {
    for (const results of this.results.values()) results.get(uri)?.fall();
  }

  /** The files whose result of a kind fell since the last call, and those that had none. */
  takeStale(kind: Kind): ReadonlySet<string> {
    const taken = this.stale.get(kind) ?? new Set(this.index.uris);
    this.stale.set(kind, new Set());
    return taken;
  }

  /** A file that has no results yet. */
  added(uri: string): void {
    for (const uris of this.stale.values()) uris.add(uri);
  }

  fell(result: Kept): void {
    const { kind, file } = result;
    const results = this.results.get(kind);
    if (results?.get(file.uri) === result) results.delete(file.uri);
    this.stale.get(kind)?.add(file.uri);
    this.unlink(result);
  }

  private link(key: string): Link {
    let link = this.links.get(key);
    if (!link) this.links.set(key, (link = { key, results: new Set() }));
    return link;
  }

  unlink(result: Dependent): void {
    for (const { key, results } of result.links) {
      results.delete(result);
      if (!results.size) this.links.delete(key);
    }
  }
}

const NONE: ReadonlySet<Dependent> = new Set();
