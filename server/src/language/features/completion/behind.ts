/** Offers in front of what is there already: it is not written a second time, and the tag of a statement gets its block. */
import type { Completion, CompletionKind } from './item';

/** What stands before a value: the value that is there stays. */
const NAMES: ReadonlySet<CompletionKind> = new Set(['property', 'field', 'block']);

/** The offer in front of `behind`, the rest of the line: without its arguments or its value when there are some. */
export function beforeRest(item: Completion, behind: string): Completion {
  const { snippet, insert } = item;
  if (snippet === undefined && insert === undefined) return item;
  const called = behind.startsWith('(') && (snippet ?? insert)!.includes('(');
  const valued = NAMES.has(item.kind) && /^[ \t]*:?[ \t]*(?:[\w"#[{<]|-\d)/.test(behind);
  const stated = item.kind === 'keyword' && /^[ \t]+[\w("']/.test(behind);
  if (!called && !valued && !stated) return item;
  const { snippet: _, insert: __, ...bare } = item;
  return bare;
}

/** A statement of a template in the tag around the cursor. */
export interface Tag {
  /** Blanks and the end of the tag behind the cursor; empty when the tag has no end yet. */
  readonly ending: string;
  /** Nothing else stands on its line. */
  readonly isAlone: boolean;
  /** What follows in the template. */
  readonly following: string;
  readonly newline: string;
}

/** The end of a block that is further away is not seen. */
const LONGEST = 20_000;

const BLOCKS: ReadonlySet<string> = new Set(['if', 'for', 'macro', 'raw']);

/**
 * The tag that starts with the word at the cursor, when only its end follows; undefined when something else does. `text` is
 * that of the file, `offset` the cursor, `opening` where the tag starts.
 */
export function tagAround(text: string, opening: number, offset: number): Tag | undefined {
  const behind = /^[^\r\n]*/.exec(text.slice(offset, offset + 500))![0];
  const found = /^([ \t]*-?%\}|[ \t]*$)/.exec(behind);
  if (!found) return undefined;
  let lineStart = opening;
  while (lineStart > 0 && (text[lineStart - 1] === ' ' || text[lineStart - 1] === '\t')) lineStart--;
  const startsLine = lineStart === 0 || text[lineStart - 1] === '\n' || text[lineStart - 1] === '\r';
  return {
    ending: found[0],
    isAlone: startsLine && !behind.slice(found[0].length).trim(),
    following: text.slice(offset, offset + LONGEST).split('"#', 1)[0]!,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** The statement with the end of its tag and, unless that is there already, of its block. */
export function wholeStatement(item: Completion, { ending, isAlone, following, newline }: Tag): Completion {
  const { label, snippet = label } = item;
  const close = ` ${ending.includes('-') ? '-' : ''}%}`;
  const written = { ...item, insert: label + close, snippet: snippet + close };
  if (!BLOCKS.has(label) || isEnded(label, following)) return written;
  const body = isAlone ? `${newline}  $0${newline}` : '$0';
  return { ...written, snippet: `${written.snippet}${body}{% end${label} %}` };
}

/** Whether an end follows that belongs to no later start. */
function isEnded(word: string, following: string): boolean {
  const count = (name: string) => following.match(new RegExp(`\\{%[-+]?\\s*${name}\\b`, 'g'))?.length ?? 0;
  return count(`end${word}`) > count(word);
}
