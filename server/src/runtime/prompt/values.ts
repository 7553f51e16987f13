/**
 * Values of a prompt. Whole numbers are `bigint` and floats are `number`, so that `1` and `1.0` stay different;
 * `undefined` is a name or property that does not exist, `null` is null.
 */
import type { Json } from '../../ir/json';
import type { Expression, MacroNode } from '../../ir/template';
import type { Args } from './args';
import { invalid } from './failure';
import type { Media } from './messages';

export type Value = undefined | null | boolean | bigint | number | string | Thing;

export type Thing =
  | ListValue
  | MapValue
  | ClassValue
  | EnumValue
  | EnumTypeValue
  | MediaValue
  | RichText
  | FunctionValue
  | MacroValue
  | LoopValue
  | OutputFormatValue;

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** A list of BAML (an argument): it prints null as `null`, other lists print `none`. */
  readonly typed?: boolean;
  /** Prints as `<iterator>`. */
  readonly lazy?: boolean;
  /** Items that have a name too, by position: the groups of `groupby`. */
  readonly names?: Readonly<Record<string, number>>;
}

/** Keys may be any value; `keyOf` makes equal keys equal. Order of insertion. */
export interface MapValue {
  readonly kind: 'map';
  readonly entries: Map<string, { readonly key: Value; value: Value }>;
  /** Made by `namespace()`: the only thing `set` may change. */
  readonly namespace?: boolean;
}

/** An instance of a class: reached by field names, printed with aliases. */
export interface ClassValue {
  readonly kind: 'class';
  readonly fields: ReadonlyMap<string, { readonly alias: string; readonly value: Value }>;
}

/** Prints its alias, compares by name. */
export interface EnumValue {
  readonly kind: 'enum';
  readonly enum: string;
  readonly name: string;
  readonly alias: string;
}

export interface EnumTypeValue {
  readonly kind: 'enumType';
  readonly values: ReadonlyMap<string, EnumValue>;
}

export interface MediaValue {
  readonly kind: 'media';
  readonly media: Media;
}

/** Text that holds roles or media, or that must not be escaped again. */
export interface RichText {
  readonly kind: 'rich';
  readonly parts: readonly (string | Marker)[];
  readonly safe?: boolean;
}

export type Marker =
  | {
      readonly type: 'role';
      readonly role: string;
      readonly allowDuplicate: boolean;
      readonly metadata: Readonly<Record<string, Json>>;
    }
  | { readonly type: 'media'; readonly media: Media };

export interface FunctionValue {
  readonly kind: 'function';
  /** What it prints. */
  readonly text: string;
  call(args: Args): Value;
}

export interface MacroValue {
  readonly kind: 'macro';
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly default?: Expression }[];
  readonly body: MacroNode['body'];
  /** Where free names of the body are looked up. */
  readonly scope: Scope;
  /** Which template the body belongs to: 0 is the prompt, then the template strings. */
  readonly template: number;
}

export interface LoopValue {
  readonly kind: 'loop';
  readonly items: readonly Value[];
  /** The items are characters: how many is not known while they are walked, as in the official runtime. */
  readonly isText: boolean;
  index: number;
  readonly depth: number;
  changed?: readonly Value[];
  /** Renders the loop again for other items, when it is `recursive`. */
  readonly again?: (items: Value) => Value;
}

/** `ctx.output_format`: text, and callable with options. */
export interface OutputFormatValue {
  readonly kind: 'outputFormat';
  readonly text: string;
  call(args: Args): string;
}

/** Names in scope; inner scopes hide outer ones. */
export class Scope {
  private readonly names = new Map<string, Value>();
  constructor(private readonly parent?: Scope) {}

  get(name: string): Value {
    return this.owner(name)?.names.get(name);
  }

  has(name: string): boolean {
    return this.owner(name) !== undefined;
  }

  private owner(name: string): Scope | undefined {
    if (this.names.has(name)) return this;
    let scope = this.parent;
    while (scope && !scope.names.has(name)) scope = scope.parent;
    return scope;
  }

  set(name: string, value: Value): void {
    this.names.set(name, value);
  }
}

export function isThing(value: Value): value is Thing {
  return typeof value === 'object' && value !== null;
}

export function list(items: readonly Value[]): ListValue {
  return { kind: 'list', items };
}

/** A map with text keys, in order. */
export function mapOf(entries: Iterable<readonly [string, Value]>): MapValue {
  const map: MapValue = { kind: 'map', entries: new Map() };
  for (const [key, value] of entries) put(map, key, value);
  return map;
}

export function put(map: MapValue, key: Value, value: Value): void {
  map.entries.set(keyOf(key), { key, value });
}

/** Equal keys give equal texts. */
export function keyOf(key: Value): string {
  switch (typeof key) {
    case 'string':
      return `s${key}`;
    case 'bigint':
      return `n${key}`;
    case 'number':
      return Number.isInteger(key) ? `n${BigInt(key)}` : `n${key}`;
    case 'boolean':
      return `b${key}`;
    case 'object': {
      if (key === null) return 'null';
      const text = plainText(key);
      if (text !== undefined) return `s${text}`;
      if (key.kind === 'enum') return `e${key.enum}.${key.name}`;
      if (key.kind === 'list' && key.items.length <= 8) return `l${key.items.map(keyOf).join(',')}`;
      return key.kind;
    }
    default:
      return 'undefined';
  }
}

/** The text of a text value, markers left out; `undefined` for other values. */
export function plainText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (!isThing(value)) return undefined;
  if (value.kind === 'outputFormat') return value.text;
  if (value.kind !== 'rich') return undefined;
  return value.parts.filter((part) => typeof part === 'string').join('');
}

/** The official word for what a value is, in error messages. */
export function kindName(value: Value): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'boolean':
      return 'bool';
    case 'bigint':
    case 'number':
      return 'number';
    case 'string':
      return 'string';
  }
  if (value === null) return 'none';
  switch (value.kind) {
    case 'list':
      return value.lazy ? 'iterator' : 'sequence';
    case 'rich':
      return 'string';
    case 'function':
    case 'macro':
    case 'outputFormat':
      return 'plain object';
    default:
      return 'map';
  }
}

export function truthy(value: Value): boolean {
  switch (typeof value) {
    case 'undefined':
      return false;
    case 'boolean':
      return value;
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    case 'string':
      return value !== '';
  }
  if (value === null) return false;
  if (value.kind === 'list') return value.items.length > 0;
  if (value.kind === 'map') return value.entries.size > 0;
  if (value.kind === 'class') return value.fields.size > 0;
  if (value.kind === 'rich') return value.parts.some((part) => part !== '');
  // An object without members for the official runtime, whatever it prints.
  if (value.kind === 'outputFormat') return false;
  return true;
}

/** What a loop runs over: items, keys, characters. `undefined` when the value is not iterable. */
export function iterate(value: Value): readonly Value[] | undefined {
  if (value === undefined || value === null) return [];
  const text = plainText(value);
  if (text !== undefined) return [...text];
  if (!isThing(value)) return undefined;
  if (value.kind === 'list') return value.items;
  if (value.kind === 'map') return [...value.entries.values()].map((entry) => entry.key);
  if (value.kind === 'class') return [...value.fields.keys()];
  return undefined;
}

export function iterateOrFail(value: Value): readonly Value[] {
  return iterate(value) ?? invalid(`${kindName(value)} is not iterable`);
}

/** Key and value pairs of a map or class instance. */
export function pairs(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (!isThing(value)) return undefined;
  if (value.kind === 'map') return [...value.entries.values()].map((entry) => [entry.key, entry.value]);
  if (value.kind === 'class') return [...value.fields].map(([name, field]) => [name, field.value]);
  return undefined;
}

/** How many items, entries or characters. `undefined` when the value has no length. */
export function lengthOf(value: Value): number | undefined {
  if (value === undefined || value === null) return undefined;
  return iterate(value)?.length;
}
