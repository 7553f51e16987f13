/**
 * Plain data as TOON (token-oriented object notation): indented like YAML, lists with their length, lists of equal
 * rows as tables. Keys are sorted, as the official runtime gives them.
 */
import { floatText } from '../print';
import { trimSpace } from '../whitespace';
import { jsonText, type Plain } from './json';

export interface ToonOptions {
  readonly delimiter: ',' | '\t' | '|';
  /** Stands before the length of a list, such as `#`. */
  readonly lengthMarker: string;
}

export function toonText(value: Plain, options: ToonOptions): string {
  if (isMap(value)) return object(value, options).join('\n');
  if (isList(value)) return array('', value, options).join('\n');
  return primitive(value, options);
}

type PlainMap = ReadonlyMap<string, Plain>;
type PlainList = readonly Plain[];

const isMap = (value: Plain): value is PlainMap => value instanceof Map;
const isList = (value: Plain): value is PlainList => Array.isArray(value);
const isPrimitive = (value: Plain): boolean => !isMap(value) && !isList(value);

function sorted(map: PlainMap): [string, Plain][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function object(map: PlainMap, options: ToonOptions): string[] {
  return sorted(map).flatMap(([name, value]) => {
    const key = keyText(name);
    if (isMap(value)) return [`${key}:`, ...indent(object(value, options))];
    return isList(value) ? array(key, value, options) : [`${key}: ${primitive(value, options)}`];
  });
}

function array(key: string, items: PlainList, options: ToonOptions): string[] {
  const mark = options.delimiter === ',' ? '' : options.delimiter;
  const head = `${key}[${options.lengthMarker}${items.length}${mark}]`;
  if (!items.length) return [`${head}:`];
  if (items.every(isPrimitive)) return [`${head}: ${row(items, options)}`];
  const columns = tableColumns(items);
  if (columns) {
    const names = columns.map(keyText).join(options.delimiter);
    const rows = (items as readonly PlainMap[]).map((item) =>
      row(
        columns.map((name) => item.get(name) ?? null),
        options,
      ),
    );
    return [`${head}{${names}}:`, ...indent(rows)];
  }
  return [`${head}:`, ...indent(items.flatMap((item) => listItem(item, options)))];
}

function listItem(item: Plain, options: ToonOptions): string[] {
  if (isPrimitive(item)) return [`- ${primitive(item, options)}`];
  const [field, ...fields] = isMap(item) ? sorted(item) : [];
  if (field && isList(field[1])) {
    // The rows of a list in the first field stand no deeper than the fields after it.
    const [head = '', ...rows] = array(keyText(field[0]), field[1], options);
    return [`- ${head}`, ...rows, ...indent(object(new Map(fields), options))];
  }
  const [first, ...rest] = isMap(item) ? object(item, options) : array('', item as PlainList, options);
  return first === undefined ? ['-'] : [`- ${first}`, ...indent(rest)];
}

/** The columns when all items are objects with the same keys and simple values. */
function tableColumns(items: PlainList): readonly string[] | undefined {
  const [first] = items;
  if (first === undefined || !isMap(first) || !first.size) return undefined;
  const names = sorted(first).map(([name]) => name);
  const fits = items.every(
    (item) =>
      isMap(item) &&
      item.size === names.length &&
      names.every((name) => item.has(name) && isPrimitive(item.get(name) ?? null)),
  );
  return fits ? names : undefined;
}

function row(items: PlainList, options: ToonOptions): string {
  return items.map((item) => primitive(item, options)).join(options.delimiter);
}

/** Every digit of a number: this format knows no exponents. */
function withoutExponent(value: number): string {
  return floatText(value, false).replace(/\.0$/, '').replace(/^-0$/, '0');
}

function keyText(key: string): string {
  return /^[A-Za-z_][\w.]*$/.test(key) ? key : JSON.stringify(key);
}

function primitive(value: Plain, options: ToonOptions): string {
  if (typeof value === 'number' && Number.isFinite(value)) return withoutExponent(value);
  if (typeof value !== 'string') return jsonText(value, 0);
  const plain =
    value !== '' &&
    value === trimSpace(value) &&
    !/^(?:true|false|null)$/.test(value) &&
    !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value) &&
    !/[:"\\[\]{}\n\r\t]/.test(value) &&
    !value.startsWith('- ') &&
    !value.includes(options.delimiter);
  return plain ? value : quoted(value);
}

/** Only line ends, tabs, quotes and backslashes are escaped. */
function quoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return `"${text.replace(/["\\\n\r\t]/g, (character) => escapes[character] ?? `\\${character}`)}"`;
}
