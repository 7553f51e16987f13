/** What can be folded: blocks, long values, prompts and the blocks inside them, and runs of comments. */
import type { FoldingRange } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { templateSources } from '../jinja/sources';
import { templateBlocks } from '../jinja/templateBlocks';
import { rawStringText } from '../syntax/rawString';
import type { Element, Token } from '../syntax/tree';

const OPENERS: ReadonlySet<string> = new Set(['{', '[', '(']);
const CLOSERS: ReadonlySet<string> = new Set(['}', ']', ')']);

/**
 * In order of position. A range is what disappears: it begins behind the opening brace or tag and ends before the closing
 * one, and spans at least two lines.
 */
export function foldingRanges(file: SourceFile): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (start: number, end: number, kind: FoldingRange['kind']) => {
    if (hasLineBreak(file.text, start, end)) ranges.push({ span: { start, end }, kind });
  };
  collectSyntax(file, add);
  for (const source of templateSources(file)) {
    if (source.kind === 'constraint') continue;
    const { start, end } = source.source.span;
    const { text, map } = rawStringText(file.text.slice(start, end), start);
    for (const block of templateBlocks(text)) add(map(block.start), map(block.end), block.kind);
  }
  return ranges.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

type Add = (start: number, end: number, kind: FoldingRange['kind']) => void;

/** Braces of one node, strings over several lines, and comments. Iterative: a tree may be as deep as its text is long. */
function collectSyntax({ root, text }: SourceFile, add: Add): void {
  let comments: { readonly start: number; end: number } | undefined;
  let breaks = 0;
  const endComments = () => {
    if (comments) add(comments.start, comments.end, 'comment');
    comments = undefined;
  };
  const stack: Element[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (!element.token) {
      const { children } = element;
      const open = children.find((child) => child.token && OPENERS.has(child.kind));
      const close = open && children.findLast((child) => child.token && CLOSERS.has(child.kind));
      if (open && close) add(open.end, close.start, 'block');
      for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
      continue;
    }
    if (element.kind === 'newline') breaks++;
    else if (element.kind === 'line-comment' || element.kind === 'doc-comment') {
      // Only a comment on the next line continues a run.
      if (comments && breaks === 1) comments.end = element.end;
      else {
        endComments();
        if (startsLine(text, element.start)) comments = { start: element.start, end: element.end };
      }
      breaks = 0;
    } else if (element.kind !== 'whitespace') {
      endComments();
      breaks = 0;
      addToken(element, text, add);
    }
  }
  endComments();
}

function addToken({ kind, start, end }: Token, text: string, add: Add): void {
  if (kind === 'block-comment') add(start, end, 'comment');
  if (kind === 'raw-string') {
    const mark = text.indexOf('"', start) + 1 - start;
    add(start + mark, end - mark, 'block');
  }
}

/** Whether nothing but blanks stands before the offset on its line. */
function startsLine(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at--) {
    const char = text[at]!;
    if (char === '\n' || char === '\r') return true;
    if (char !== ' ' && char !== '\t') return false;
  }
  return true;
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text[at] === '\n' || text[at] === '\r') return true;
  return false;
}
