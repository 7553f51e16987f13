/**
 * Where the official compiler says a problem of a template begins. Its places are those of the parser it uses: the last
 * link of a chain such as `a.b.c` begins with the link before it, a comparison with the word before it. Ours begin at the
 * same character, so that both tools speak of the same place, and end where the problem ends.
 */
import type { Expression } from '../../ir/template';

/** Where a property or a call begins: at the start of its object, or at the operator of the link before it. */
export function linkStart(text: string, expression: Expression, object: Expression): number {
  // Parentheses around the object are part of the expression only.
  if (object.span.start !== expression.span.start) return expression.span.start;
  switch (object.kind) {
    case 'attribute':
      return backTo(text, '.', object.name.span.start, expression.span.start);
    case 'call':
      return forwardTo(text, '(', object.callee.span.end, object.span.end, expression.span.start);
    case 'index':
    case 'slice':
      return forwardTo(text, '[', object.object.span.end, object.span.end, expression.span.start);
    default:
      return expression.span.start;
  }
}

function backTo(text: string, mark: string, from: number, otherwise: number): number {
  const at = text.lastIndexOf(mark, from - 1);
  return at >= otherwise ? at : otherwise;
}

function forwardTo(text: string, mark: string, from: number, to: number, otherwise: number): number {
  for (let at = from; at < to; at++) if (text[at] === mark) return at;
  return otherwise;
}

/** The start of the word or mark before an offset: where a comparison begins. Not before `limit`. */
export function tokenBefore(text: string, offset: number, limit: number): number {
  let end = offset;
  while (end > limit && /\s/.test(text[end - 1] as string)) end--;
  if (end <= limit) return offset;
  const sign = text[end - 1] === '-' || text[end - 1] === '+' ? 1 : 0;
  for (const opening of ['{{', '{%']) if (text.slice(end - sign - 2, end - sign) === opening) return end - sign - 2;
  let start = end - 1;
  if (!isWord(text[start])) return start;
  while (start > limit && isWord(text[start - 1])) start--;
  return start;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
