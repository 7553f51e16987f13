/** Filters that make or change numbers. */
import { invalid } from '../failure';
import { kindName, plainText, truthy, type Value } from '../values';
import type { Filter } from './filter';

export const numberFilters: Readonly<Record<string, Filter>> = {
  abs(value, args) {
    args.done();
    if (typeof value === 'bigint') return value < 0n ? -value : value;
    return typeof value === 'number' ? Math.abs(value) : invalid('cannot get absolute value');
  },
  round(value, args) {
    const digits = Math.max(-300, Math.min(args.optionalInteger() ?? 0, 300));
    args.done();
    if (typeof value === 'bigint') return value;
    if (typeof value !== 'number') return invalid(`cannot round value (${kindName(value)})`);
    return round(value, digits);
  },
  int(value, args) {
    args.done();
    if (value === undefined || value === null) return 0n;
    if (typeof value === 'bigint') return value;
    if (typeof value === 'boolean') return value ? 1n : 0n;
    if (typeof value === 'number') return truncated(value);
    const text = plainText(value);
    if (text === undefined) return invalid(`cannot convert ${kindName(value)} to integer`);
    return /^[+-]?\d{1,38}$/.test(text) ? BigInt(text.replace('+', '')) : truncated(parseFloatText(text));
  },
  float(value, args) {
    args.done();
    if (value === undefined || value === null) return 0;
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
    const text = plainText(value);
    return text === undefined ? invalid(`cannot convert ${kindName(value)} to float`) : parseFloatText(text);
  },
  bool(value, args) {
    args.done();
    return truthy(value);
  },
};

/** Halves are rounded away from zero. */
function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  const scaled = Math.abs(value) * factor;
  const result = (Math.floor(scaled) + (scaled - Math.floor(scaled) >= 0.5 ? 1 : 0)) / factor;
  return Number.isFinite(result) ? Math.sign(value) * result : value;
}

function truncated(value: number): Value {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : invalid('cannot convert float to integer');
}

function parseFloatText(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : invalid('invalid float literal');
}
