/** Finding the text of a field in an object that could not be read as its class. */
import { matchesKey } from '../coerce/match';
import type { Raw, RawObject } from '../json/raw';

/** Objects with more members are searched for exact names only, and not beyond so many. */
export const MAX_LOOSE = 100;
const MAX_MEMBERS = 1000;

/** The value of the first member whose key means `name`, or null. */
export function fieldNamed(raw: RawObject, name: string): Raw | null {
  const size = raw.length;
  for (let at = 0; at < size && at < MAX_MEMBERS; at++) {
    const key = raw.keys[at]!;
    if (key === name || (size <= MAX_LOOSE && matchesKey(key, name))) return raw.value(at);
  }
  return null;
}
