/** How much there is in a value, counted through lists and maps: what it costs to walk it all. */
import { fail } from './failure';
import type { Value } from './values';

/** Values can share parts, so a few steps could make one that no walk would ever finish. */
const MAX_WEIGHT = 2_000_000;

/** Lists and maps never change once they are made; what they weigh is counted once. */
const known = new WeakMap<object, number>();

/** The number of values inside, texts by length. Fails for values too large to be walked. */
export function weigh(value: Value): number {
  if (typeof value === 'string') return 1 + value.length / 16;
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  let weight = 1;
  switch (value.kind) {
    case 'list':
      for (const item of value.items) weight += inside(item);
      break;
    case 'class':
      for (const field of value.fields.values()) weight += inside(field.value);
      break;
    case 'map':
      for (const entry of value.entries.values()) weight += inside(entry.key) + inside(entry.value);
      break;
    case 'rich':
      for (const part of value.parts) weight += typeof part === 'string' ? 1 + part.length / 16 : 1;
  }
  if (weight > MAX_WEIGHT) fail('a value has become too large');
  if (value.kind !== 'map' || !value.namespace) known.set(value, weight);
  return weight;
}

/** A namespace can change, so it could hold itself; it has to stay a variable. */
function inside(value: Value): number {
  if (typeof value === 'object' && value?.kind === 'map' && value.namespace) {
    fail('a namespace cannot be put into a list, a map or a namespace');
  }
  return weigh(value);
}
