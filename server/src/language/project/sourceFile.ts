/** One file of a project, parsed once for each text it has had. */
import type { FileAst } from '../syntax/ast';
import type { SyntaxError } from '../syntax/parser';
import { shapeOf } from './shape';
import { parse } from '../syntax/parse';
import { readFile } from '../syntax/readTree';
import type { Node } from '../syntax/tree';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly root: Node;
  readonly ast: FileAst;
  readonly errors: readonly SyntaxError[];
  /** What other files can see of it. */
  readonly shape: string;
}

export function parseFile(uri: string, text: string): SourceFile {
  const { root, errors } = parse(text);
  const ast = readFile(root, text);
  return { uri, text, root, ast, errors, shape: shapeOf(ast, text) };
}
