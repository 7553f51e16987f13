/** Numbers in strings, the way the official runtime finds them. */
import { trimBlanks } from '../json/raw';

const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;
const IN_TEXT = /[-+]?\$?(?:\d+(?:,\d+)*(?:\.\d+)?|\d+\.\d+|\d+|\.\d+)(?:e[-+]?\d+)?/g;

export interface FoundNumber {
  readonly value: number;
  readonly integer: boolean;
  /** Digits with words or signs around them. */
  readonly inText: boolean;
}

/** The number a string stands for, or null. */
export function numberIn(input: string): FoundNumber | null {
  const text = trimBlanks(input).replace(/,+$/, '');
  const direct = parseFloatText(text);
  if (direct !== null) return { value: direct, integer: /^[+-]?\d+$/.test(text) && fitsInteger(text), inText: false };
  const fraction = /^([^/]*)\/([^/]*)$/.exec(text);
  if (fraction !== null) {
    const above = parseFloatText(trimBlanks(fraction[1]!));
    const below = parseFloatText(trimBlanks(fraction[2]!));
    if (above !== null && below !== null && below !== 0) return { value: above / below, integer: false, inText: false };
  }
  const found = text.match(IN_TEXT);
  if (found?.length !== 1) return null;
  const value = parseFloatText(found[0].replace(/,/g, '').replace(/\$/g, ''));
  return value === null ? null : { value, integer: false, inText: true };
}

/** Half away from zero, within 64 bits. */
export function roundToInteger(value: number): number {
  if (Number.isNaN(value)) return 0;
  const rounded = Math.sign(value) * Math.round(Math.abs(value));
  return Math.min(Math.max(rounded, -(2 ** 63)), 2 ** 63) + 0;
}

/** A 64-bit integer as the runtime hands it over: unsigned values wrap. */
export function wrapInteger(value: number, big: bigint | null): number {
  return big === null ? value : Number(BigInt.asIntN(64, big));
}

function parseFloatText(text: string): number | null {
  if (FLOAT.test(text)) return Number(text);
  const special = SPECIAL.exec(text);
  if (special === null) return null;
  if (special[2]!.toLowerCase() === 'nan') return NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}

function fitsInteger(text: string): boolean {
  if (text.length < 19) return true;
  const big = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return big >= -(2n ** 63n) && big < 2n ** 64n;
}
