/**
 * The formatter. It changes only what stands between tokens: blanks, line breaks where they mean nothing, and indentation.
 * Blocks with syntax errors, programs (expression functions) and stray text stay as they are; so does everything when the
 * result would not read the same.
 */
import type { Span, TextEdit } from '../../diagnostic';
import type { FormatOptions } from '../../languageService';
import type { SourceFile } from '../../project/sourceFile';
import { parse } from '../../syntax/parse';
import type { Element, Node } from '../../syntax/tree';
import { blanksBetween, breaksBetween } from './gaps';
import type { Piece } from './pieces';
import { gapBetween, isComment, piecesOf } from './pieces';
import { saysTheSame } from './sameMeaning';

/** The edits that bring a file into its layout; with a range, only those that touch it. In order, without overlap. */
export function format(file: SourceFile, options: FormatOptions, range?: Span): TextEdit[] {
  const edits = layoutEdits(file, options).filter(
    ({ span }) => !range || (span.end >= range.start && span.start <= range.end),
  );
  if (!edits.length) return [];
  const text = apply(file.text, edits);
  const { root, errors } = parse(text);
  return errors.length === file.errors.length && saysTheSame(file.root, file.text, root, text) ? edits : [];
}

/**
 * What to change after a person typed a character that ends at `offset`: behind `}` the block it closes, behind a line break
 * the line before it, never the line with the cursor.
 */
export function formatOnType(file: SourceFile, options: FormatOptions, offset: number, typed: string): TextEdit[] {
  const { text } = file;
  if (typed === '}') {
    const piece = piecesOf(file.root, text).find(({ end, token }) => end === offset && token.kind === '}');
    if (!piece) return [];
    const { start } = piece.parent;
    return format(file, options, { start: lineStart(text, start), end: offset }).filter(
      ({ span }) => span.end <= offset,
    );
  }
  const lineEnd = text.slice(0, offset).search(/(?:\r\n|\r|\n)[ \t]*$/);
  if (lineEnd < 0) return [];
  return format(file, options, { start: lineStart(text, lineEnd), end: lineEnd }).filter(
    ({ span }) => span.end < lineEnd,
  );
}

function layoutEdits(file: SourceFile, options: FormatOptions): TextEdit[] {
  const { text, uri } = file;
  const pieces = piecesOf(file.root, text);
  const frozen = frozenBlocks(file);
  const leads = leadingToBlocks(pieces, text);
  const unit = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const several = new Map<Node, boolean>();
  const spansLines = (node: Node) => {
    let known = several.get(node);
    if (known === undefined) several.set(node, (known = !isOneLine(node.start, node.end, text)));
    return known;
  };
  const edits: TextEdit[] = [];
  for (let i = 0; i <= pieces.length; i++) {
    const [before, after] = [pieces[i - 1], pieces[i]];
    if (
      (before?.block !== undefined && frozen.has(before.block)) ||
      (after?.block !== undefined && frozen.has(after.block))
    )
      continue;
    const span = gapBetween(before, after, text.length);
    const written = text.slice(span.start, span.end);
    const found = written.match(/\r\n|\r|\n/g) ?? [];
    const lines = lineBreaks(pieces, i, found.length, leads, file, spansLines);
    const newText =
      lines > 0
        ? Array.from({ length: lines }, (_, n) => found[n] ?? eol).join('') + unit.repeat(after?.indent ?? 0)
        : before && after
          ? blanksBetween(before, after)
          : '';
    if (newText !== written) edits.push({ uri, span, newText });
  }
  return edits;
}

/** Line breaks in the gap before the piece at an index. */
function lineBreaks(
  pieces: readonly Piece[],
  index: number,
  written: number,
  leads: readonly boolean[],
  file: SourceFile,
  spansLines: (block: Node) => boolean,
): number {
  const [before, after] = [pieces[index - 1], pieces[index]];
  if (!before) return 0;
  if (!after) return 1;
  if (before.block !== undefined && before.block === after.block)
    return breaksBetween(before, after, written, spansLines);
  // Between blocks. What stands on the line of a block stays there, comments stay with the block below them.
  if (isComment(after) && (written === 0 || !leads[index])) return Math.min(written, 2);
  const last = before.block === undefined ? pieces[index - 2] : before;
  if (last?.block === undefined || (last !== before && !isOneLine(last.end, before.token.start, file.text))) {
    return Math.min(written, 2);
  }
  return areLines(file, last, after) ? Math.max(1, Math.min(written, 2)) : 2;
}

function isOneLine(start: number, end: number, text: string): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

/** For each piece, whether only comments, without an empty line between them, stand from it to the next block. */
function leadingToBlocks(pieces: readonly Piece[], text: string): boolean[] {
  const leads: boolean[] = [];
  for (let i = pieces.length - 1; i >= 0; i--) {
    const { start, end } = gapBetween(pieces[i], pieces[i + 1], text.length);
    const close = (text.slice(start, end).match(/\r\n|\r|\n/g) ?? []).length < 2;
    leads[i] = pieces[i]!.block !== undefined || (close && leads[i + 1] === true);
  }
  return leads;
}

/** Types that stand line by line may stay close together. */
function areLines({ root, text }: SourceFile, before: Piece, after: Piece): boolean {
  const isLine = (index: number | undefined) => {
    const element = index === undefined ? undefined : root.children[index];
    return element?.kind === 'alias' && isOneLine(element.start, element.end, text);
  };
  return isLine(before.block) && (isLine(after.block) || isComment(after));
}

/** Indices of top-level elements that are not to be touched. */
function frozenBlocks({ root, errors }: SourceFile): Set<number> {
  const frozen = new Set<number>();
  const sorted = errors.map(({ span }) => span).sort((a, b) => a.start - b.start);
  let next = 0;
  root.children.forEach((child, index) => {
    if (child.token) return;
    while (next < sorted.length && sorted[next]!.end < child.start) next++;
    if (sorted.slice(next, next + 1).some(({ start }) => start <= child.end)) frozen.add(index);
    else if (child.kind === 'let' || child.kind === 'error' || child.kind === 'loose-string') frozen.add(index);
    else if (child.children.some(isFrozenPart)) frozen.add(index);
  });
  return frozen;
}

function isFrozenPart(element: Element): boolean {
  return !element.token && (element.kind === 'expression-body' || element.kind === 'error');
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

function apply(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, newText } of edits) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
