/** A value as source text of a language, to be pasted into a program. */
import type { Json } from './run';

export type LiteralLanguage = 'json' | 'typescript' | 'python';

export function literalText(value: Json, language: LiteralLanguage): string {
  return write(value, language, '');
}

function write(value: Json, language: LiteralLanguage, indent: string): string {
  if (typeof value === 'string') return quoted(value, language);
  if (value === null) return language === 'python' ? 'None' : 'null';
  if (typeof value === 'boolean' && language === 'python') return value ? 'True' : 'False';
  if (typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? (value as readonly Json[]).map((item) => write(item, language, inner))
    : Object.entries(value).map(([key, item]) => `${keyText(key, language)}: ${write(item, language, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (!parts.length) return `${open!}${close!}`;
  const comma = language === 'json' ? '' : ',';
  return `${open!}\n${parts.map((part) => inner + part).join(',\n')}${comma}\n${indent}${close!}`;
}

function keyText(key: string, language: LiteralLanguage): string {
  return language === 'typescript' && /^[A-Za-z_$][\w$]*$/.test(key) && key !== '__proto__'
    ? key
    : quoted(key, language);
}

/** JSON's escapes are those of both languages; only half a character is not, in Python's source. */
function quoted(text: string, language: LiteralLanguage): string {
  const json = JSON.stringify(text);
  return language === 'typescript' && !text.includes("'") && !text.includes('"') ? `'${json.slice(1, -1)}'` : json;
}
