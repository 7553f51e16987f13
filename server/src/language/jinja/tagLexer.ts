/** Reads the inside of one tag (`{{ … }}`, `{% … %}`) or a bare expression into tokens. */
import { foreignOperator } from './foreignOperators';
import type { LocalError, Token } from './tokens';

export interface TagTokens {
  readonly tokens: readonly Token[];
  readonly errors: readonly LocalError[];
  /** Where the closing mark starts and ends; `undefined` when the tag runs into another one or into the end. */
  readonly close: { readonly start: number; readonly end: number; readonly mark: string } | undefined;
  /** Where reading stopped: at the closing mark, at the next tag, or at the end. */
  readonly stop: number;
}

/** How a tag can end; a bare expression ends with its text. */
export type TagKind = 'output' | 'block' | 'expression';

/** Whole numbers have at most 128 bits. */
const MAX_DIGITS = 39;
const SPACE = /\s/;
const NAME_START = /[\p{L}_]/u;
const NAME = /[\p{L}\p{N}\p{M}_]*/uy;
const NUMBER =
  /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?:\.(?![A-Za-z_])[0-9_]*)?(?:[eE][+-]?[0-9]+)?/y;
const TWO_CHARACTERS = new Set(['//', '**', '==', '!=', '<=', '>=']);
const ONE_CHARACTER = new Set('+-*/%~=<>()[]{}.,:|');
const OPENING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '/': '/',
};

/** What one text has shown so far; keeps the work linear when many marks lack their partner. */
export interface LexState {
  /** Off once a quote had no partner in the rest of the text. */
  stringsSpanLines: boolean;
  /** Off once tags without end have been read across lines, in vain, for several times the length of the text. */
  tagsSpanLines: boolean;
}

/**
 * Tokens from `from` up to the end of the tag. A quote without its partner swallows only its line, so that one
 * missing quote does not hide the rest of the prompt. Work is linear in the distance read.
 */
export function lexTag(text: string, from: number, kind: TagKind, state: LexState): TagTokens {
  const tokens: Token[] = [];
  const errors: LocalError[] = [];
  const brackets: string[] = [];
  const newline = state.tagsSpanLines || kind === 'expression' ? -1 : text.indexOf('\n', from);
  const limit = newline < 0 ? text.length : newline;
  let at = from;
  while (at < limit) {
    const char = text[at] as string;
    if (SPACE.test(char)) {
      at++;
      continue;
    }
    if (kind !== 'expression') {
      const close = closingMark(text, at, brackets);
      if (close) return { tokens, errors, close, stop: close.start };
      if (char === '{' && (text[at + 1] === '{' || text[at + 1] === '%' || text[at + 1] === '#')) break;
    }
    if (char === '"' || char === "'") {
      const string = lexString(text, at, state);
      tokens.push(string.token);
      if (string.error) errors.push(string.error);
      at = string.token.end;
      continue;
    }
    NUMBER.lastIndex = at;
    const number = char >= '0' && char <= '9' ? NUMBER.exec(text)?.[0] : undefined;
    if (number) {
      const value = decimal(number);
      if (!/[.eE]/.test(value) && value.length > MAX_DIGITS) {
        errors.push({ message: 'This number is too large.', start: at, end: at + number.length });
      }
      tokens.push({ kind: 'number', start: at, end: at + number.length, value: value.slice(0, MAX_DIGITS * 10) });
      at += number.length;
      continue;
    }
    const point = String.fromCodePoint(text.codePointAt(at) as number);
    if (NAME_START.test(point)) {
      NAME.lastIndex = at;
      const name = NAME.exec(text)?.[0] || point;
      tokens.push({ kind: 'name', start: at, end: at + name.length, value: name });
      at += name.length;
      continue;
    }
    const foreign = foreignOperator(text, at);
    if (foreign) {
      const { written, token, message, newText } = foreign;
      const end = at + written.length;
      // As the compiler does, which takes the first of two pipes for a filter's.
      const start = written === '||' ? at + 1 : at;
      errors.push({ message, start, end, ...(newText !== undefined && { remedy: { start: at, end, newText } }) });
      if (token) tokens.push({ ...token, start: at, end });
      at = end;
      continue;
    }
    const two = text.slice(at, at + 2);
    const operator = TWO_CHARACTERS.has(two) ? two : char;
    if (operator.length === 1 && !ONE_CHARACTER.has(char)) {
      errors.push({ message: `\`${point}\` means nothing here.`, start: at, end: at + point.length });
      at += point.length;
      continue;
    }
    if (OPENING[operator]) brackets.push(OPENING[operator]);
    else if (brackets.at(-1) === operator) brackets.pop();
    tokens.push({ kind: 'operator', start: at, end: at + operator.length, value: operator });
    at += operator.length;
  }
  return { tokens, errors, close: undefined, stop: at };
}

/**
 * The closing mark of the tag at this place, with its `-` or `+`. `}}` closes an output unless it closes two open
 * maps; `%}` always closes a block. The mark of the other kind closes too: it is more likely a typing error than text.
 */
function closingMark(text: string, at: number, brackets: readonly string[]): TagTokens['close'] {
  const sign = text[at] === '-' || text[at] === '+' ? 1 : 0;
  const mark = text.slice(at + sign, at + sign + 2);
  if (mark !== '}}' && mark !== '%}') return undefined;
  if (mark === '}}' && brackets.at(-1) === '}') return undefined;
  return { start: at, end: at + sign + 2, mark: text.slice(at, at + sign + 2) };
}

function lexString(text: string, start: number, state: LexState): { token: Token; error?: LocalError } {
  const quote = text[start] as string;
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 ? text.length : newline;
  const limit = state.stringsSpanLines && state.tagsSpanLines ? text.length : lineEnd;
  let error: LocalError | undefined;
  let value = '';
  let at = start + 1;
  let chunk = at;
  while (at < limit) {
    const char = text[at];
    if (char === quote) {
      value += text.slice(chunk, at);
      return { token: { kind: 'string', start, end: at + 1, value }, error };
    }
    if (char !== '\\') {
      at++;
      continue;
    }
    value += text.slice(chunk, at);
    const escape = text[at + 1] ?? '';
    const hex = escape === 'u' ? /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
    if (hex) {
      value += String.fromCharCode(parseInt(hex, 16));
      at += 6;
    } else {
      if (ESCAPES[escape] === undefined) {
        error ??= {
          message: `\`\\${escape}\` is no escape of a string.`,
          start: at,
          end: Math.min(at + 2, text.length),
        };
      }
      value += ESCAPES[escape] ?? escape;
      at += 2;
    }
    chunk = at;
  }
  if (limit === text.length) state.stringsSpanLines = false;
  return {
    token: { kind: 'string', start, end: lineEnd, value: text.slice(start + 1, lineEnd) },
    error: { message: `This string is never closed. Add a \`${quote}\`.`, start, end: lineEnd },
  };
}

function decimal(written: string): string {
  const digits = written.replaceAll('_', '');
  if (!/^0[xob]/i.test(digits)) return digits.endsWith('.') ? `${digits}0` : digits;
  return digits.length > 2 && digits.length < 100 ? BigInt(digits.toLowerCase()).toString() : '0';
}
