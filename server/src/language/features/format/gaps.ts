/** What stands between two pieces of a well-formed block: how many line breaks, and which blanks on one line. */
import type { Element, Node } from '../../syntax/tree';
import type { Piece } from './pieces';
import { isComment } from './pieces';

/**
 * Line breaks between two pieces, where `written` of them stand now. Breaks mean something in this language, so they stay
 * where they are, except where the grammar allows both: a block is on one line, or has a line for each of its members.
 * `spansLines` says whether a block is written over several lines, in whatever part of it.
 */
export function breaksBetween(
  before: Piece,
  after: Piece,
  written: number,
  spansLines: (block: Node) => boolean,
): number {
  const hasBreaks = (node: Node) => (node.kind === 'body' ? spansLines(node) : breaksInside(node));
  const opens = isBracketed(before.parent) && before.token === before.parent.children[0];
  const closes = isBracketed(after.parent) && after.token === after.parent.children.at(-1);
  // No empty line right inside of brackets.
  const kept = Math.min(written, opens || closes ? 1 : 2);
  if (isComment(after) || (isComment(before) && !closes)) return kept;
  if (opens && before.token.kind === '{') return hasBreaks(before.parent) ? 1 : 0;
  if (closes && after.token.kind === '}') return hasBreaks(after.parent) ? 1 : 0;
  if (closes) return isComment(before) || breaksAfterOpening(after.parent) ? 1 : kept;
  // The brace of a block, and the arrow before a result, belong to the header.
  if (after.token.kind === '{' && after.parent.kind === 'body') return 0;
  if (after.token.kind === '->' || before.token.kind === '->') return 0;
  if (written === 0 && sharesLine(before.ends, after.starts) && hasBreaks(after.within)) return 1;
  return kept;
}

/** Blanks between two pieces on one line. */
export function blanksBetween(before: Piece, after: Piece): '' | ' ' {
  if (isComment(before) || isComment(after)) return ' ';
  const [left, right] = [before.token.kind, after.token.kind];
  if (before.parent === after.parent && GLUED.has(before.parent.kind)) return '';
  if (left === '@' || left === '@@' || left === '(' || left === '[' || left === '<') return '';
  if (right === ')' || right === ']' || right === '>' || right === '<' || right === '?' || right === ',') return '';
  if (right === ':' || right === '::' || left === '::') return '';
  if (right === '[') return after.parent.kind === 'list-value' ? ' ' : '';
  if (right === '(') return after.parent.kind === 'parameters' || after.parent.kind === 'arguments' ? '' : ' ';
  if (left === '{' && right === '}') return '';
  return ' ';
}

/** Names of several parts, whose parts stand together. */
const GLUED: ReadonlySet<Node['kind']> = new Set(['name', 'type-name', 'attribute-name']);

/** Two members on one line of a body that has several lines. A block attribute stays where it is: the checks look at it. */
function sharesLine(before: Node | undefined, after: Node | undefined): boolean {
  return !!before && !!after && LINES.has(before.kind) && LINES.has(after.kind);
}

const LINES: ReadonlySet<Node['kind']> = new Set([
  'field',
  'value-member',
  'property',
  'type-builder',
  'class',
  'enum',
  'alias',
  'attribute',
]);
const BRACKETED: ReadonlySet<Node['kind']> = new Set(['body', 'map-value', 'list-value', 'parameters', 'arguments']);

function isBracketed({ kind }: Node): boolean {
  return BRACKETED.has(kind);
}

/** Whether a line ends directly inside of a node, not in what it holds. */
function breaksInside(node: Node): boolean {
  return node.children.some((child) => child.token && child.kind === 'newline');
}

/** Whether the line ends right behind the opening bracket of a node. */
function breaksAfterOpening(node: Node): boolean {
  return node.children.slice(1).find(isNoBlank)?.kind === 'newline';
}

function isNoBlank(element: Element): boolean {
  return !element.token || element.kind !== 'whitespace';
}
