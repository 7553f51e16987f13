/** Arithmetic, comparison, containment and slices. */
import type { BinaryOperator } from '../../ir/template';
import { equal, order } from './compare';
import { fail, invalid, type Budget } from './failure';
import { collect, join, print, printTo } from './print';
import { weigh } from './weight';
import { iterate, kindName, keyOf, list, pairs, plainText, type Marker, type Value } from './values';

type Eager = Exclude<BinaryOperator, 'and' | 'or'>;

/** Both sides are known. The budget pays for text and lists that are made. */
export function applyBinary(operator: Eager, left: Value, right: Value, budget: Budget): Value {
  budget.spend((weigh(left) + weigh(right)) / 8);
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
      return order(left, right) < 0;
    case '<=':
      return order(left, right) <= 0;
    case '>':
      return order(left, right) > 0;
    case '>=':
      return order(left, right) >= 0;
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    case '~':
      return concat(left, right, budget);
    default:
      return arithmetic(operator, left, right, budget);
  }
}

/** `item in container` */
export function contains(container: Value, item: Value): boolean {
  const text = plainText(container);
  if (text !== undefined) return text.includes(plainText(item) ?? print(item));
  const entries = pairs(container);
  if (entries) {
    const key = keyOf(item);
    return entries.some(([name]) => keyOf(name) === key);
  }
  if (container === undefined) return false;
  if (typeof container === 'object' && container?.kind === 'list') {
    return container.items.some((other) => equal(other, item));
  }
  return invalid('cannot perform a containment check on this value');
}

function concat(left: Value, right: Value, budget: Budget): Value {
  const parts: (string | Marker)[] = [];
  const sink = collect(parts);
  printTo(sink, left);
  printTo(sink, right);
  for (const part of parts) budget.spendLength(typeof part === 'string' ? part.length : 1);
  return join(parts);
}

type Arithmetic = Exclude<Eager, '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | '~'>;

function arithmetic(operator: Arithmetic, left: Value, right: Value, budget: Budget): Value {
  if (operator === '+') {
    if (plainText(left) !== undefined && plainText(right) !== undefined) return concat(left, right, budget);
    if (typeof left === 'object' && typeof right === 'object' && left?.kind === 'list' && right?.kind === 'list') {
      budget.spendLength(left.items.length + right.items.length);
      return list([...left.items, ...right.items]);
    }
  }
  if (operator === '*') {
    const repeated = repeat(left, right, budget) ?? repeat(right, left, budget);
    if (repeated !== undefined) return repeated;
  }
  const [a, b] = [numeric(left), numeric(right)];
  if (a === undefined || b === undefined) {
    return invalid(`tried to use ${operator} operator on unsupported types ${kindName(left)} and ${kindName(right)}`);
  }
  const result =
    typeof a === 'bigint' && typeof b === 'bigint' && operator !== '/'
      ? whole(operator, a, b)
      : float(operator, Number(a), Number(b));
  return result ?? invalid(`unable to calculate ${print(left)} ${operator} ${print(right)}`);
}

function numeric(value: Value): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

const LIMIT = 1n << 127n;

/** Whole numbers of 128 bits; division rounds so that the remainder is never negative. */
function whole(operator: Arithmetic, a: bigint, b: bigint): bigint | undefined {
  let result: bigint;
  switch (operator) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      break;
    case '**':
      if (b < 0n || (b > 127n && a !== 0n && a !== 1n && a !== -1n)) return undefined;
      result = a ** (b > 127n ? 2n + (b % 2n) : b);
      break;
    case '//':
    case '%': {
      if (b === 0n) return undefined;
      const remainder = ((a % b) + (b < 0n ? -b : b)) % b;
      const positive = remainder < 0n ? remainder + (b < 0n ? -b : b) : remainder;
      result = operator === '%' ? positive : (a - positive) / b;
      break;
    }
    default:
      return undefined;
  }
  return result >= -LIMIT && result < LIMIT ? result : undefined;
}

function float(operator: Arithmetic, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '**':
      return a ** b;
    case '%':
      return a % b;
    case '//': {
      const remainder = a % b;
      const quotient = Math.trunc(a / b);
      if (remainder >= 0 || Number.isNaN(remainder)) return quotient;
      return b > 0 ? quotient - 1 : quotient + 1;
    }
  }
}

function repeat(value: Value, times: Value, budget: Budget): Value {
  if (typeof times !== 'bigint' && typeof times !== 'number') return undefined;
  const text = plainText(value);
  const items = typeof value === 'object' && value?.kind === 'list' ? value.items : undefined;
  if (text === undefined && !items) return undefined;
  const count = Number(times);
  if (count < 0 || !Number.isInteger(count)) {
    invalid(`${items ? 'sequences and iterables' : 'strings'} can only be multiplied with integers`);
  }
  budget.spendLength((text ?? items ?? []).length * count);
  if (text !== undefined) return text.repeat(count);
  const all: Value[] = [];
  for (let round = 0; round < count; round++) for (const item of items ?? []) all.push(item);
  return list(all);
}

/** `-value` */
export function negate(value: Value): Value {
  const number = numeric(value);
  if (number === undefined) return fail('invalid operation');
  return -number;
}

/** `value[start:stop:step]`, with negative positions counted from the end. */
export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  const text = plainText(value);
  const items = text === undefined ? iterate(value) : [...text];
  const sliceable = text !== undefined || value === undefined || value === null;
  if (!items || (!sliceable && !(typeof value === 'object' && value.kind === 'list'))) {
    return invalid(`value of type ${kindName(value)} cannot be sliced`);
  }
  const by = position(step) ?? 1;
  if (by === 0) return invalid('cannot slice by step size of 0');
  const picked = pick(items, position(start), position(stop), by);
  return text === undefined ? list(picked) : picked.join('');
}

function position(value: Value): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = numeric(value);
  if (number === undefined) return invalid(`cannot use ${kindName(value)} as a position of a slice`);
  return Math.trunc(Number(number));
}

function pick(items: readonly Value[], start: number | undefined, stop: number | undefined, step: number): Value[] {
  const length = items.length;
  const clamp = (at: number, low: number, high: number): number => {
    const absolute = at < 0 ? at + length : at;
    return Math.min(Math.max(absolute, low), high);
  };
  const picked: Value[] = [];
  if (step > 0) {
    const to = clamp(stop ?? length, 0, length);
    for (let at = clamp(start ?? 0, 0, length); at < to; at += step) picked.push(items[at]);
  } else {
    // The official runtime takes the first item too when a backward slice is to stop in front of it.
    const end = stop === undefined ? -1 : clamp(stop, -1, length - 1);
    const to = end === 0 ? -1 : end;
    for (let at = clamp(start ?? length - 1, -1, length - 1); at > to; at += step) picked.push(items[at]);
  }
  return picked;
}
