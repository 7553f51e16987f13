/**
 * Puts text, outputs and statements together into a tree. Open blocks wait on a stack rather than in recursion, so
 * nesting costs no call stack; blocks that are never closed end with the prompt, each with an error at its opening tag.
 */
import type { TemplateNode, TemplateSpan } from '../../ir/template';
import type { Cursor } from './cursor';
import { parseExpressionAt } from './expressions';
import { parseStatement, type StatementHead } from './statements';

/** Deeper blocks are reported and flattened. */
const MAX_BLOCKS = 100;

type BlockHead = Extract<StatementHead, { kind: 'if' | 'for' | 'setBlock' | 'macro' | 'refused' }>;

interface OpenBlock {
  /** The statement's word: `if`, `for`, `set`, … */
  readonly word: string;
  readonly head: BlockHead;
  /** Offset in the prompt's text, and the opening tag in the file. */
  readonly start: number;
  readonly tag: TemplateSpan;
  readonly branches: {
    condition: Extract<StatementHead, { kind: 'if' | 'elif' }>['condition'];
    body: TemplateNode[];
  }[];
  body: TemplateNode[];
  otherwise?: TemplateNode[];
}

/** Reads all tokens of a prompt. */
export function parseBlocks(cursor: Cursor): TemplateNode[] {
  const root: TemplateNode[] = [];
  const open: OpenBlock[] = [];
  let tooDeep = 0;
  const body = (): TemplateNode[] => {
    const top = open.at(-1);
    return top ? (top.otherwise ?? top.body) : root;
  };
  const close = (end: number): void => {
    const block = open.pop();
    if (block) body().push(finish(block, cursor.place(block.start, end)));
  };
  while (!cursor.at('end')) {
    const token = cursor.next();
    if (token.kind === 'text') {
      body().push({ kind: 'text', text: token.value, span: cursor.place(token.start, token.end) });
    } else if (token.kind === 'outputStart') {
      const errors = startTag(cursor);
      const expression = parseExpressionAt(cursor);
      const end = finishTag(cursor, 'outputEnd', errors);
      body().push({ kind: 'output', expression, span: cursor.place(token.start, end) });
    } else if (token.kind === 'blockStart') {
      const errors = startTag(cursor);
      const head = parseStatement(cursor);
      const end = finishTag(cursor, 'blockEnd', errors);
      const tag = cursor.place(token.start, end);
      if (head.kind === 'set') {
        body().push({ ...head, span: tag });
      } else if (head.kind === 'elif' || head.kind === 'else') {
        if (!tooDeep) branch(cursor, open.at(-1), head, tag);
      } else if (head.kind === 'end') {
        if (tooDeep) tooDeep--;
        else endBlock(cursor, open, head.of, tag, () => close(end));
      } else if (head.kind !== 'unknown') {
        const word = head.kind === 'setBlock' ? 'set' : head.kind === 'refused' ? head.statement : head.kind;
        const block: OpenBlock = { word, head, start: token.start, tag, branches: [], body: [] };
        if (head.kind === 'if') block.branches.push({ condition: head.condition, body: block.body });
        if (head.kind === 'refused' && !head.block) {
          body().push({ kind: 'refused', statement: head.statement, body: [], span: tag });
        } else if (open.length >= MAX_BLOCKS) {
          if (!tooDeep) cursor.report('blocks are nested too deeply here', tag);
          tooDeep++;
        } else {
          open.push(block);
        }
      }
    }
  }
  const end = cursor.token.end;
  for (const block of open)
    cursor.report(`\`{% ${block.word} %}\` is never closed; add \`{% end${block.word} %}\``, block.tag);
  while (open.length) close(end);
  return root;
}

/** Forgets the error of the tag before; gives the number of errors so far. */
function startTag(cursor: Cursor): number {
  cursor.failed = false;
  return cursor.errors.length;
}

/**
 * Takes the rest of a tag; what is left in it is an error, unless the tag is never closed, which is reported already
 * and explains the rest. Gives the offset where the tag ends.
 */
function finishTag(cursor: Cursor, kind: 'outputEnd' | 'blockEnd', errorsBefore: number): number {
  const isEnd = (): boolean => cursor.at('outputEnd') || cursor.at('blockEnd') || cursor.at('end');
  if (!isEnd()) cursor.unexpected(kind === 'outputEnd' ? '`}}`' : '`%}`');
  while (!isEnd()) cursor.next();
  if (cursor.token.value === 'unclosed') cursor.errors.length = errorsBefore;
  return cursor.at('end') ? cursor.token.end : cursor.next().end;
}

function branch(
  cursor: Cursor,
  block: OpenBlock | undefined,
  head: Extract<StatementHead, { kind: 'elif' } | { kind: 'else' }>,
  tag: TemplateSpan,
): void {
  const fits = block && (block.word === 'if' || (block.word === 'for' && head.kind === 'else'));
  if (!fits) {
    const where = head.kind === 'else' ? '`{% if %}` or `{% for %}`' : '`{% if %}`';
    cursor.report(`\`{% ${head.kind} %}\` stands in no ${where}`, tag);
    return;
  }
  if (block.otherwise) {
    cursor.report(`\`{% ${head.kind} %}\` cannot follow \`{% else %}\``, tag);
    return;
  }
  if (head.kind === 'else') block.otherwise = [];
  else {
    block.body = [];
    block.branches.push({ condition: head.condition, body: block.body });
  }
}

/** Closes the innermost block of that kind; blocks opened inside it and left open are reported. */
function endBlock(
  cursor: Cursor,
  open: readonly OpenBlock[],
  word: string,
  tag: TemplateSpan,
  close: () => void,
): void {
  const index = open.findLastIndex((block) => block.word === word);
  if (index < 0) {
    cursor.report(`\`{% end${word} %}\` closes nothing: there is no open \`{% ${word} %}\``, tag);
    return;
  }
  for (const block of open.slice(index + 1)) {
    cursor.report(`\`{% ${block.word} %}\` is never closed; add \`{% end${block.word} %}\``, block.tag);
  }
  for (let left = open.length - index; left > 0; left--) close();
}

function finish(block: OpenBlock, span: TemplateSpan): TemplateNode {
  const { head, body, otherwise } = block;
  switch (head.kind) {
    case 'if':
      return { kind: 'if', branches: block.branches, otherwise, span };
    case 'for': {
      const { target, iterable, filter, recursive } = head;
      return { kind: 'for', target, iterable, filter, recursive, body, otherwise, span };
    }
    case 'setBlock':
      return { kind: 'setBlock', target: head.target, filters: head.filters, body, span };
    case 'macro':
      return { kind: 'macro', name: head.name, parameters: head.parameters, body, span };
    case 'refused':
      return { kind: 'refused', statement: head.statement, body, span };
  }
}
