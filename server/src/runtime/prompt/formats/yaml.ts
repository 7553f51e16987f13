/** Plain data as YAML in block style, lists not indented below their key. */
import { jsonText, type Plain } from './json';

/** Ends with a line end. */
export function yamlText(value: Plain): string {
  const lines = block(value);
  return `${lines.join('\n')}\n`;
}

/** The lines of a value that starts on a line of its own. */
function block(value: Plain): string[] {
  if (value instanceof Map && value.size) {
    return [...(value as ReadonlyMap<string, Plain>)].flatMap(([key, item]) => {
      const [first = '', ...rest] = block(item);
      const name = `${scalar(key)}:`;
      if (isBlock(item)) return [name, ...(Array.isArray(item) ? [first, ...rest] : indent([first, ...rest]))];
      return [`${name} ${first}`, ...rest];
    });
  }
  if (Array.isArray(value) && value.length) {
    return value.flatMap((item: Plain) => {
      const [first = '', ...rest] = block(item);
      return [`- ${first}`, ...(isBlock(item) ? indent(rest) : rest)];
    });
  }
  if (typeof value === 'string' && /\n/.test(value) && !/[^\P{Cc}\n\t]/u.test(value)) return literal(value);
  return [typeof value === 'string' ? scalar(value) : jsonText(value, 0)];
}

function isBlock(value: Plain): boolean {
  return value instanceof Map ? value.size > 0 : Array.isArray(value) && value.length > 0;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? line : `  ${line}`));
}

/** Text of several lines: `|-` without, `|` with one and `|+` with more line ends at its end. */
function literal(text: string): string[] {
  const keep = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  const hint = /^\n*[ \t]/.test(text) ? '2' : '';
  const lines = text.split('\n');
  if (text.endsWith('\n')) lines.pop();
  return [`|${hint}${keep}`, ...indent(lines)];
}

const WORDS = /^(?:true|false|null|~|\.nan|[-+]?\.inf)$/i;
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|0b[01]+)$/i;
const INDICATOR = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)/;

/** In double quotes, with YAML's own short escapes. */
function escaped(text: string): string {
  return JSON.stringify(text)
    .replace(/\\u00(..)/g, (_, code: string) => (code === '0b' ? '\\v' : `\\x${code.toUpperCase()}`))
    .replaceAll('\u0085', '\\N')
    .replaceAll('\ufeff', '\\uFEFF');
}

/** A string on one line: bare where it cannot be mistaken for something else. */
function scalar(text: string): string {
  if (/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u.test(text)) return escaped(text);
  const bare =
    text !== '' &&
    !WORDS.test(text) &&
    !NUMBER.test(text) &&
    !INDICATOR.test(text) &&
    !/^[ \t\n\r]|[ \t\n\r]$|: |:$| #/.test(text);
  return bare ? text : `'${text.replaceAll("'", "''")}'`;
}
