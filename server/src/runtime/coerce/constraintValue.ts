/**
 * A typed value as constraints see it: nothing withheld, whole floats still floats. Parts are made when an expression looks at
 * them, so that one about a single field does not cost the whole value with every chunk.
 */
import { fromPlainJson } from '../prompt/fromJson';
import { keyOf, mapOf, type MapValue, type Value } from '../prompt/values';
import { plainJson } from './plainJson';
import type { Typed, TypedClass, TypedList, TypedMap } from './typed';

export function constraintValue(typed: Typed): Value {
  switch (typed.kind) {
    case 'scalar':
      return typed.ty.kind === 'float' && typeof typed.json === 'number' ? typed.json : fromPlainJson(typed.json);
    case 'text':
      return plainJson(typed) as string;
    case 'list':
      return ofList(typed);
    case 'map':
      return ofMap(typed);
    case 'class':
      return ofClass(typed);
  }
}

/** The values of finished items, which only become more. */
const finished = new WeakMap<readonly Typed[], Value[]>();

function ofList({ items, count, tail }: TypedList): Value {
  let made: readonly Value[] | null = null;
  return {
    kind: 'list',
    get items() {
      if (made !== null) return made;
      let known = finished.get(items);
      if (known === undefined) finished.set(items, (known = []));
      for (let at = known.length; at < count; at++) known.push(constraintValue(items[at]!));
      const own = known.slice(0, count);
      if (tail !== null) own.push(constraintValue(tail));
      return (made = own);
    },
  };
}

function ofMap({ keys, values, count, tailKey, tail }: TypedMap): Value {
  let made: MapValue | null = null;
  return {
    kind: 'map',
    get entries() {
      if (made !== null) return made.entries;
      const entries = new Map<string, Typed>();
      for (let at = 0; at < count; at++) entries.set(keys[at]!, values[at]!);
      if (tail !== null) entries.set(tailKey, tail);
      made = mapOf([...entries].map(([key, value]) => [key, constraintValue(value)] as const));
      return made.entries;
    },
  };
}

function ofClass({ ty, values }: TypedClass): Value {
  const entries: MapValue['entries'] = new Map();
  const fields = ty.kind === 'class' ? ty.members.fields() : [];
  fields.forEach(({ name }, at) => entries.set(keyOf(name), fieldOf(name, values[at]!)));
  return { kind: 'map', entries };
}

function fieldOf(key: string, typed: Typed): { readonly key: Value; value: Value } {
  let made: Value;
  let isMade = false;
  return {
    key,
    get value() {
      if (!isMade) made = constraintValue(typed);
      isMade = true;
      return made;
    },
    set value(value) {
      made = value;
      isMade = true;
    },
  };
}
