/** Names, times and reasons in the words the interface uses. */
import type { Hold, Path } from './run';
import { pathOf, type Row, type Timeline } from './timeline';
import { kindOf, type Value } from './value';

/** Words, and pieces of code between them. */
export type Sentence = readonly (string | { readonly code: string })[];

export function plain(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.code)).join('');
}

/** `items[0].name`; the root is named by its type. */
export function nameOf(timeline: Timeline, row: Row): string {
  return row.decl.key === null ? row.decl.type : formatPath(pathOf(timeline, row));
}

export function formatPath(path: Path): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[A-Za-z_]\w*$/.test(key)) text += text ? `.${key}` : key;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** Milliseconds as a person reads them: `198 ms`, `1.22 s`. */
export function formatMs(ms: number): string {
  const rounded = Math.round(ms);
  if (rounded < 1000) return rounded < 1 && ms > 0 ? '< 1 ms' : `${rounded} ms`;
  return `${(ms / 1000).toFixed(2)} s`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Why a hold holds: names the attribute and what carries it. */
export function holdReason(hold: Hold): Sentence {
  const waits: Sentence = hold.waitsFor ? ['; waited for ', { code: hold.waitsFor }] : [];
  const on = hold.on ? ` on ${hold.on}` : '';
  switch (hold.cause) {
    case 'done':
      return [{ code: '@stream.done' }, on, ...waits];
    case 'block-done':
      return [{ code: '@@stream.done' }, on, ...waits];
    case 'not-null':
      return [{ code: '@stream.not_null' }, on, ...waits];
    case 'atomic':
      return ['its type comes in one piece, visible once its last character is certain', ...waits];
    case 'union':
      return ['no variant of the union was certain yet', ...waits];
    case 'parent':
      return ['the value around it was withheld', ...waits];
    case 'prose':
      return ['nothing but text before the value had come yet', ...waits];
    case 'parser':
      return ['the parser could not tell yet where the value ends', ...waits];
  }
}

/** The same after *held*: `by @stream.done on name`, `because the value around it was withheld`. */
export function heldBy(hold: Hold): Sentence {
  const reason = holdReason(hold);
  return [typeof reason[0] === 'string' ? 'because ' : 'by ', ...reason];
}

/** A value in a few characters; of long texts the end, where the change is. */
export function brief(value: Value): string {
  const kind = kindOf(value);
  if (kind === 'list') return '[…]';
  if (kind === 'object') return '{…}';
  const text = JSON.stringify(value);
  return text.length > 28 ? `${text.slice(0, 8)}…${text.slice(-16)}` : text;
}

/** Why a value is refused is told in full, unless the whole answer is: then the error of the runtime is the reason. */
export const MOST_OF_REASON = 500;

/**
 * A message in one line of so many characters at most. Errors of the official runtime go on with the fields of its error value
 * (`: ParsingError { scope: …`), for pages: those are left out. `…` stands for what is left out.
 */
export function oneLine(message: string, most = 160): string {
  const short = message.slice(0, most).split(/:?\s*\n|: \w+ \{/, 1)[0]!;
  return short === message ? message : `${short}…`;
}
