/** The options of a client with environment variables filled in, taken one by one; what is left goes to the body. */
import type { MapEntry, Value } from '../ir/functions';

/** A value of the `.baml` file after `env.X` was replaced by its text. */
export type OptionValue =
  | Exclude<Value, { kind: 'env' | 'list' | 'map' }>
  | { readonly kind: 'list'; readonly items: readonly OptionValue[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, OptionValue> };

/** Deeper options than these are a mistake. */
const DEEPEST = 100;

export class ClientOptions {
  /** What is wrong, in words; grows while options are taken. */
  readonly problems: string[] = [];
  /** Names of variables that have no value. */
  readonly missing: string[] = [];
  /** Values of environment variables, by name. */
  readonly environment = new Map<string, string>();
  private readonly entries: Map<string, OptionValue>;

  constructor(
    readonly client: string,
    private readonly written: readonly MapEntry[],
    private readonly env: (name: string) => string | undefined,
  ) {
    this.entries = this.resolveEntries(written, 0);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The value of a variable that the client needs. Official words, which people search for. */
  variable(name: string): string {
    const value = this.env(name);
    if (value === undefined) {
      if (!this.missing.includes(name)) this.missing.push(name);
      this.complain(`LLM client '${this.client}' requires environment variable '${name}' to be set but it is not`);
      return '';
    }
    this.environment.set(name, value);
    return value;
  }

  /** The value of a variable that may be missing; a secret when it is there. */
  optionalVariable(name: string): string | undefined {
    const value = this.setting(name);
    if (value !== undefined) this.environment.set(name, value);
    return value;
  }

  /** The value of a variable that is no secret, such as a region; undefined when it is missing or empty. */
  setting(name: string): string | undefined {
    return this.env(name) || undefined;
  }

  /** Names of the variables that are written directly as the value of an option. */
  variablesOf(name: string): readonly string[] {
    return this.written.flatMap((entry) =>
      entry.key === name && entry.value.kind === 'env' ? [entry.value.name] : [],
    );
  }

  /** The text of an option that stays where it is. */
  peekString(name: string): string | undefined {
    const value = this.entries.get(name);
    return value?.kind === 'string' ? value.value : undefined;
  }

  takeString(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || value.kind === 'string') return value?.value;
    this.wrong(name, 'a string');
    return undefined;
  }

  takeBool(name: string): boolean | undefined {
    const value = this.take(name);
    if (value === undefined || value.kind === 'bool') return value?.value;
    if (value.kind === 'string' && /^(true|false)$/.test(value.value)) return value.value === 'true';
    this.wrong(name, '`true` or `false`');
    return undefined;
  }

  takeStrings(name: string): readonly string[] | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (value.kind !== 'list' || value.items.some((item) => item.kind !== 'string')) {
      this.wrong(name, 'a list of strings');
      return undefined;
    }
    return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  }

  /** A map of strings; numbers are taken as written. */
  takeStringMap(name: string): ReadonlyMap<string, string> {
    const value = this.take(name);
    const result = new Map<string, string>();
    if (value === undefined) return result;
    if (value.kind !== 'map') {
      this.wrong(name, 'a map of strings');
      return result;
    }
    for (const [key, item] of value.entries) {
      if (item.kind === 'string') result.set(key, item.value);
      else if (item.kind === 'number') result.set(key, item.text);
      else this.wrong(`${name}.${key}`, 'a string');
    }
    return result;
  }

  take(name: string): OptionValue | undefined {
    const value = this.entries.get(name);
    this.entries.delete(name);
    return value;
  }

  /** Everything that was not taken, in the order written. */
  rest(): ReadonlyMap<string, OptionValue> {
    return this.entries;
  }

  complain(message: string): void {
    if (!this.problems.includes(message)) this.problems.push(message);
  }

  private wrong(name: string, wanted: string): void {
    this.complain(`The option \`${name}\` of client \`${this.client}\` must be ${wanted}.`);
  }

  private resolveEntries(entries: readonly MapEntry[], depth: number): Map<string, OptionValue> {
    const result = new Map<string, OptionValue>();
    // A repeated key keeps its first place and its last value.
    for (const entry of entries) result.set(entry.key, this.resolve(entry.value, depth));
    return result;
  }

  private resolve(value: Value, depth: number): OptionValue {
    if (depth > DEEPEST) {
      this.complain(`The options of client \`${this.client}\` are nested too deeply.`);
      return { kind: 'null' };
    }
    switch (value.kind) {
      case 'env':
        return { kind: 'string', value: this.variable(value.name) };
      case 'list':
        return { kind: 'list', items: value.items.map((item) => this.resolve(item, depth + 1)) };
      case 'map':
        return { kind: 'map', entries: this.resolveEntries(value.entries, depth + 1) };
      default:
        return value;
    }
  }
}

/** JSON text of an option. Numbers keep their digits as written: `0.70` stays `0.70`. */
export function optionJson(value: OptionValue): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return numberJson(value.text);
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'list':
      return `[${value.items.map(optionJson).join(',')}]`;
    case 'map':
      return jsonObject([...value.entries].map(([key, item]) => [key, optionJson(item)]));
  }
}

/** A JSON object from keys and JSON texts, in order. */
export function jsonObject(members: Iterable<readonly [key: string, json: string]>): string {
  return `{${[...members].map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`;
}

function numberJson(text: string): string {
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
  const number = Number(text);
  return Number.isFinite(number) ? String(number) : JSON.stringify(text);
}
