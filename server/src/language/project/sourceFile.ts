/** One file of a project, parsed once for each text it has had. */
import type { FileAst } from '../syntax/ast';
import type { SyntaxError } from '../syntax/parser';
import { parse } from '../syntax/parse';
import { readFile } from '../syntax/readTree';
import type { Node } from '../syntax/tree';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /**
   * The lossless tree. It is ten times as large as the text and few ask for it, so it is not kept for long: whoever asks
   * again later may get another object of the same shape.
   */
  readonly root: Node;
  readonly ast: FileAst;
  readonly errors: readonly SyntaxError[];
}

export function parseFile(uri: string, text: string): SourceFile {
  const { root, errors } = parse(text);
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
    ast: readFile(root, text),
    errors,
  };
}
