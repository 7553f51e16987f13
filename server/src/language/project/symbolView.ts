/** The symbols of one state of a project, as seen by somebody whose looks are written down. */
import type { Mark } from '../semantics/marks';
import type { BlockResult, Located, Symbols } from '../semantics/symbols';
import type { AliasDecl, ClassDecl, Declaration, EnumDecl, GeneratorDecl, TestDecl } from '../syntax/ast';
import { keys } from './declared';
import { Memory, type Result } from './memory';
import { ProjectIndex } from './projectIndex';
import type { BlockTable } from './blockMemory';
import { SourceFile } from './sourceFile';

type Kind = Declaration['kind'];
type OfKind<K extends Kind> = Located<Extract<Declaration, { kind: K }>>;

/** `record` is told every key that is looked at. */
type Record = (key: string) => void;

const nobody: Record = () => {};

/** Results are taken from the memory, and kept there, while it is about the same state of the project. */
export function createSymbols(index: ProjectIndex, memory: Memory, record: Record = nobody): Symbols {
  return new SymbolView(index, memory, record, record);
}

class SymbolView implements Symbols {
  readonly names: NameTable;
  readonly classes: KindTable<'class'>;
  readonly enums: KindTable<'enum'>;
  readonly aliases: KindTable<'alias'>;
  readonly functions: KindTable<'function'>;
  readonly clients: KindTable<'client'>;
  readonly retries: KindTable<'retry'>;
  readonly templates: KindTable<'template'>;
  /** For a state of the project that is not the newest any more. */
  private ownMemory: Memory | undefined;

  constructor(
    private readonly index: ProjectIndex,
    private readonly memory: Memory,
    private readonly record: Record,
    /** Is told the names of which only was asked whether they are declared. */
    recordKind: Record,
  ) {
    const table = <K extends Kind>(kind: K) => new KindTable(index, record, recordKind, kind);
    this.names = new NameTable(index, record, recordKind);
    this.classes = table('class');
    this.enums = table('enum');
    this.aliases = table('alias');
    this.functions = table('function');
    this.clients = table('client');
    this.retries = table('retry');
    this.templates = table('template');
  }

  get generators(): readonly Located<GeneratorDecl>[] {
    return this.declared(keys.allGenerators);
  }

  get tests(): readonly Located<TestDecl>[] {
    return this.declared(keys.allTests);
  }

  generatorsNamed(name: string): readonly Located<GeneratorDecl>[] {
    return this.declared(keys.generator(name));
  }

  testsOf(functionName: string, testName?: string): readonly Located<TestDecl>[] {
    return this.declared(keys.testsOf(functionName, testName));
  }

  builtTypes(name: string): readonly Located<ClassDecl | EnumDecl | AliasDecl>[] {
    return this.declared(keys.built(name));
  }

  marked(mark: Mark): readonly Located<ClassDecl | AliasDecl>[] {
    return this.declared(keys.marked(mark));
  }

  get files(): readonly SourceFile[] {
    this.record(keys.allFiles);
    return this.index.uris.map((uri) => this.index.file(uri)!);
  }

  file(uri: string): SourceFile | undefined {
    this.record(keys.file(uri));
    return this.index.file(uri);
  }

  filesMentioning(name: string): readonly SourceFile[] {
    this.recordWords(name);
    return this.index.mentioning(name);
  }

  isMentionedOutside(name: string, file: SourceFile): boolean {
    this.recordWords(name);
    return this.index.isMentionedOutside(name, file.uri);
  }

  remember<T>(file: SourceFile, compute: (file: SourceFile, symbols: Symbols) => T): T {
    const { index, record } = this;
    const memory = this.memory.index === index ? this.memory : (this.ownMemory ??= new Memory(index));
    let result: Result | undefined = memory.find(compute, file);
    if (!result) {
      const looked = new Set<string>();
      result = { kind: compute, file, value: compute(file, recorded(index, memory, looked)), looked };
      keep(index, memory, result);
    }
    // Whoever asked depends on all that this result depends on.
    if (record !== nobody) {
      record(keys.file(file.uri));
      for (const key of result.looked) record(key);
    }
    return result.value as T;
  }

  rememberBlocks<T>(
    file: SourceFile,
    compute: (part: SourceFile, symbols: Symbols) => T,
  ): Iterable<BlockResult<T> | undefined> | undefined {
    const { index, memory } = this;
    const isCurrent = memory.index === index && index.file(file.uri) === file;
    const table = isCurrent ? memory.blocksOf(file, compute) : undefined;
    return table && this.blockResults(file, table, compute);
  }

  private *blockResults<T>(
    file: SourceFile,
    table: BlockTable,
    compute: (part: SourceFile, symbols: Symbols) => T,
  ): Generator<BlockResult<T> | undefined> {
    const { index, memory, record } = this;
    const blocks = file.blocks.filter(({ declarations }) => declarations.length);
    for (const block of blocks) {
      let kept = table.find(block);
      if (!kept) {
        const looked = new Set<string>();
        const part = new SourceFile(file.uri, file.text, [block]);
        const look = (key: string) => looked.add(key);
        // A file that is told of as a whole saves the keys: it depends on most declarations in one way or the other.
        const value = compute(part, new SymbolView(index, memory, look, (name) => look(keys.kindOf(name))));
        kept = table.keep(block, value, looked, memory);
        if (table.isTooMuch) {
          yield undefined;
          return;
        }
      }
      for (const { key } of kept.links) record(key);
      yield { value: kept.value as T, shift: block.start - kept.start };
    }
    table.sweep(blocks);
  }

  private declared<D extends Declaration>(key: string): readonly Located<D>[] {
    this.record(key);
    return this.index.declared(key) as readonly Located<D>[];
  }

  /** A name with dashes is looked for by its parts. */
  private recordWords(name: string): void {
    for (const word of name.match(/\w+/g) ?? []) this.record(keys.word(word));
  }
}

/** The symbols of some files, with nothing remembered from before. */
export function symbolsOf(files: readonly SourceFile[]): Symbols {
  const index = ProjectIndex.empty.with(new Map(files.map((file) => [file.uri, file])));
  return createSymbols(index, new Memory(index));
}

/** Works out in steps what `compute` does at once, and keeps it as the result of `compute`. */
export function* rememberInSteps<T>(
  index: ProjectIndex,
  memory: Memory,
  file: SourceFile,
  compute: (file: SourceFile, symbols: Symbols) => T,
  steps: (file: SourceFile, symbols: Symbols) => Generator<void, T>,
): Generator<void> {
  const looked = new Set<string>();
  const value = yield* steps(file, recorded(index, memory, looked));
  keep(index, memory, { kind: compute, file, value, looked });
}

function recorded(index: ProjectIndex, memory: Memory, looked: Set<string>): Symbols {
  return createSymbols(index, memory, (key) => looked.add(key));
}

function keep(index: ProjectIndex, memory: Memory, result: Result): void {
  if (memory.index === index && index.file(result.file.uri) === result.file) memory.keep(result);
}

/** Declarations of the shared namespace by name, looked up where they are asked for. */
abstract class Table<V> implements ReadonlyMap<string, V> {
  constructor(
    protected readonly index: ProjectIndex,
    protected readonly record: Record,
    private readonly recordKind: Record,
  ) {}

  protected abstract find(name: string): V | undefined;
  /** The names of the table, each once, in order of the first declaration. */
  protected abstract list(): Iterable<string>;

  get(name: string): V | undefined {
    const found = this.find(name);
    if (found === undefined) this.recordKind(name);
    else this.record(name);
    return found;
  }

  has(name: string): boolean {
    this.recordKind(name);
    return this.find(name) !== undefined;
  }

  get size(): number {
    return [...this.keys()].length;
  }

  *keys(): MapIterator<string> {
    this.record(keys.allNames);
    yield* this.list();
  }

  *entries(): MapIterator<[string, V]> {
    this.record(keys.allDeclarations);
    for (const name of this.list()) yield [name, this.get(name)!];
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(callback: (value: V, name: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [name, value] of this.entries()) callback(value, name, this);
  }
}

class NameTable extends Table<readonly Located<Declaration>[]> {
  protected find(name: string): readonly Located<Declaration>[] | undefined {
    const found = this.index.declared(name);
    return found.length ? found : undefined;
  }

  protected list(): Iterable<string> {
    return this.index.names();
  }
}

class KindTable<K extends Kind> extends Table<OfKind<K>> {
  constructor(
    index: ProjectIndex,
    record: Record,
    recordKind: Record,
    private readonly kind: K,
  ) {
    super(index, record, recordKind);
  }

  protected find(name: string): OfKind<K> | undefined {
    for (const located of this.index.declared(name)) if (this.isWanted(located)) return located;
    return undefined;
  }

  protected *list(): Iterable<string> {
    for (const name of this.index.names(this.kind)) yield name;
  }

  private isWanted(located: Located<Declaration>): located is OfKind<K> {
    return located.decl.kind === this.kind;
  }
}
