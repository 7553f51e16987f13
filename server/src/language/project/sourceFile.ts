/** One file of a project, parsed once for each text it has had. */
import type { FileAst } from '../syntax/ast';
import { parse } from '../syntax/parse';
import type { SyntaxError } from '../syntax/parser';
import { readBlocks, readingBlocks, type Block } from '../syntax/reparse';
import type { Node } from '../syntax/tree';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /**
   * The lossless tree. It is ten times as large as the text and few ask for it, so it is made when it is asked for and not kept
   * for long: whoever asks again later may get another object of the same shape.
   */
  readonly root: Node;
  readonly ast: FileAst;
  /** In order of position. */
  readonly errors: readonly SyntaxError[];
  /** What the file was read in, for the next time. */
  readonly blocks: readonly Block[];
}

/** Reads a file; what `before`, the same file with another text, has in common with it is not read again. */
export function parseFile(uri: string, text: string, before?: SourceFile): SourceFile {
  return createFile(uri, text, readBlocks(text, before));
}

/** The same in steps, so that the caller can pause in between. */
export function* parsingFile(uri: string, text: string, before?: SourceFile): Generator<void, SourceFile> {
  return createFile(uri, text, yield* readingBlocks(text, before));
}

function createFile(uri: string, text: string, blocks: readonly Block[]): SourceFile {
  let tree: WeakRef<Node> | undefined;
  return {
    uri,
    text,
    get root() {
      const known = tree?.deref();
      if (known) return known;
      const made = parse(text).root;
      tree = new WeakRef(made);
      return made;
    },
    ast: { declarations: blocks.flatMap((block) => block.declarations) },
    errors: blocks.flatMap((block) => block.errors).sort((a, b) => a.span.start - b.span.start),
    blocks,
  };
}
