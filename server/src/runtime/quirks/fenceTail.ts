/** fence-tail: the text form of several candidates spells them out the runtime's internal way. */
import { textForm } from '../json/textForm';
import type { Raw } from '../json/raw';

/** Deeper values are not looked into. */
const MAX_DEPTH = 100;

/** Whether the text form of `raw` would show how it was found. */
export function hasInternals(raw: Raw, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  switch (raw.kind) {
    case 'fenced':
    case 'choice':
      return true;
    case 'fixed':
      return hasInternals(raw.inner, depth + 1);
    // A list of candidates is made of wrappers and choices only, so that its first item tells; looking at all of them at every
    // chunk would grow with the square of the list.
    case 'list': {
      const first = raw.items[0] ?? raw.tail;
      return first !== null && isWrapper(first, depth);
    }
    default:
      return false;
  }
}

const isWrapper = (raw: Raw, depth: number): boolean =>
  raw.kind === 'fenced' || raw.kind === 'choice' || (raw.kind === 'fixed' && hasInternals(raw.inner, depth + 1));

/** The text of `raw` as the model wrote it. */
export function plainText(raw: Raw): string {
  switch (raw.kind) {
    case 'choice':
      return raw.text();
    case 'fenced':
    case 'fixed':
      return plainText(raw.inner);
    case 'list':
      if (!hasInternals(raw)) return textForm(raw);
      return [...raw.items, ...(raw.tail === null ? [] : [raw.tail])].map(plainText).join('\n');
    default:
      return textForm(raw);
  }
}
