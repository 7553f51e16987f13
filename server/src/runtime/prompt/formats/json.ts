/** Prompt values as plain data, and plain data as JSON text. */
import { print } from '../print';
import type { Value } from '../values';

export type Plain = null | boolean | bigint | number | string | readonly Plain[] | ReadonlyMap<string, Plain>;

const MAX_DEPTH = 200;

/**
 * Strips a value of what only prompts know. `fields` keeps the names of the code (`tojson`: enums have no JSON form
 * there and give `{}`); `aliases` uses the names the model sees (`format`), where `1.0` becomes `1`.
 */
export function toPlain(value: Value, names: 'fields' | 'aliases', depth = 0): Plain {
  if (value === undefined) return null;
  if (typeof value === 'number' && names === 'aliases' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return null;
  const inner = (item: Value): Plain => toPlain(item, names, depth + 1);
  switch (value.kind) {
    case 'list':
      return value.items.map(inner);
    case 'map':
      if (names === 'aliases' && !value.entries.size) return '{}';
      return new Map([...value.entries.values()].map((entry) => [print(entry.key), inner(entry.value)]));
    case 'class':
      return new Map(
        [...value.fields].map(([name, field]) => [names === 'aliases' ? field.alias : name, inner(field.value)]),
      );
    case 'enum':
      return names === 'aliases' ? value.alias : new Map();
    case 'rich':
    case 'outputFormat':
      return print(value);
    default:
      return new Map();
  }
}

/** JSON as Rust's serde writes it: compact, or over lines with this many blanks. */
export function jsonText(value: Plain, indent: number, level = 0): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const isMap = value instanceof Map;
  const items = isMap
    ? [...(value as ReadonlyMap<string, Plain>)].map(
        ([key, item]) => `${JSON.stringify(key)}:${indent ? ' ' : ''}${jsonText(item, indent, level + 1)}`,
      )
    : (value as readonly Plain[]).map((item) => jsonText(item, indent, level + 1));
  const [open, close] = isMap ? ['{', '}'] : ['[', ']'];
  if (!indent || !items.length) return `${open}${items.join(',')}${close}`;
  const line = `\n${' '.repeat(indent * level)}`;
  const step = ' '.repeat(indent);
  return `${open}${items.map((item) => `${line}${step}${item}`).join(',')}${line}${close}`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-5)) return value.toExponential().replace('e+', 'e');
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-' : ''}${String(value)}.0` : String(value);
}
