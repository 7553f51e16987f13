/** What stands in for the fields of a class that are not there, made once for a coercer. */
import type { Coercer } from './coerce';
import { defaultFor, type Lack } from './defaults';
import type { Typed } from './typed';
import type { Members } from './types';

/** What stands in for the fields of a class, by what is the matter with them; null for one that the class cannot do without. */
export type Fillers = WeakMap<Members, Readonly<Record<Lack, readonly (Typed | null)[]>>>;

/** The fillers for the fields of a class. */
export function fillersOf(
  { fillers, evaluate }: Coercer,
  members: Members,
): Readonly<Record<Lack, readonly (Typed | null)[]>> {
  let known = fillers.get(members);
  if (known === undefined) {
    const all = (lack: Lack): (Typed | null)[] =>
      members.fields().map(({ ty, optional }) => defaultFor(ty, optional, lack, evaluate));
    known = { absent: all('absent'), unfit: all('unfit'), asserted: all('asserted') };
    fillers.set(members, known);
  }
  return known;
}
