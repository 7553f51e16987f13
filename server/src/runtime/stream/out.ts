/**
 * Snapshots as trees that share what did not change: equal identity means equal value. JSON is made from them when
 * somebody asks, once per node.
 */
import type { Json } from '../../ir/json';
import type { RawString } from '../json/raw';

export interface OutLeaf {
  readonly kind: 'leaf';
  readonly json: Json;
}
/** A string of the text as it was at one moment; later texts of the same node begin with it. */
export interface OutText {
  readonly kind: 'text';
  readonly node: RawString;
  readonly length: number;
  readonly suffix: string;
  json: string | undefined;
}
/** The first `count` of `items`, and perhaps one more. `items` may have grown since. */
export interface OutList {
  readonly kind: 'list';
  readonly items: readonly Out[];
  readonly count: number;
  readonly tail: Out | null;
  json: readonly Json[] | undefined;
}
/** The first `count` entries, and perhaps one more. */
export interface OutMap {
  readonly kind: 'map';
  readonly keys: readonly string[];
  readonly values: readonly Out[];
  readonly count: number;
  readonly tailKey: string;
  readonly tail: Out | null;
  json: Readonly<Record<string, Json>> | undefined;
}
/** The fields of a class, or a wrapper with states or checks. */
export interface OutObject {
  readonly kind: 'object';
  readonly keys: readonly string[];
  readonly values: readonly Out[];
  json: Readonly<Record<string, Json>> | undefined;
}
export type Out = OutLeaf | OutText | OutList | OutMap | OutObject;

export const NULL_OUT: OutLeaf = { kind: 'leaf', json: null };

/** Keys of the wrappers; a wrapper is known by the identity of its keys. */
export const STATE_KEYS: readonly string[] = ['state', 'value'];
export const CHECK_KEYS: readonly string[] = ['value', 'checks'];

/** The value inside wrappers with states and checks. */
export function unwrapped(out: Out): Out {
  if (out.kind !== 'object') return out;
  if (out.keys === STATE_KEYS) return unwrapped(out.values[1]!);
  return out.keys === CHECK_KEYS ? unwrapped(out.values[0]!) : out;
}

export function outObject(keys: readonly string[], values: readonly Out[]): OutObject {
  return { kind: 'object', keys, values, json: undefined };
}

/** `out` with another part: at a position of an object, or the open one (-1) of a list or map. */
export function withOutPart(out: Out, at: number, part: Out): Out {
  switch (out.kind) {
    case 'object': {
      const values = out.values.slice();
      values[at] = part;
      return { kind: 'object', keys: out.keys, values, json: undefined };
    }
    case 'list':
      return { kind: 'list', items: out.items, count: out.count, tail: part, json: undefined };
    case 'map': {
      const { keys, values, count, tailKey } = out;
      return { kind: 'map', keys, values, count, tailKey, tail: part, json: undefined };
    }
    default:
      return part;
  }
}

export function toJson(out: Out): Json {
  switch (out.kind) {
    case 'leaf':
      return out.json;
    case 'text':
      return (out.json ??=
        out.node.text.length === out.length
          ? out.node.text + out.suffix
          : out.node.text.slice(0, out.length) + out.suffix);
    case 'list': {
      if (out.json !== undefined) return out.json;
      const items: Json[] = [];
      for (let i = 0; i < out.count; i++) items.push(toJson(out.items[i]!));
      if (out.tail !== null) items.push(toJson(out.tail));
      return (out.json = items);
    }
    case 'map': {
      if (out.json !== undefined) return out.json;
      const entries: [string, Json][] = [];
      for (let i = 0; i < out.count; i++) entries.push([out.keys[i]!, toJson(out.values[i]!)]);
      if (out.tail !== null) entries.push([out.tailKey, toJson(out.tail)]);
      return (out.json = Object.fromEntries(entries));
    }
    case 'object':
      return (out.json ??= objectJson(out));
  }
}

function objectJson({ keys, values }: OutObject): Readonly<Record<string, Json>> {
  const json: Record<string, Json> = {};
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    // Assigning this name would set the prototype.
    if (key === '__proto__') return Object.fromEntries(keys.map((one, index) => [one, toJson(values[index]!)]));
    json[key] = toJson(values[at]!);
  }
  return json;
}
