/** Members of blocks by name. */
import type { Name } from '../syntax/ast';

interface Named {
  readonly name: Name;
}

/** In a shorter list looking at each is faster than a table. */
const LONG = 32;
const tables = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

/** The first of the fields, values or parameters with a name. Fast in long lists, which are asked for as often as they are long. */
export function memberNamed<M extends Named>(members: readonly M[], name: string): M | undefined {
  if (members.length < LONG) return members.find((member) => member.name.text === name);
  let table = tables.get(members) as ReadonlyMap<string, M> | undefined;
  if (!table) {
    table = new Map(members.toReversed().map((member) => [member.name.text, member]));
    tables.set(members, table);
  }
  return table.get(name);
}
