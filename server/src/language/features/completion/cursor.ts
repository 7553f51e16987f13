/**
 * Where the cursor is, in words of the grammar. The text from the start of the enclosing block to the cursor, with a
 * letter behind it, is parsed on its own: the right edge of that tree says what may stand here, whatever follows in
 * the file and however broken that is.
 */
import type { SourceFile } from '../../project/sourceFile';
import type { Declaration } from '../../syntax/ast';
import type { NodeKind } from '../../syntax/kinds';
import { parse } from '../../syntax/parse';
import { readFile } from '../../syntax/readTree';
import type { Node, Token } from '../../syntax/tree';

/** Stands for what is being typed; makes an empty place a word. */
export const PLACEHOLDER = 'x';

export interface Cursor {
  readonly file: SourceFile;
  readonly offset: number;
  /** The block before the cursor, the enclosing one mostly, as far as it is written. Offsets are those of the file. */
  readonly block?: Declaration;
  /** From the root of the tree of `block` to the innermost node at the cursor. */
  readonly path: readonly Node[];
  /** The token that is being typed; ends behind the placeholder. */
  readonly token: Token;
  /** The block around the cursor as far as it is written; undefined between blocks. */
  readonly declaration?: Declaration;
  /** `block` in the file, with what follows the cursor. */
  readonly whole?: Declaration;
}

export function cursorAt(file: SourceFile, offset: number): Cursor | undefined {
  const start = blockBefore(file, offset)?.span.start ?? 0;
  const text = blanks(file.text, start) + file.text.slice(start, offset) + PLACEHOLDER;
  const { root } = parse(text);
  const edge = rightEdge(root);
  if (!edge) return undefined;
  const block = readFile(root, text).declarations.at(-1);
  const declaration = block && block.span.end > offset ? block : undefined;
  const whole = block && file.ast.declarations.findLast(({ span }) => span.start === block.span.start);
  return { file, offset, block, ...edge, declaration, whole };
}

/** The innermost node of one of the kinds around the cursor. */
export function around(cursor: Cursor, ...kinds: readonly NodeKind[]): Node | undefined {
  return cursor.path.findLast((node) => kinds.includes(node.kind));
}

/** The node that holds another one of the path. */
export function parentOf(cursor: Cursor, node: Node): Node | undefined {
  return cursor.path[cursor.path.indexOf(node) - 1];
}

/** The last block that starts before an offset. What could not be read behind it is taken for a part of it. */
function blockBefore(file: SourceFile, offset: number): Declaration | undefined {
  const { declarations } = file.ast;
  let low = 0;
  let high = declarations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (declarations[middle]!.span.start < offset) low = middle + 1;
    else high = middle;
  }
  return declarations[low - 1];
}

/** As many blanks as the text is long, with the line break before the last line: columns stay what they are. */
export function blanks(text: string, length: number): string {
  const line = Math.max(text.lastIndexOf('\n', length - 1), text.lastIndexOf('\r', length - 1)) + 1;
  return line > 0 && length > 0 ? `${' '.repeat(line - 1)}\n${' '.repeat(length - line)}` : ' '.repeat(length);
}

function rightEdge(root: Node): { readonly path: readonly Node[]; readonly token: Token } | undefined {
  const path: Node[] = [root];
  for (;;) {
    // What is missing at the end is an empty node.
    const last = path.at(-1)!.children.findLast((child) => child.end > child.start);
    if (!last) return undefined;
    if (last.token) return { path, token: last };
    path.push(last);
  }
}
