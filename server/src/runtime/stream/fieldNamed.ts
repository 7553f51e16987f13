/** Finding the text of a field in an object that could not be read as its class. */
import { matchesKey } from '../coerce/match';
import type { Raw, RawObject } from '../json/raw';

/** Objects with more members are searched for exact names only, and not beyond so many. */
export const MAX_LOOSE = 100;
const MAX_MEMBERS = 1000;

/** The value of the first member whose key means `name`, or null. */
export function fieldNamed(raw: RawObject, name: string): Raw | null {
  const at = memberNamed(raw, name, 0);
  return at < 0 ? null : raw.value(at);
}

/** The number of the first member, from number `from` on, whose key means `name`; -1: there is none. */
export function memberNamed(raw: RawObject, name: string, from: number): number {
  const size = raw.length;
  for (let at = from; at < size && at < MAX_MEMBERS; at++) {
    const key = raw.keys[at]!;
    if (key === name || (size <= MAX_LOOSE && matchesKey(key, name))) return at;
  }
  return -1;
}
