/** The way down a tree to a place in the text. */
import { isTrivia } from '../../syntax/kinds';
import type { Element, Node, Token } from '../../syntax/tree';

/**
 * The token around an offset, or the one that ends there when only blanks follow, with the nodes it stands in, outermost
 * first. Undefined in blanks and comments.
 */
export function pathAt(
  root: Node,
  offset: number,
): { readonly nodes: readonly Node[]; readonly token: Token } | undefined {
  return tokenAt(root, offset, offset) ?? (offset > 0 ? tokenAt(root, offset - 1, offset) : undefined);
}

function tokenAt(root: Node, at: number, offset: number): { nodes: Node[]; token: Token } | undefined {
  const nodes: Node[] = [root];
  for (;;) {
    const child = childAt(nodes.at(-1)!.children, at);
    if (!child) return undefined;
    if (!child.token) nodes.push(child);
    else return isTrivia(child.kind) || !isWord(child) || child.end < offset ? undefined : { nodes, token: child };
  }
}

function isWord({ kind }: Token): boolean {
  return kind === 'word' || kind === 'string' || kind === 'unquoted' || kind === 'raw-string';
}

/** The element that holds a character. */
function childAt(children: readonly Element[], at: number): Element | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle]!;
    if (child.end <= at) low = middle + 1;
    else if (child.start > at) high = middle - 1;
    else return child;
  }
  return undefined;
}
