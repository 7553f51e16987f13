/** Filters that work on lists and everything a loop can run over. */
import { Args, asText } from '../args';
import { equal, order } from '../compare';
import type { Evaluator } from '../evaluator';
import { fail, invalid } from '../failure';
import { collect, join, printTo } from '../print';
import { applyNamedTest } from '../tests';
import { property } from '../property';
import { iterate, iterateOrFail, keyOf, kindName, lengthOf, list, pairs, plainText, truthy } from '../values';
import type { Marker, Value } from '../values';
import type { Filter } from './filter';
import { applyNamedFilter } from './index';

export const sequenceFilters: Readonly<Record<string, Filter>> = {
  length: count,
  count,
  first(value, args) {
    args.done();
    return definite(value, 'cannot get first item from value')[0];
  },
  last(value, args) {
    args.done();
    return definite(value, 'cannot get last item from value').at(-1);
  },
  list(value, args) {
    args.done();
    return list(iterate(value) ?? invalid('cannot convert value to list'));
  },
  join(value, args, { budget }) {
    const separator = args.optionalText() ?? '';
    args.done();
    const items = iterate(value) ?? invalid(`cannot join value of type ${kindName(value)}`);
    budget.spendLength(separator.length * items.length);
    const parts: (string | Marker)[] = [];
    const sink = collect(parts);
    items.forEach((item, index) => {
      if (index && separator) sink.text(separator);
      printTo(sink, item);
    });
    return join(parts);
  },
  reverse(value, args) {
    args.done();
    const text = plainText(value);
    if (text !== undefined) return [...text].reverse().join('');
    const items = [...(iterate(value) ?? invalid(`cannot reverse values of type ${kindName(value)}`))];
    if (pairs(value)) items.sort(order);
    return list(items.reverse());
  },
  sort(value, args) {
    args.done('case_sensitive', 'reverse', 'attribute');
    const key = sortKey(args);
    const items = [...(iterate(value) ?? invalid('cannot convert value to list'))].map((item) => ({
      item,
      key: key(item),
    }));
    items.sort((a, b) => order(a.key, b.key));
    if (truthy(args.named.get('reverse'))) items.reverse();
    return list(items.map(({ item }) => item));
  },
  unique(value, args) {
    args.done('case_sensitive', 'attribute');
    const key = sortKey(args);
    const seen = new Set<string>();
    return list(
      iterateOrFail(value).filter((item) => {
        const text = keyOf(key(item));
        return !seen.has(text) && seen.add(text);
      }),
    );
  },
  min(value, args) {
    args.done();
    return extreme(value, -1);
  },
  max(value, args) {
    args.done();
    return extreme(value, 1);
  },
  batch(value, args) {
    const size = args.requiredInteger();
    const fill = args.optional();
    args.done();
    if (size < 1) return invalid('count cannot be 0');
    const items = iterateOrFail(value);
    const rows: Value[][] = [];
    for (let at = 0; at < items.length; at += size) rows.push(items.slice(at, at + size));
    const last = rows.at(-1);
    if (last && fill !== undefined) while (last.length < size && last.length < 10_000) last.push(fill);
    return list(rows.map(list));
  },
  slice(value, args, evaluator) {
    const count = args.requiredInteger();
    const fill = args.optional();
    args.done();
    if (count < 1) return invalid('count cannot be 0');
    evaluator.budget.spendLength(count);
    const items = iterateOrFail(value);
    const rows: Value[] = [];
    const longer = items.length % count;
    let at = 0;
    for (let row = 0; row < count; row++) {
      const next = at + Math.floor(items.length / count) + (row < longer ? 1 : 0);
      const part = items.slice(at, next);
      if (fill !== undefined && row >= longer && longer) part.push(fill);
      rows.push(list(part));
      at = next;
    }
    return list(rows);
  },
  map(value, args, evaluator) {
    const items = iterateOrFail(value);
    const attribute = args.named.get('attribute');
    if (attribute !== undefined) {
      args.done('attribute', 'default');
      const fallback = args.named.get('default');
      return list(items.map((item) => orElse(path(item, attribute), fallback)));
    }
    const name = args.positional.length ? asText(args.required()) : invalid('filter name is required');
    const rest = args.rest();
    return list(items.map((item) => applyNamedFilter(name, item, new Args(rest, args.named), evaluator)));
  },
  select: (value, args, evaluator) => choose(value, args, evaluator, true, false),
  reject: (value, args, evaluator) => choose(value, args, evaluator, false, false),
  selectattr: (value, args, evaluator) => choose(value, args, evaluator, true, true),
  rejectattr: (value, args, evaluator) => choose(value, args, evaluator, false, true),
  groupby(value, args) {
    const attribute = args.optional() ?? args.named.get('attribute');
    args.done('attribute', 'default', 'case_sensitive');
    if (attribute === undefined) return fail('missing argument');
    const fallback = args.named.get('default');
    const fold = !truthy(args.named.get('case_sensitive'));
    const rows = iterateOrFail(value).map((item) => ({ item, key: orElse(path(item, attribute), fallback) }));
    rows.sort((a, b) => order(folded(a.key, fold), folded(b.key, fold)));
    const groups: { key: Value; items: Value[] }[] = [];
    for (const { item, key } of rows) {
      const last = groups.at(-1);
      if (last && equal(folded(last.key, fold), folded(key, fold))) last.items.push(item);
      else groups.push({ key, items: [item] });
    }
    return list(groups.map(group));
  },
  zip(value, args) {
    const lists = [value, ...args.rest()].map((one) => iterate(one) ?? invalid(`zip filter argument is not iterable`));
    args.done();
    const length = Math.min(...lists.map((items) => items.length));
    return list(Array.from({ length }, (_, index) => list(lists.map((items) => items[index]))));
  },
};

function count(value: Value, args: Args): Value {
  args.done();
  const length = lengthOf(value);
  return length === undefined ? invalid(`cannot calculate length of value of type ${kindName(value)}`) : BigInt(length);
}

function definite(value: Value, message: string): readonly Value[] {
  return (value === undefined || value === null ? undefined : iterate(value)) ?? invalid(message);
}

/** `a.b.0`: properties and positions, one after the other. */
export function path(value: Value, attribute: Value): Value {
  const text = plainText(attribute);
  if (text === undefined) return property(value, attribute);
  let result = value;
  for (const part of text.split('.')) {
    if (result === undefined) return undefined;
    result = property(result, /^\d{1,9}$/.test(part) ? BigInt(part) : part);
  }
  return result;
}

/** Null is a value too: only undefined is replaced. */
function orElse(value: Value, fallback: Value): Value {
  return value === undefined ? fallback : value;
}

function folded(value: Value, fold: boolean): Value {
  return fold && typeof value === 'string' ? value.toLowerCase() : value;
}

function sortKey(args: Args): (item: Value) => Value {
  const attribute = args.named.get('attribute');
  const fold = !truthy(args.named.get('case_sensitive'));
  return (item) => folded(attribute === undefined ? item : path(item, attribute), fold);
}

function extreme(value: Value, sign: number): Value {
  const items = iterate(value) ?? invalid(`cannot convert value to list`);
  let best = items[0];
  for (const item of items) if (sign * order(item, best) > 0) best = item;
  return best;
}

function choose(value: Value, args: Args, evaluator: Evaluator, keep: boolean, byAttribute: boolean): Value {
  const attribute = byAttribute ? args.required() : undefined;
  const test = args.optionalText();
  const rest = args.rest();
  return list(
    iterateOrFail(value).filter((item) => {
      evaluator.budget.spend(1);
      const subject = attribute === undefined ? item : path(item, attribute);
      return (test === undefined ? truthy(subject) : applyNamedTest(test, subject, new Args(rest))) === keep;
    }),
  );
}

/** A group unpacks into key and items, and has them as `grouper` and `list` too. */
function group({ key, items }: { key: Value; items: readonly Value[] }): Value {
  return { kind: 'list', items: [key, list(items)], names: { grouper: 0, list: 1 } };
}
