/** Text to tree. Takes any text at all, in time linear in its length. */
import { file } from './grammar/file';
import type { SyntaxError } from './parser';
import { Parser } from './parser';
import type { Node } from './tree';

export interface ParsedText {
  readonly text: string;
  readonly root: Node;
  /** In order of position. */
  readonly errors: readonly SyntaxError[];
}

export function parse(text: string): ParsedText {
  const parser = new Parser(text);
  const root = file(parser);
  return { text, root, errors: parser.errors.toSorted((a, b) => a.span.start - b.span.start) };
}
