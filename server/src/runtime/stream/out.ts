/**
 * Snapshots as trees that share what did not change: equal identity means equal value. JSON is made from them when
 * somebody asks, once per node.
 */
import type { Json } from '../../ir/json';
import type { RawString } from '../json/raw';
import { plainMaker, type Mutable } from '../plainMaker';

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
/**
 * The first `count` entries, and perhaps one more; null for those that are not to be seen. Of a key that comes again the last one
 * counts, at the place of the first; `earlier` is where the key of an entry came last before it, or -1.
 */
export interface OutMap {
  readonly kind: 'map';
  readonly keys: readonly string[];
  readonly values: readonly (Out | null)[];
  readonly earlier: readonly number[];
  readonly count: number;
  readonly tailKey: string;
  readonly tail: Out | null;
  readonly tailEarlier: number;
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

/** Keys of the wrappers; a wrapper is known by the identity of its keys. */
export const STATE_KEYS: readonly string[] = ['state', 'value'];
export const CHECK_KEYS: readonly string[] = ['value', 'checks'];

/** The value inside wrappers with states and checks. */
export function unwrapped(out: Out): Out {
  if (out.kind !== 'object') return out;
  if (out.keys === STATE_KEYS) return unwrapped(out.values[1]!);
  return out.keys === CHECK_KEYS ? unwrapped(out.values[0]!) : out;
}

// Made whenever something in them changes (see `plainMaker.ts`).

const Leaf = plainMaker(function (this: Mutable<OutLeaf>, json: Json) {
  this.kind = 'leaf';
  this.json = json;
});

const Text = plainMaker(function (this: Mutable<OutText>, node: RawString, length: number, suffix: string) {
  this.kind = 'text';
  this.node = node;
  this.length = length;
  this.suffix = suffix;
  this.json = undefined;
});

const List = plainMaker(function (this: Mutable<OutList>, items: readonly Out[], count: number, tail: Out | null) {
  this.kind = 'list';
  this.items = items;
  this.count = count;
  this.tail = tail;
  this.json = undefined;
});

const Obj = plainMaker(function (this: Mutable<OutObject>, keys: readonly string[], values: readonly Out[]) {
  this.kind = 'object';
  this.keys = keys;
  this.values = values;
  this.json = undefined;
});

export const NULL_OUT = new Leaf(null);

const Entries = plainMaker(function (
  this: Mutable<OutMap>,
  { keys, values, earlier }: Finished,
  count: number,
  tailKey: string,
  tail: Out | null,
  tailEarlier: number,
) {
  this.kind = 'map';
  this.keys = keys;
  this.values = values;
  this.earlier = earlier;
  this.count = count;
  this.tailKey = tailKey;
  this.tail = tail;
  this.tailEarlier = tailEarlier;
  this.json = undefined;
});

/** The finished entries of a map, in lists that grow. */
type Finished = Pick<OutMap, 'keys' | 'values' | 'earlier'>;

/** The first `count` of `finished`, and perhaps one more. */
export const outMap = (
  finished: Finished,
  count: number,
  tailKey: string,
  tail: Out | null,
  tailEarlier: number,
): OutMap => new Entries(finished, count, tailKey, tail, tailEarlier);

export const outLeaf = (json: Json): OutLeaf => new Leaf(json);

/** The first `length` units of a string, and `suffix`. */
export const outText = (node: RawString, length: number, suffix: string): OutText => new Text(node, length, suffix);

/** All of `items` as they are now, and perhaps one more. */
export const outList = (items: readonly Out[], tail: Out | null): OutList => new List(items, items.length, tail);

export const outObject = (keys: readonly string[], values: readonly Out[]): OutObject => new Obj(keys, values);

/** `out` with another part: at a position of an object, or the open one (-1) of a list or map. */
export function withOutPart(out: Out, at: number, part: Out): Out {
  switch (out.kind) {
    case 'object': {
      const values = out.values.slice();
      values[at] = part;
      return new Obj(out.keys, values);
    }
    case 'list':
      return new List(out.items, out.count, part);
    case 'map': {
      return new Entries(out, out.count, out.tailKey, part, out.tailEarlier);
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
    case 'map':
      return (out.json ??= mapJson(out));
    case 'object':
      return (out.json ??= objectJson(out));
  }
}

/** What is to be seen of a map, by key. */
export function entriesOf({ keys, values, count, tailKey, tail, tailEarlier }: OutMap): ReadonlyMap<string, Out> {
  const entries = new Map<string, Out | null>();
  for (let at = 0; at < count; at++) entries.set(keys[at]!, values[at]!);
  if (tail !== null || tailEarlier >= 0) entries.set(tailKey, tail);
  for (const [key, value] of entries) if (value === null) entries.delete(key);
  return entries as ReadonlyMap<string, Out>;
}

function mapJson(out: OutMap): Readonly<Record<string, Json>> {
  const entries: [string, Json][] = [];
  for (const [key, value] of entriesOf(out)) entries.push([key, toJson(value)]);
  // Not by assignment: a key may have the name that sets the prototype.
  return Object.fromEntries(entries);
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
