/** Equality and order of values. */
import { keyOf, pairs, plainText, type Thing, type Value } from './values';

/** `==`: numbers by value, enums also equal their name, lists and maps by content. */
export function equal(a: Value, b: Value, depth = 0): boolean {
  if (a === b) return true;
  const [left, right] = [number(a), number(b)];
  if (left !== undefined && right !== undefined) return left === right || Number(left) === Number(right);
  const [name, other] = [nameOf(a), nameOf(b)];
  if (name !== undefined && other !== undefined) return name === other && sameEnum(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || depth > 200) return false;
  return equalThings(a, b, depth + 1);
}

function equalThings(a: Thing, b: Thing, depth: number): boolean {
  if (a.kind === 'list' && b.kind === 'list') {
    return a.items.length === b.items.length && a.items.every((item, index) => equal(item, b.items[index], depth));
  }
  const [left, right] = [pairs(a), pairs(b)];
  if (!left || !right || left.length !== right.length) return false;
  const others = new Map(right.map(([key, value]) => [keyOf(key), value]));
  return left.every(([key, value]) => others.has(keyOf(key)) && equal(value, others.get(keyOf(key)), depth));
}

function number(value: Value): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

/** Text, or the name of an enum value: enums compare with texts by name, not by alias. */
function nameOf(value: Value): string | undefined {
  return typeof value === 'object' && value?.kind === 'enum' ? value.name : plainText(value);
}

function sameEnum(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return true;
  return a?.kind !== 'enum' || b?.kind !== 'enum' || a.enum === b.enum;
}

/** Negative, zero or positive. Values of different kinds are ordered by kind, so that sorting always works. */
export function order(a: Value, b: Value, depth = 0): number {
  const [left, right] = [number(a), number(b)];
  if (left !== undefined && right !== undefined && (typeof a === 'boolean') === (typeof b === 'boolean')) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const [text, other] = [nameOf(a), nameOf(b)];
  if (text !== undefined && other !== undefined) return orderText(text, other);
  if (typeof a === 'object' && typeof b === 'object' && a?.kind === 'list' && b?.kind === 'list' && depth < 200) {
    for (let index = 0; index < Math.min(a.items.length, b.items.length); index++) {
      const result = order(a.items[index], b.items[index], depth + 1);
      if (result) return result;
    }
    return a.items.length - b.items.length;
  }
  if (rank(a) === 6 && rank(b) === 6 && depth < 200) return orderPairs(pairs(a) ?? [], pairs(b) ?? [], depth + 1);
  return rank(a) - rank(b);
}

/** Maps by their entries, in their order: keys before values. */
function orderPairs(
  a: readonly (readonly [Value, Value])[],
  b: readonly (readonly [Value, Value])[],
  depth: number,
): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const result = order(a[at]![0], b[at]![0], depth) || order(a[at]![1], b[at]![1], depth);
    if (result) return result;
  }
  return a.length - b.length;
}

/** By code point, as the official runtime does; UTF-16 order differs for astral characters. */
export function orderText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return (a.codePointAt(at) as number) - (b.codePointAt(at) as number);
  }
  return a.length - b.length;
}

function rank(value: Value): number {
  switch (typeof value) {
    case 'undefined':
      return 0;
    case 'boolean':
      return 2;
    case 'bigint':
    case 'number':
      return 3;
    case 'string':
      return 4;
  }
  if (value === null) return 1;
  return value.kind === 'rich' ? 4 : value.kind === 'list' ? 5 : 6;
}
