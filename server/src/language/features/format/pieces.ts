/**
 * A file as the formatter sees it: everything that is not blank, in order, each piece with how deep it is nested and what it
 * stands in. Layout is then a decision about each gap between two pieces.
 */
import type { Span } from '../../diagnostic';
import type { NodeKind } from '../../syntax/kinds';
import type { Node, Token } from '../../syntax/tree';

export interface Piece {
  readonly token: Token;
  /** Where its text ends: a comment ends before the blanks behind it. */
  readonly end: number;
  /** The node the token stands in. */
  readonly parent: Node;
  /** The brackets around it, its own left out. */
  readonly within: Node;
  /** Steps of indentation when the piece starts a line. */
  readonly indent: number;
  /** Index of the block or stray text at the top level it belongs to; comments between blocks belong to none. */
  readonly block: number | undefined;
  /** The member of a body (a field, a property, …) that starts with this piece. */
  readonly starts: Node | undefined;
  /** The member that ends with this piece. */
  ends: Node | undefined;
}

/** Nodes in brackets: what is inside is one step deeper, the brackets are not. */
const BRACKETS: ReadonlySet<NodeKind> = new Set(['body', 'map-value', 'list-value', 'parameters', 'arguments']);
/** Lines of a body. What goes on behind their first line is one step deeper. */
const MEMBERS: ReadonlySet<NodeKind> = new Set([
  'field',
  'value-member',
  'property',
  'map-entry',
  'parameter',
  'alias',
  'type-builder',
  // In a type builder.
  'class',
  'enum',
]);

export function piecesOf(root: Node, text: string): Piece[] {
  const pieces: Piece[] = [];
  root.children.forEach((child, index) => {
    if (child.token) take(child, root, root, 0, undefined);
    else visit(child, root, 0, 0, index);
  });
  return pieces;

  function visit(node: Node, around: Node, indent: number, behind: number, block: number, starting?: Node): void {
    const bracket = BRACKETS.has(node.kind);
    const member = MEMBERS.has(node.kind) || isAssertOfTest(node, around, block) ? node : undefined;
    let starts = member ?? starting;
    const before = pieces.length;
    let further = bracket ? 0 : behind;
    for (const child of node.children) {
      const brace = bracket && child.token && (child === node.children[0] || child === node.children.at(-1));
      const deeper = bracket && !brace ? indent + 1 : indent;
      const within = bracket && !brace ? node : around;
      if (child.token) take(child, node, within, deeper + further, block, starts);
      else visit(child, within, deeper, further, block, starts);
      if (pieces.length > before) {
        starts = undefined;
        if (member) further = 1;
      }
    }
    const last = pieces.at(-1);
    if (member && last && pieces.length > before) last.ends ??= member;
  }

  /** Unlike in a class, where a block attribute stands says nothing in a test. */
  function isAssertOfTest({ kind, children }: Node, around: Node, block: number): boolean {
    if (kind !== 'attribute' || children[0]?.kind !== '@@') return false;
    const owner = root.children[block];
    return owner?.token === false && owner.kind === 'test' && owner.children.includes(around);
  }

  function take(
    token: Token,
    parent: Node,
    within: Node,
    indent: number,
    block: number | undefined,
    starts?: Node,
  ): void {
    if (token.kind === 'whitespace' || token.kind === 'newline' || token.kind === 'end') return;
    pieces.push({ token, end: endOf(token, text), parent, within, indent, block, starts, ends: undefined });
  }
}

/** Line comments take the blanks up to the end of the line with them; those are no words. */
function endOf({ kind, start, end }: Token, text: string): number {
  if (kind !== 'line-comment' && kind !== 'doc-comment') return end;
  let at = end;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}

export function isComment({ token }: Piece): boolean {
  return token.kind === 'line-comment' || token.kind === 'doc-comment' || token.kind === 'block-comment';
}

/** Between two pieces. */
export function gapBetween(before: Piece | undefined, after: Piece | undefined, length: number): Span {
  return { start: before?.end ?? 0, end: after?.token.start ?? length };
}
