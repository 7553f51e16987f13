/** Documentation comments: `///` lines that belong to a declaration, a field or a value. */
import type { SourceFile } from '../project/sourceFile';
import { isTrivia } from '../syntax/kinds';
import type { Element, Node, Token } from '../syntax/tree';

interface Documented {
  readonly span: { readonly start: number };
}

/** The `///` lines directly above, without their slashes; plain comments between them are passed over. */
export function documentationOf(file: SourceFile, { span }: Documented): string[] {
  const { trivia, before } = triviaBefore(file, span.start);
  const close = contiguous(trivia);
  // A comment behind something else is about that.
  const own = before && close.length === trivia.length ? trivia.slice(trivia.findIndex(isNewline) + 1) : close;
  return texts(own, file.text);
}

/**
 * The lines that code generators copy. For a declaration these are the ones directly above. For a field they are all
 * since the one before, except that comments right behind a field, up to an empty line, count as part of that field.
 */
export function generatedDocumentation(file: SourceFile, { span }: Documented): string[] {
  const { trivia, before, within } = triviaBefore(file, span.start);
  if (within !== 'body') return texts(contiguous(trivia), file.text);
  if (!before || before.token || before.kind !== 'field') return texts(trivia, file.text);
  const from = trivia.findIndex((token, i) => token.kind === 'block-comment' || endsBlankLine(trivia, i));
  return from < 0 ? [] : texts(trivia.slice(from), file.text);
}

/** More than anyone reads. */
const MAX_LINES = 200;

function texts(trivia: readonly Token[], text: string): string[] {
  const all = trivia.flatMap((token) =>
    token.kind === 'doc-comment' ? [text.slice(token.start, token.end).slice(3).trim()] : [],
  );
  return all.slice(0, MAX_LINES);
}

/** The blanks and comments before an element, and what stands before them. */
function triviaBefore(
  file: SourceFile,
  start: number,
): { readonly trivia: readonly Token[]; readonly before: Element | undefined; readonly within: Node['kind'] } {
  let parent = file.root;
  for (;;) {
    const index = lastStartingAt(parent.children, start);
    const found = parent.children[index];
    if (!found || found.token || found.end <= start) return { trivia: [], before: undefined, within: parent.kind };
    if (found.start === start) {
      const trivia: Token[] = [];
      let at = index - 1;
      for (let token = parent.children[at]; token?.token && isTrivia(token.kind); token = parent.children[--at]) {
        trivia.push(token);
      }
      return { trivia: trivia.reverse(), before: parent.children[at], within: parent.kind };
    }
    parent = found;
  }
}

/** The index of the last element that starts at or before an offset and is not empty there. */
function lastStartingAt(children: readonly Element[], offset: number): number {
  let low = 0;
  let high = children.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (children[middle]!.start <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** The end of the list that holds no empty line. */
function contiguous(trivia: readonly Token[]): readonly Token[] {
  let from = trivia.length;
  while (from > 0 && !endsBlankLine(trivia, from)) from--;
  return trivia.slice(from);
}

/** Whether two line breaks with nothing but blanks between stand right before an index. */
function endsBlankLine(trivia: readonly Token[], index: number): boolean {
  let newlines = 0;
  for (let i = index - 1; i >= 0; i--) {
    const token = trivia[i]!;
    if (isNewline(token)) newlines++;
    else if (token.kind !== 'whitespace') break;
    if (newlines === 2) return true;
  }
  return false;
}

function isNewline({ kind }: Token): boolean {
  return kind === 'newline';
}
