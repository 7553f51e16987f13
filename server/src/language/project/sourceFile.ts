/** One file of a project, parsed once for each text it has had. */
import type { FileAst } from '../syntax/ast';
import type { SyntaxError } from '../syntax/parser';
import { parse } from '../syntax/parse';
import { readFile } from '../syntax/readTree';
import type { Node } from '../syntax/tree';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly root: Node;
  readonly ast: FileAst;
  readonly errors: readonly SyntaxError[];
}

export function parseFile(uri: string, text: string): SourceFile {
  const { root, errors } = parse(text);
  return { uri, text, root, ast: readFile(root, text), errors };
}
