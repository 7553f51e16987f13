/** A `test` block with given arguments, as a person would write it. */
import type { Json } from '../../ir/json';

export interface WantedTest {
  readonly name: string;
  readonly function: string;
  readonly args: Readonly<Record<string, Json>>;
  /** A result to begin asserts from; absent: none are written. */
  readonly result?: Json;
}

const INDENT = '  ';
/** Of a result so many members become asserts: they are a beginning, not the whole. */
const MOST_ASSERTS = 4;

/** The block, ending in a line break. Read again, its arguments are the same, except what the language cannot write. */
export function testBlock({ name, function: called, args, result }: WantedTest): string {
  const lines = [`test ${name} {`, `${INDENT}functions [${called}]`];
  const members = Object.entries(args);
  if (members.length) {
    lines.push(`${INDENT}args {`);
    for (const [key, value] of members) lines.push(`${INDENT.repeat(2)}${keyText(key)} ${valueText(value, 2)}`);
    lines.push(`${INDENT}}`);
  }
  if (result !== undefined) lines.push(...assertsOf(result).map((assert) => INDENT + assert));
  return [...lines, '}', ''].join('\n');
}

/** A name that no test of the function has yet: `ExtractReceiptTest`, then with a number. */
export function freeTestName(called: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = `${called}Test${number === 1 ? '' : number}`;
    if (!taken.includes(name)) return name;
  }
}

function valueText(value: Json, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = INDENT.repeat(depth + 1);
  const end = INDENT.repeat(depth);
  if (Array.isArray(value)) {
    if (!value.length) return '[]';
    const items = value as readonly Json[];
    return `[\n${items.map((item) => `${inner}${valueText(item, depth + 1)},\n`).join('')}${end}]`;
  }
  const members = Object.entries(value);
  if (!members.length) return '{}';
  return `{\n${members.map(([key, item]) => `${inner}${keyText(key)} ${valueText(item, depth + 1)}\n`).join('')}${end}}`;
}

/** Of escapes the language reads these four. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"\n\t]/g, (char) => ESCAPES[char]!)}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t' };

function keyText(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : quoted(key);
}

/** The beginning of a test of the result: what is short and certain. */
function assertsOf(result: Json): readonly string[] {
  if (typeof result !== 'object' || result === null) return assertOf('result', 'this', result);
  if (Array.isArray(result)) return [`@@assert(items, {{ this|length == ${result.length} }})`];
  const asserts = Object.entries(result).flatMap(([key, value]) =>
    /^[A-Za-z_]\w*$/.test(key) ? assertOf(key, `this.${key}`, value) : [],
  );
  return asserts.slice(0, MOST_ASSERTS);
}

function assertOf(label: string, at: string, value: Json): readonly string[] {
  if (Array.isArray(value)) return [`@@assert(${label}, {{ ${at}|length == ${value.length} }})`];
  if (typeof value === 'string' && !/^[\w .,:-]{1,60}$/.test(value))
    return [`@@assert(${label}, {{ ${at}|length > 0 }})`];
  if (typeof value === 'object' || (typeof value === 'number' && value < 0)) return [];
  return [`@@assert(${label}, {{ ${at} == ${typeof value === 'string' ? `"${value}"` : String(value)} }})`];
}
