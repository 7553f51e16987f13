/** Ever larger stretches around a place: word, value, field, body, block, file; in a prompt word, expression, tag, line. */
import type { Expression, TemplateNode } from '../../ir/template';
import type { Span } from '../diagnostic';
import { expressionParts, nodeParts } from '../jinja/parts';
import { templateSources } from '../jinja/sources';
import { templateBlocks } from '../jinja/templateBlocks';
import type { SourceFile } from '../project/sourceFile';
import { templateOf } from '../semantics/prompts';
import { rawStringText } from '../syntax/rawString';
import type { Node, Token } from '../syntax/tree';

const OPENERS: ReadonlySet<string> = new Set(['{', '[', '(', '<']);
const CLOSERS: ReadonlySet<string> = new Set(['}', ']', ')', '>']);

/** From the smallest stretch around the offset to the whole file; each holds the one before and is larger. */
export function selectionRanges(file: SourceFile, offset: number): readonly Span[] {
  const around: Span[] = [
    { start: 0, end: file.text.length },
    { start: offset, end: offset },
  ];
  const add = (start: number, end: number) => {
    if (start <= offset && offset <= end && start < end) around.push({ start, end });
  };
  addSyntax(file, offset, add);
  addTemplates(file, offset, add);
  const word = wordAround(file.text, offset);
  add(word.start, word.end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const span of around) {
    const last = chain.at(-1);
    if (last && (span.start > last.start || span.end < last.end || span.end - span.start === last.end - last.start))
      continue;
    chain.push(span);
  }
  // An empty stretch selects nothing: it stands only where there is nothing else.
  return chain.length > 1 && chain[0]!.start === chain[0]!.end ? chain.slice(1) : chain;
}

type Add = (start: number, end: number) => void;

/** The way down to the token at the offset, and to the one that ends there. */
function addSyntax({ root, text }: SourceFile, offset: number, add: Add): void {
  for (const at of [offset, offset - 1]) {
    let node: Node | undefined = root;
    while (node) {
      add(node.start, node.end);
      addInside(node, text, add);
      const child: Node | Token | undefined = childAt(node, at);
      if (child?.token) addToken(child, text, add);
      node = child?.token === false ? child : undefined;
    }
  }
}

function childAt({ children }: Node, offset: number): Node | Token | undefined {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (children[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  const child = children[low];
  return child && child.start <= offset ? child : undefined;
}

/** What stands between the braces of a node. */
function addInside({ children }: Node, text: string, add: Add): void {
  const open = children.findIndex((child) => child.token && OPENERS.has(child.kind));
  const close = open < 0 ? -1 : children.findLastIndex((child) => child.token && CLOSERS.has(child.kind));
  if (close > open) addTrimmed(text, children[open]!.end, children[close]!.start, add);
}

function addToken({ kind, start, end }: Token, text: string, add: Add): void {
  if (kind === 'whitespace' || kind === 'newline' || kind === 'end') return;
  add(start, end);
  if (kind === 'string') add(start + 1, end - 1);
  if (kind === 'jinja') addTrimmed(text, start + 2, end - 2, add);
}

function addTemplates(file: SourceFile, offset: number, add: Add): void {
  const source = templateSources(file).find(({ span }) => span.start <= offset && offset <= span.end);
  if (!source) return;
  if (source.kind === 'constraint') return addExpressions([source.expression], offset, add);
  const { text } = file;
  const { start, end } = source.source.span;
  const literal = rawStringText(text.slice(start, end), start);
  for (const block of templateBlocks(literal.text)) {
    addTrimmed(text, literal.map(block.start), literal.map(block.end), add);
  }
  addNodes(templateOf(file, source.source).template.nodes, offset, add);
  const line = lineAround(text, offset);
  addTrimmed(text, Math.max(line.start, source.span.start), Math.min(line.end, source.span.end), add);
  addTrimmed(text, source.span.start, source.span.end, add);
}

/** The parser bounds how deep templates nest. */
function addNodes(nodes: readonly TemplateNode[], offset: number, add: Add): void {
  for (const node of nodes) {
    if (node.span.start > offset || offset > node.span.end || node.kind === 'text') continue;
    add(node.span.start, node.span.end);
    const parts = nodeParts(node);
    addExpressions(parts.expressions, offset, add);
    addNodes(parts.nodes, offset, add);
  }
}

function addExpressions(expressions: readonly Expression[], offset: number, add: Add): void {
  for (const expression of expressions) {
    if (expression.span.start > offset || offset > expression.span.end) continue;
    add(expression.span.start, expression.span.end);
    addExpressions(expressionParts(expression), offset, add);
  }
}

function addTrimmed(text: string, start: number, end: number, add: Add): void {
  while (start < end && isBlank(text[start]!)) start++;
  while (end > start && isBlank(text[end - 1]!)) end--;
  add(start, end);
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

function lineAround(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return { start, end };
}

function wordAround(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && /[\p{L}\p{N}\p{M}_]/u.test(text[start - 1]!)) start--;
  let end = offset;
  while (end < text.length && /[\p{L}\p{N}\p{M}_]/u.test(text[end]!)) end++;
  return { start, end };
}
