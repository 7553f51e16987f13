/** Filters that work on maps and class instances, and `default`. */
import { asText, type Args } from '../args';
import { order } from '../compare';
import { fail, invalid } from '../failure';
import { property } from '../property';
import { iterate, kindName, list, mapOf, pairs, put, truthy, type Value } from '../values';
import type { Filter } from './filter';

export const mapFilters: Readonly<Record<string, Filter>> = {
  items(value, args) {
    args.done();
    return list(entries(value).map(([key, item]) => list([key, item])));
  },
  dictsort(value, args) {
    args.done('by', 'reverse', 'case_sensitive');
    const by = args.named.get('by');
    const column = by === undefined || asText(by) === 'key' ? 0 : asText(by) === 'value' ? 1 : undefined;
    if (column === undefined) return invalid("invalid value for 'by' parameter, expected 'key' or 'value'");
    const fold = (part: Value): Value =>
      typeof part === 'string' && !truthy(args.named.get('case_sensitive')) ? part.toLowerCase() : part;
    const sorted = [...entries(value)].sort((a, b) => order(fold(a[column]), fold(b[column])));
    if (truthy(args.named.get('reverse'))) sorted.reverse();
    return list(sorted.map(([key, item]) => list([key, item])));
  },
  attr(value, args) {
    const name = args.required();
    args.done();
    return property(value, name);
  },
  default: fallback,
  d: fallback,
  chain(value, args) {
    const all = [value, ...args.rest()];
    args.done();
    if (all.every((one) => pairs(one))) {
      const map = mapOf([]);
      const merged = all.flatMap((one) => pairs(one) ?? []);
      for (const [key, item] of merged.sort((a, b) => order(a[0], b[0]))) put(map, key, item);
      return map;
    }
    return list(all.flatMap((one) => iterate(one) ?? invalid(`cannot chain value of type ${kindName(one)}`)));
  },
};

function entries(value: Value): readonly (readonly [Value, Value])[] {
  return pairs(value) ?? invalid('cannot convert value into pair list');
}

/** Only undefined is replaced; with `true` as second argument everything that is false. */
function fallback(value: Value, args: Args): Value {
  const other = args.positional.length ? args.optional() : '';
  const lax = args.optionalBool();
  if (args.positional.length > 2) fail('too many arguments');
  return value === undefined || (lax && !truthy(value)) ? other : value;
}
