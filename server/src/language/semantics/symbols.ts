/**
 * The names of a project. Classes, enums, aliases, functions, clients, retry policies and template strings of all
 * files share one namespace; generators have their own; tests are known by their function.
 *
 * Everything that is found out about a file and looks at others goes through here, because what was looked at is
 * remembered: a result made with `perFile` is used again until one of the names it asked for is declared differently. So:
 *
 * - Ask for names (`classes.get(name)`), which costs little and depends on little. Walking over `keys()` depends on every
 *   name that is declared anywhere, walking over values on every declaration: for rare cases such as "Did you mean".
 * - Keep nothing from one call to the next but through `perFile`; module-level caches would miss changes. What depends on one
 *   file's text alone may be kept in a WeakMap by its `SourceFile`.
 */
import type { SourceFile } from '../project/sourceFile';
import type {
  AliasDecl,
  ClassDecl,
  ClientDecl,
  Declaration,
  EnumDecl,
  FunctionDecl,
  GeneratorDecl,
  RetryDecl,
  TemplateDecl,
  TestDecl,
} from '../syntax/ast';
import type { Mark } from './marks';

/** A declaration and the file it stands in. */
export interface Located<D> {
  readonly file: SourceFile;
  readonly decl: D;
}

/** The first declaration of a name counts; later ones are reported by the check of duplicate names. */
export interface Symbols {
  /** Every declaration of the shared namespace, by name; more than one when the name is declared twice. */
  readonly names: ReadonlyMap<string, readonly Located<Declaration>[]>;
  readonly classes: ReadonlyMap<string, Located<ClassDecl>>;
  readonly enums: ReadonlyMap<string, Located<EnumDecl>>;
  readonly aliases: ReadonlyMap<string, Located<AliasDecl>>;
  readonly functions: ReadonlyMap<string, Located<FunctionDecl>>;
  readonly clients: ReadonlyMap<string, Located<ClientDecl>>;
  readonly retries: ReadonlyMap<string, Located<RetryDecl>>;
  readonly templates: ReadonlyMap<string, Located<TemplateDecl>>;
  /** All of them; looking at one name is better. */
  readonly generators: readonly Located<GeneratorDecl>[];
  readonly tests: readonly Located<TestDecl>[];
  generatorsNamed(name: string): readonly Located<GeneratorDecl>[];
  /** The tests that name a function, or those of them with a name of their own. Their arguments are not looked at: a change of them is not seen by other files. */
  testsOf(functionName: string, testName?: string): readonly Located<TestDecl>[];
  /** Types of a name that type builders of tests declare or extend. */
  builtTypes(name: string): readonly Located<ClassDecl | EnumDecl | AliasDecl>[];
  /** The classes and aliases that carry something themselves. */
  marked(mark: Mark): readonly Located<ClassDecl | AliasDecl>[];
  /** Every file, in order. A result that looks at them is made again when a file comes or goes. */
  readonly files: readonly SourceFile[];
  /** A file by name. A result that looks at one is made again after every edit of it. */
  file(uri: string): SourceFile | undefined;
  /**
   * The files in which a name stands as a word, in code, prompts, strings or comments, in order. From an index: about as
   * fast as looking up a name. A result that asks is made again when the word appears in a file or leaves one. What the word
   * means there only `occurrencesOf` of those files can say.
   */
  filesMentioning(name: string): readonly SourceFile[];
  /** Whether any other file holds the name as a word. */
  isMentionedOutside(name: string, file: SourceFile): boolean;
  /** See `perFile`. */
  remember<T>(file: SourceFile, compute: (file: SourceFile, symbols: Symbols) => T): T;
  /**
   * Of a file that is being edited, what a function says about each block of it, as if that were all of the file; kept until the
   * block is read again or something changes that was looked at. Undefined for other files, and for those that cannot be told of
   * block by block. The last one is `undefined` when it turned out to be so much that it is better told of the file as a whole.
   */
  rememberBlocks<T>(
    file: SourceFile,
    compute: (part: SourceFile, symbols: Symbols) => T,
  ): Iterable<BlockResult<T> | undefined> | undefined;
}

/** What was found out about a block, with the offsets it had then. */
export interface BlockResult<T> {
  readonly value: T;
  /** How far the block has moved since. */
  readonly shift: number;
}

/**
 * A function of a file and the project around it, computed once and kept until the file or something that the computation
 * looked at in other files changes. Results must be plain data that may stay: offsets of other files in them are right only
 * when the computation asked for those files with `symbols.file(uri)` or through another `perFile` function.
 */
export function perFile<T>(
  compute: (file: SourceFile, symbols: Symbols) => T,
): (file: SourceFile, symbols: Symbols) => T {
  return (file, symbols) => symbols.remember(file, compute);
}
