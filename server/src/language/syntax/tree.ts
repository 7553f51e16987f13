/**
 * The lossless tree: the tokens of a tree, in order, are the whole text. Elements know offsets, not text and not
 * parents, so a tree costs little and a file's text is kept once.
 */
import type { NodeKind, TokenKind } from './kinds';

export interface Token {
  readonly token: true;
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

export interface Node {
  readonly token: false;
  readonly kind: NodeKind;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Element[];
}

export type Element = Token | Node;

/** The tokens below an element, in order. Iterative: a tree may be as deep as its text is long. */
export function* tokensOf(root: Element): Generator<Token> {
  const stack: Element[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element.token) yield element;
    else for (let i = element.children.length - 1; i >= 0; i--) stack.push(element.children[i]!);
  }
}

/** The first direct child node of one of the kinds. */
export function childNode(node: Node, ...kinds: readonly NodeKind[]): Node | undefined {
  for (const child of node.children) if (!child.token && kinds.includes(child.kind)) return child;
  return undefined;
}

/** The direct child nodes of a kind. */
export function childNodes(node: Node, kind: NodeKind): Node[] {
  return node.children.filter((child): child is Node => !child.token && child.kind === kind);
}

/** The first direct child token of one of the kinds. */
export function childToken(node: Node, ...kinds: readonly TokenKind[]): Token | undefined {
  for (const child of node.children) if (child.token && kinds.includes(child.kind)) return child;
  return undefined;
}

/**
 * One line for each element, indented by depth: what golden tests compare. Blanks are left out, since offsets
 * of the tokens around them show them.
 */
export function printTree(root: Node, text: string): string {
  const lines: string[] = [];
  const stack: { element: Element; depth: number }[] = [{ element: root, depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { element, depth } = next;
    const pad = '  '.repeat(depth);
    if (element.token) {
      if (element.kind === 'whitespace' || element.kind === 'newline' || element.kind === 'end') continue;
      const source = text.slice(element.start, element.end);
      lines.push(pad + (element.kind === source ? `'${source}'` : `${element.kind} ${JSON.stringify(source)}`));
      continue;
    }
    lines.push(pad + element.kind);
    for (let i = element.children.length - 1; i >= 0; i--)
      stack.push({ element: element.children[i]!, depth: depth + 1 });
  }
  return lines.join('\n') + '\n';
}
