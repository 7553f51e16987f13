/** A typed value as constraints see it: nothing withheld, whole floats still floats. */
import { fromPlainJson } from '../prompt/fromJson';
import { list, mapOf, type Value } from '../prompt/values';
import { plainJson } from './plainJson';
import type { Typed } from './typed';

export function constraintValue(typed: Typed): Value {
  switch (typed.kind) {
    case 'scalar':
      return typed.ty.kind === 'float' && typeof typed.json === 'number' ? typed.json : fromPlainJson(typed.json);
    case 'text':
      return plainJson(typed) as string;
    case 'list': {
      const items = typed.items.slice(0, typed.count).map(constraintValue);
      if (typed.tail !== null) items.push(constraintValue(typed.tail));
      return list(items);
    }
    case 'map': {
      const entries = typed.keys
        .slice(0, typed.count)
        .map((key, at) => [key, constraintValue(typed.values[at]!)] as const);
      if (typed.tail !== null) entries.push([typed.tailKey, constraintValue(typed.tail)]);
      return mapOf([...new Map(entries)]);
    }
    case 'class': {
      const fields = typed.ty.kind === 'class' ? typed.ty.members.fields() : [];
      return mapOf(fields.map(({ name }, at) => [name, constraintValue(typed.values[at]!)] as const));
    }
  }
}
