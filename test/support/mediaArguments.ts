/** Arguments of recorded cases. */
import type { Json } from '../../server/src/ir/json';

/** `{"$media": kind, …}` becomes what tests of a project write: `{"url": …}` or `{"base64": …}`. */
export function argumentsOf(args: { readonly [name: string]: Json }): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, argumentOf(value)]));
}

function argumentOf(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => argumentOf(item));
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.entries(value).filter(([key]) => key !== '$media');
  return Object.fromEntries(own.map(([key, item]) => [key, argumentOf(item as Json)]));
}
