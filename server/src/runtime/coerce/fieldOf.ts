/** Which field of a class a key of the text means. */
import { isPlainWord, matchesKey } from './match';
import type { Members } from './types';

interface Names {
  /** The first field of each plain name, by the name in lower case: nothing else of it counts for a plain key. */
  readonly plain: ReadonlyMap<string, number>;
  /** The fields of other names, in order. */
  readonly others: readonly number[];
  /** Keys of texts, and the fields they mean. */
  readonly keys: Map<string, number>;
}

const known = new WeakMap<Members, Names>();

/** So many different keys are remembered before that begins anew; more come only from answers that are not the class. */
const MAX_KEYS = 2000;

/** The field a key of the text means, or -1. */
export function fieldOf(members: Members, key: string): number {
  let names = known.get(members);
  if (names === undefined) known.set(members, (names = namesOf(members)));
  const { keys } = names;
  const found = keys.get(key);
  if (found !== undefined) return found;
  let at = isPlainWord(key) ? byPlain(members, names, key) : byAny(members, key);
  if (at < 0) at = members.byName().get(key) ?? -1;
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(key, at);
  return at;
}

function namesOf(members: Members): Names {
  const plain = new Map<string, number>();
  const others: number[] = [];
  members.fields().forEach(({ rendered }, index) => {
    const name = rendered.toLowerCase();
    if (!isPlainWord(rendered)) others.push(index);
    else if (!plain.has(name)) plain.set(name, index);
  });
  return { plain, others, keys: new Map() };
}

function byPlain(members: Members, { plain, others }: Names, key: string): number {
  const at = plain.get(key.toLowerCase()) ?? -1;
  const fields = members.fields();
  const other = others.find((index) => matchesKey(key, fields[index]!.rendered)) ?? -1;
  return at < 0 || (other >= 0 && other < at) ? other : at;
}

function byAny(members: Members, key: string): number {
  return members.fields().findIndex(({ rendered }) => rendered === key || matchesKey(key, rendered));
}
