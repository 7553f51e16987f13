/** Where two values differ: the innermost places. */
import type { Json } from '../../ir/json';
import type { Path } from '../stream/frame';

/** A value, or nothing where there is none. */
export type Part = Json | undefined;

export interface DifferentPart {
  readonly path: Path;
  readonly one: Part;
  readonly other: Part;
}

/** More places than this say no more. */
const MAX_PLACES = 200;
/** Deeper values count as one. */
const MAX_DEPTH = 100;

type Fields = Readonly<Record<string, Json>>;

const isFields = (value: Part): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at `path` in `value`. */
export function partAt(value: Part, path: Path): Part {
  let part = value;
  for (const step of path) {
    if (Array.isArray(part) && typeof step === 'number') part = (part as readonly Json[])[step];
    else if (isFields(part) && typeof step === 'string' && Object.hasOwn(part, step)) part = part[step];
    else return undefined;
  }
  return part;
}

/** The innermost places where two parts differ, as paths from the root; of very many the first ones. */
export function differentParts(one: Part, other: Part, path: Path = [], found: DifferentPart[] = []): DifferentPart[] {
  if (found.length >= MAX_PLACES || Object.is(one, other)) return found;
  if (path.length < MAX_DEPTH && Array.isArray(one) && Array.isArray(other)) {
    const [a, b] = [one as readonly Json[], other as readonly Json[]];
    for (let at = 0; at < Math.max(a.length, b.length); at++) differentParts(a[at], b[at], [...path, at], found);
    return found;
  }
  if (path.length < MAX_DEPTH && isFields(one) && isFields(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    for (const key of keys) differentParts(partAt(one, [key]), partAt(other, [key]), [...path, key], found);
    return found;
  }
  if (!isSame(one, other)) found.push({ path, one, other });
  return found;
}

/** Deep equality; the order of keys does not count. */
export function isSame(one: Part, other: Part): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    const [a, b] = [one as readonly Json[], other as readonly Json[]];
    return a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  }
  if (!isFields(one) || !isFields(other)) return one === other;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
}

/** A part in a few characters, for a person. Costs no more than it shows. */
export function briefText(part: Part, limit = 200): string {
  const text = written(part, limit);
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

function written(part: Part, left: number): string {
  if (left <= 0) return '';
  if (typeof part === 'string') return JSON.stringify(part.length > left ? part.slice(0, left + 1) : part);
  if (part === undefined) return 'nothing';
  if (typeof part !== 'object' || part === null) return String(part);
  let text = '';
  if (Array.isArray(part)) {
    const items = part as readonly Json[];
    for (let at = 0; at < items.length && text.length <= left; at++)
      text += `${at === 0 ? '' : ','}${written(items[at], left - text.length)}`;
    return `[${text}]`;
  }
  for (const key in part) {
    if (text.length > left) break;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${written((part as Fields)[key], left - text.length)}`;
  }
  return `{${text}}`;
}
