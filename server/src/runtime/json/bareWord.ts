/** What an unquoted run of text is: a word of JSON, a number, or a string. */
import { RawNumber, RawString, RawWord } from './raw';

const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MIN = -(2n ** 63n);
const MAX = 2n ** 64n - 1n;

/** Whether `text` reads as a number, `inf` and `nan` included, the way the official parser tests it. */
export function looksNumeric(text: string): boolean {
  return FLOAT.test(text) || /^[+-]?(?:inf|infinity|nan)$/i.test(text);
}

/** Types a trimmed run that starts at `start`. */
export function bareWord(text: string, start: number, complete: boolean): RawNumber | RawString | RawWord {
  if (text === 'true') return new RawWord(start, true);
  if (text === 'false') return new RawWord(start, false);
  if (text === 'null') return new RawWord(start, null);
  return bareNumber(text, start, complete) ?? bareString(text, start, complete);
}

function bareString(text: string, start: number, complete: boolean): RawString {
  const node = new RawString(start);
  node.text = text;
  node.complete = complete;
  return node;
}

function bareNumber(text: string, start: number, complete: boolean): RawNumber | null {
  const first = text.charCodeAt(0);
  // + - . 0-9
  if (!(first >= 43 && first <= 57) || first === 44 || first === 47) return null;
  if (INTEGER.test(text)) {
    if (text.length < 16) return new RawNumber(start, Number(text) + 0, true, null, complete);
    const big = BigInt(text.startsWith('+') ? text.slice(1) : text);
    if (big >= MIN && big <= MAX) return new RawNumber(start, Number(big), true, big, complete);
  }
  if (!FLOAT.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? new RawNumber(start, value, false, null, complete) : null;
}
