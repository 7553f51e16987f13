/** The words of texts: identifiers and whatever looks like one, in code, strings, prompts and comments. */

/** A name with dashes counts as its parts, since templates read a dash as minus. */
const WORD = /\b[A-Za-z_]\w*/g;

/** Whether a text holds all parts of a name, each as a word of its own. Linear in the text, without allocating. */
export function mentions(text: string, name: string): boolean {
  if (name.includes('-')) return name.split('-').every((part) => !part || mentions(text, part));
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isWordPart(text.charCodeAt(at - 1)) && !isWordPart(text.charCodeAt(at + name.length))) return true;
  }
  return false;
}

/** With more candidates than this it is not worth looking whether the rest of the text holds them, too. */
const MAX_LOOKED_FOR = 8;

/** Words that may stand in one of two texts and not in the other: those around the place where the texts differ. */
export function wordsAround(before: string, after: string): Set<string> {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  const found = new Set<string>();
  for (const text of [before, after]) {
    let from = start;
    let to = text.length - same;
    while (from > 0 && isWordPart(text.charCodeAt(from - 1))) from--;
    while (to < text.length && isWordPart(text.charCodeAt(to))) to++;
    for (const word of text.slice(from, to).match(WORD) ?? []) found.add(word);
  }
  if (found.size > MAX_LOOKED_FOR) return found;
  for (const word of found) if (mentions(before, word) === mentions(after, word)) found.delete(word);
  return found;
}

/** Which texts hold a word: built once, in one pass over all of them. */
export class WordIndex {
  private readonly places = new Map<string, number[]>();

  constructor(texts: Iterable<string>) {
    let number = 0;
    for (const text of texts) {
      for (const word of text.match(WORD) ?? []) {
        const known = this.places.get(word);
        if (!known) this.places.set(word, [number]);
        else if (known.at(-1) !== number) known.push(number);
      }
      number++;
    }
  }

  /** The numbers of the texts that hold all parts of a name, in order. */
  find(name: string): readonly number[] {
    const [first, ...others] = name.match(WORD) ?? [];
    let found = (first !== undefined && this.places.get(first)) || [];
    for (const part of others) {
      const also = new Set(this.places.get(part));
      found = found.filter((number) => also.has(number));
    }
    return found;
  }
}

function isWordPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
