/**
 * Blanks as Unicode has them, and so the official runtime. JavaScript's own trimming differs in two characters: a next-line
 * mark (U+0085) is a blank, a byte order mark (U+FEFF) is none.
 */

const SPACE = /\p{White_Space}/u;

/** Whether a character is a blank. */
export function isSpace(character: string): boolean {
  return SPACE.test(character);
}

export function trimSpaceStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text[start] as string)) start++;
  return text.slice(start);
}

export function trimSpaceEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

/** `text` without the blanks at both ends. */
export function trimSpace(text: string): string {
  return trimSpaceEnd(trimSpaceStart(text));
}
