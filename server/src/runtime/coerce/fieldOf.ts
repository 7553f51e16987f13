/** Which field of a class a key of the text means. */
import { matchesKey } from './match';
import type { Members } from './types';

/** Keys of texts, and the fields they mean. */
const matches = new WeakMap<Members, Map<string, number>>();

/** So many different keys are remembered before that begins anew; more come only from answers that are not the class. */
const MAX_KEYS = 2000;

/** The field a key of the text means, or -1. */
export function fieldOf(members: Members, key: string): number {
  let keys = matches.get(members);
  if (keys === undefined) matches.set(members, (keys = new Map<string, number>()));
  const known = keys.get(key);
  if (known !== undefined) return known;
  let at = members.fields().findIndex((member) => member.rendered === key || matchesKey(key, member.rendered));
  if (at < 0) at = members.byName().get(key) ?? -1;
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(key, at);
  return at;
}
