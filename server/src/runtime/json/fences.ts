/** Fenced code blocks of a text, as the official parser finds them. */
import { trimBlanks } from './raw';

const OPENING = /^[ \t]*```([A-Za-z0-9 ]+)(?:\n|$(?![^]))/gm;
const CLOSING = /^[ \t]*```(?:\n|$(?![^]))/gm;

export interface FoundFences<T> {
  readonly blocks: readonly { readonly tag: string; readonly value: T }[];
  /** Where the text behind the last closed block starts. */
  readonly rest: number;
}

/** Finds the blocks of `text`; `parse` reads the trimmed content of one at its offset, or gives null. */
export function findFences<T>(text: string, parse: (content: string, offset: number) => T | null): FoundFences<T> {
  const blocks: { tag: string; value: T }[] = [];
  let rest = 0;
  for (;;) {
    const opening = exec(OPENING, text, rest);
    if (opening === null) break;
    const from = opening.index + opening[0].length;
    const closers: RegExpExecArray[] = [];
    // An opening line before the first closing one is content; one behind it begins the next block.
    let limit = text.length;
    for (let closer = exec(CLOSING, text, from); closer !== null && closer.index <= limit;) {
      if (closers.length === 0) limit = exec(OPENING, text, closer.index + closer[0].length)?.index ?? limit;
      closers.push(closer);
      const end = closer.index + closer[0].length;
      if (end >= text.length || end <= closer.index) break;
      closer = exec(CLOSING, text, end);
    }
    const tag = opening[1]!.trim();
    const read = (to: number): boolean => {
      const content = text.slice(from, to);
      const trimmed = trimBlanks(content);
      const value = parse(trimmed, from + content.indexOf(trimmed));
      if (value === null) return false;
      blocks.push({ tag, value });
      return true;
    };
    if (closers.length === 0) {
      read(text.length);
      break;
    }
    const used = closers.find((closer) => read(closer.index)) ?? closers[0]!;
    rest = used.index + used[0].length;
  }
  return { blocks, rest };
}

function exec(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
