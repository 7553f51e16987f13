/**
 * How values look in a prompt. Text stands as it is; inside lists and maps it is quoted. Classes are written over
 * several lines with aliases as keys.
 */
import type { ClassValue, ListValue, MapValue, Marker, RichText, Thing, Value } from './values';

/** Where printed pieces go: text, and roles or media between them. */
export interface Sink {
  text(text: string): void;
  marker(marker: Marker): void;
}

/** The value as text; roles and media leave nothing. */
export function print(value: Value): string {
  let text = '';
  printTo({ text: (piece) => (text += piece), marker: () => undefined }, value);
  return text;
}

/** The value as text, with roles and media in their places; a plain string when it holds none. */
export function printRich(value: Value): string | RichText {
  if (typeof value === 'string') return value;
  const parts: (string | Marker)[] = [];
  printTo(collect(parts), value);
  return join(parts);
}

/** A sink that collects pieces, neighbouring text joined. */
export function collect(parts: (string | Marker)[]): Sink {
  return {
    text(text) {
      if (typeof parts.at(-1) === 'string') parts[parts.length - 1] += text;
      else parts.push(text);
    },
    marker: (marker) => parts.push(marker),
  };
}

/** Pieces as a value: a plain string when there are only texts. */
export function join(parts: readonly (string | Marker)[]): string | RichText {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return { kind: 'rich', parts };
}

/** What `{{ value }}` does. At this level null is `null`; where text is made of it (`~`, `join`) it is `none`. */
export function printOutput(sink: Sink, value: Value): void {
  if (value === null) sink.text('null');
  else printTo(sink, value);
}

/** A value as text on its own: strings without quotes. */
export function printTo(sink: Sink, value: Value): void {
  if (value === undefined) return;
  if (typeof value === 'string') sink.text(value);
  else if (typeof value === 'number') sink.text(floatText(value, false));
  else if (typeof value === 'object' && value !== null) printThing(sink, value, 0);
  else sink.text(value === null ? 'none' : String(value));
}

/** A value inside a list or map: strings quoted, undefined visible. */
function printInside(sink: Sink, value: Value, depth: number): void {
  if (value === undefined) sink.text('undefined');
  else if (typeof value === 'string') sink.text(quoted(value));
  else if (typeof value === 'number') sink.text(floatText(value, true));
  else if (typeof value === 'object' && value !== null) {
    if (value.kind === 'rich' && value.parts.every((part) => typeof part === 'string')) {
      sink.text(quoted(value.parts.join('')));
    } else printThing(sink, value, depth + 1);
  } else sink.text(value === null ? 'none' : String(value));
}

const MAX_DEPTH = 200;

function printThing(sink: Sink, value: Thing, depth: number): void {
  if (depth > MAX_DEPTH) return sink.text('…');
  switch (value.kind) {
    case 'list':
      return printList(sink, value, depth);
    case 'map':
      return printMap(sink, value, depth);
    case 'class':
      return printClass(sink, value, '', depth);
    case 'enum':
      return sink.text(value.alias);
    case 'enumType':
      return sink.text('{}');
    case 'media':
      return sink.marker({ type: 'media', media: value.media });
    case 'rich':
      for (const part of value.parts) {
        if (typeof part === 'string') sink.text(part);
        else sink.marker(part);
      }
      return;
    case 'function':
    case 'outputFormat':
      return sink.text(value.text);
    case 'macro':
      return sink.text(`<macro ${value.name}>`);
    case 'loop':
      return sink.text(`<loop ${value.index}/${value.items.length}>`);
  }
}

function printList(sink: Sink, value: ListValue, depth: number): void {
  if (value.lazy) return sink.text('<iterator>');
  sink.text('[');
  value.items.forEach((item, index) => {
    if (index) sink.text(', ');
    if (item === null && value.typed) sink.text('null');
    else printInside(sink, item, depth);
  });
  sink.text(']');
}

function printMap(sink: Sink, value: MapValue, depth: number): void {
  sink.text('{');
  let first = true;
  for (const entry of value.entries.values()) {
    if (!first) sink.text(', ');
    first = false;
    printInside(sink, entry.key, depth);
    sink.text(': ');
    printInside(sink, entry.value, depth);
  }
  sink.text('}');
}

const STEP = '    ';

/** Over several lines, four blanks for each level, with a comma after the last field too. */
function printClass(sink: Sink, value: ClassValue, indent: string, depth: number): void {
  if (!value.fields.size) return sink.text('{}');
  sink.text('{\n');
  for (const field of value.fields.values()) {
    sink.text(`${indent}${STEP}${quoted(field.alias)}: `);
    printInClass(sink, field.value, indent + STEP, depth + 1, true);
    sink.text(',\n');
  }
  sink.text(`${indent}}`);
}

function printInClass(sink: Sink, value: Value, indent: string, depth: number, nullable: boolean): void {
  if (value === null) return sink.text(nullable ? 'null' : 'none');
  if (depth > MAX_DEPTH || typeof value !== 'object') return printInside(sink, value, depth);
  if (value.kind === 'class') return printClass(sink, value, indent, depth);
  if (value.kind === 'list' && value.items.length && !value.lazy) {
    sink.text('[\n');
    for (const item of value.items) {
      sink.text(indent + STEP);
      printInClass(sink, item, indent + STEP, depth + 1, value.typed === true);
      sink.text(',\n');
    }
    return sink.text(`${indent}]`);
  }
  if (value.kind === 'map' && value.entries.size) {
    sink.text('{\n');
    for (const entry of value.entries.values()) {
      sink.text(indent + STEP);
      printInside(sink, entry.key, depth);
      sink.text(': ');
      printInClass(sink, entry.value, indent + STEP, depth + 1, false);
      sink.text(',\n');
    }
    return sink.text(`${indent}}`);
  }
  printInside(sink, value, depth);
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
  '\0': '\\0',
};

/** A string in quotes, the invisible characters written as escapes. */
export function quoted(text: string): string {
  const escaped = text.replace(/["\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]|(?! )\p{Zs}/gu, (character) => {
    return ESCAPED[character] ?? `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
  });
  return `"${escaped}"`;
}

/** A float always shows that it is one. Inside lists very large and small ones are short (`1e-7`). */
export function floatText(value: number, inside: boolean): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (inside && size !== 0 && (size >= 1e16 || size < 1e-5)) return value.toExponential().replace('e+', 'e');
  const digits = plainDigits(value);
  const sign = Object.is(value, -0) ? '-' : '';
  return sign + (digits.includes('.') ? digits : `${digits}.0`);
}

/** Without an exponent, with the shortest digits that give the number back. */
function plainDigits(value: number): string {
  const short = String(value);
  const [mantissa, exponent] = short.split('e');
  if (!mantissa || exponent === undefined) return short;
  const negative = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${negative}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return negative + digits + '0'.repeat(point - digits.length);
  return `${negative}${digits.slice(0, point)}.${digits.slice(point)}`;
}
