/** A typed value as plain JSON, nothing withheld: what constraints see as `this`. */
import type { Json } from '../../ir/json';
import type { Typed } from './typed';

export function plainJson(typed: Typed): Json {
  switch (typed.kind) {
    case 'scalar':
      return typed.json;
    case 'text':
      typed.node.looked = true;
      return typed.node.text.slice(0, typed.length) + typed.suffix;
    case 'list': {
      const items = typed.items.slice(0, typed.count).map(plainJson);
      if (typed.tail !== null) items.push(plainJson(typed.tail));
      return items;
    }
    case 'map': {
      const entries: [string, Json][] = [];
      for (let i = 0; i < typed.count; i++) entries.push([typed.keys[i]!, plainJson(typed.values[i]!)]);
      if (typed.tail !== null) entries.push([typed.tailKey, plainJson(typed.tail)]);
      return Object.fromEntries(entries);
    }
    case 'class': {
      const fields = typed.ty.kind === 'class' ? typed.ty.members.fields() : [];
      return Object.fromEntries(fields.map((field, index) => [field.name, plainJson(typed.values[index]!)]));
    }
  }
}
