/** One file of a project, parsed once for each text it has had. */
import type { FileAst } from '../syntax/ast';
import { parse } from '../syntax/parse';
import type { SyntaxError } from '../syntax/parser';
import { readBlocks, readingBlocks, type Block } from '../syntax/reparse';
import type { Node } from '../syntax/tree';

export class SourceFile {
  readonly ast: FileAst;
  /** In order of position. */
  readonly errors: readonly SyntaxError[];
  private tree: WeakRef<Node> | undefined;

  constructor(
    readonly uri: string,
    readonly text: string,
    /** What the file was read in, for the next time. */
    readonly blocks: readonly Block[],
  ) {
    this.ast = { declarations: blocks.flatMap((block) => block.declarations) };
    this.errors = blocks.flatMap((block) => block.errors).sort((a, b) => a.span.start - b.span.start);
  }

  /**
   * The lossless tree. It is ten times as large as the text and few ask for it, so it is made when it is asked for and not kept
   * for long: whoever asks again later may get another object of the same shape.
   */
  get root(): Node {
    const known = this.tree?.deref();
    if (known) return known;
    const made = parse(this.text).root;
    this.tree = new WeakRef(made);
    return made;
  }
}

/** Reads a file; what `before`, the same file with another text, has in common with it is not read again. */
export function parseFile(uri: string, text: string, before?: SourceFile): SourceFile {
  return new SourceFile(uri, text, readBlocks(text, before));
}

/** The same in steps, so that the caller can pause in between. */
export function* parsingFile(uri: string, text: string, before?: SourceFile): Generator<void, SourceFile> {
  return new SourceFile(uri, text, yield* readingBlocks(text, before));
}
