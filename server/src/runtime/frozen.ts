/** Plain data that nobody can change any more. */

/** A copy of JSON-like data, frozen all the way down. Throws RangeError for data nested beyond the stack. */
export function frozenCopy<T>(data: T): T {
  return freeze(JSON.parse(JSON.stringify(data)) as T);
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
