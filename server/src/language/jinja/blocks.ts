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
  /** Nothing is wrong with the tag; what is may have swallowed the end of the block. */
  readonly whole: boolean;
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
  const owed = new Owed();
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
      const { end } = finishTag(cursor, 'outputEnd', errors);
      body().push({ kind: 'output', expression, span: cursor.place(token.start, end) });
    } else if (token.kind === 'blockStart') {
      const errors = startTag(cursor);
      const word = cursor.token;
      const head = parseStatement(cursor);
      const isAlone = cursor.at('blockEnd');
      const { end, whole } = finishTag(cursor, 'blockEnd', errors);
      const tag = cursor.place(token.start, end);
      const at = cursor.place(word.start, word.end);
      const report = (message: string, newText?: string): void => {
        cursor.errors.length = errors;
        cursor.report(message, at, newText === undefined ? undefined : { span: at, newText });
      };
      if (head.kind === 'set') {
        body().push({ ...head, span: tag });
      } else if (head.kind === 'elif' || head.kind === 'else') {
        if (!tooDeep) branch(open.at(-1), head, report);
      } else if (head.kind === 'end') {
        if (tooDeep) tooDeep--;
        else endBlock(open, head.of, owed, report, () => close(end));
      } else if (head.kind === 'unknown') {
        // `{% switch %} … {% endswitch %}` is one mistake; `{% end %}` was meant to close something.
        if (word.value === 'end' && open.length) {
          const ended = `end${open.at(-1)!.word}`;
          report(`\`{% end %}\` does not say what it ends. Write \`{% ${ended} %}\`.`, isAlone ? ended : undefined);
          owed.add(open.at(-1)!.word);
          close(end);
        } else if (word.value.startsWith('end') && owed.take(word.value.slice(3))) cursor.errors.length = errors;
        else owed.add(word.value);
      } else if (head.kind === 'setBlock' && !whole) {
        owed.add('set');
      } else {
        const name = head.kind === 'setBlock' ? 'set' : head.kind === 'refused' ? head.statement : head.kind;
        const block: OpenBlock = { word: name, head, start: token.start, tag, whole, branches: [], body: [] };
        if (head.kind === 'if') block.branches.push({ condition: head.condition, body: block.body });
        if (head.kind === 'refused' && !head.block) {
          body().push({ kind: 'refused', statement: head.statement, body: [], span: tag });
        } else if (open.length >= MAX_BLOCKS) {
          if (!tooDeep) cursor.report('Blocks are nested too deeply here.', tag);
          tooDeep++;
        } else {
          open.push(block);
        }
      }
    }
  }
  const end = cursor.token.end;
  for (const { word, tag, whole } of open)
    if (whole) cursor.report(`\`{% ${word} %}\` is never closed. Add \`{% end${word} %}\`.`, tag);
  while (open.length) close(end);
  return root;
}

/** Forgets the error of the tag before; gives the number of errors so far. */
function startTag(cursor: Cursor): number {
  cursor.failed = false;
  return cursor.errors.length;
}

/** Blocks that were closed by the end of another one: their own end, when it comes, is not an error of its own. */
class Owed {
  private readonly counts = new Map<string, number>();

  add(word: string): void {
    this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }

  /** Whether an end of that word is owed; then it is no longer. */
  take(word: string): boolean {
    const count = this.counts.get(word) ?? 0;
    if (count) this.counts.set(word, count - 1);
    return count > 0;
  }
}

/**
 * Takes the rest of a tag; what is left in it is an error. A tag that is never closed is reported where it cannot be
 * read any further, or at its last word. Gives the offset where the tag ends, and whether it could be read.
 */
function finishTag(
  cursor: Cursor,
  kind: 'outputEnd' | 'blockEnd',
  errorsBefore: number,
): { readonly end: number; readonly whole: boolean } {
  const isEnd = (): boolean => cursor.at('outputEnd') || cursor.at('blockEnd') || cursor.at('end');
  if (!isEnd()) cursor.unexpected(kind === 'outputEnd' ? '`}}`' : '`%}`');
  while (!isEnd()) cursor.next();
  const whole = cursor.token.value === '' && cursor.errors.length === errorsBefore;
  if (cursor.token.value === 'unclosed') {
    const [open, wanted] = kind === 'outputEnd' ? ['{{', '}}'] : ['{%', '%}'];
    const last = cursor.previous ?? cursor.token;
    const end = cursor.place(cursor.token.start, cursor.token.end);
    const found = cursor.errors[errorsBefore]?.span;
    const at = found && found.start < end.start ? found : cursor.place(last.start, last.end);
    cursor.errors.length = errorsBefore;
    cursor.report(`\`${open}\` is never closed. Add \`${wanted}\`.`, at);
  } else if (cursor.token.value === 'broken') cursor.errors.length = errorsBefore;
  return { end: cursor.at('end') ? cursor.token.end : cursor.next().end, whole };
}

function branch(
  block: OpenBlock | undefined,
  head: Extract<StatementHead, { kind: 'elif' } | { kind: 'else' }>,
  report: (message: string) => void,
): void {
  const fits = block && (block.word === 'if' || (block.word === 'for' && head.kind === 'else'));
  if (!fits) {
    const where = head.kind === 'else' ? '`{% if %}` or `{% for %}`' : '`{% if %}`';
    report(`\`{% ${head.kind} %}\` stands in no ${where}.`);
    return;
  }
  if (block.otherwise) {
    report(`\`{% ${head.kind} %}\` cannot follow \`{% else %}\`.`);
    return;
  }
  if (head.kind === 'else') block.otherwise = [];
  else {
    block.body = [];
    block.branches.push({ condition: head.condition, body: block.body });
  }
}

/** Closes the innermost block. An end of another kind is reported, once for all that it leaves open. */
function endBlock(
  open: readonly OpenBlock[],
  word: string,
  owed: Owed,
  report: (message: string) => void,
  close: () => void,
): void {
  const top = open.at(-1);
  if (top?.word === word) return close();
  if (owed.take(word)) return;
  if (!top) return report(`\`{% end${word} %}\` closes nothing: there is no open \`{% ${word} %}\`.`);
  const index = open.findLastIndex((block) => block.word === word);
  report(
    index < 0
      ? `\`{% end${word} %}\` cannot close \`{% ${top.word} %}\`. Write \`{% end${top.word} %}\`.`
      : `\`{% ${top.word} %}\` is still open here. Add \`{% end${top.word} %}\` before this.`,
  );
  const left = open.slice(index < 0 ? -1 : index);
  for (const block of left) if (block.word !== word) owed.add(block.word);
  for (let count = left.length; count > 0; count--) close();
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
