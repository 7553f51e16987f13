/** Which text belongs to which row. */
import { fieldOf } from '../coerce/classes';
import type { Typed } from '../coerce/typed';
import { RawList, type Raw, type RawObject } from '../json/raw';

/** Whether `inner` is `raw` behind wrappers and choices. */
export function isWithin(raw: Raw, inner: Raw | null): boolean {
  if (raw.kind === 'fenced' || raw.kind === 'fixed') return raw.inner === inner || isWithin(raw.inner, inner);
  return raw.kind === 'choice' && raw.all.some((one) => one === inner || isWithin(one, inner));
}

const singles = new WeakMap<Raw, RawList>();

/** A value that became a list of one, as that list. */
export function singleton(typed: Typed & { kind: 'list' }): RawList {
  const only = typed.items[0]?.raw ?? typed.tail?.raw ?? null;
  if (only === null) return new RawList(0);
  let list = singles.get(only);
  if (list === undefined) {
    list = new RawList('start' in only ? only.start : 0);
    singles.set(only, list);
  }
  list.tail = only;
  return list;
}

interface Texts {
  read: number;
  byField: (Raw | undefined)[];
}
const textMaps = new WeakMap<RawObject, Map<object, Texts>>();

/** The value of each field in the text, by position of the field: the first occurrence of each key. */
export function textsOf(raw: RawObject, members: Parameters<typeof fieldOf>[0]): readonly (Raw | undefined)[] {
  let maps = textMaps.get(raw);
  if (maps === undefined) textMaps.set(raw, (maps = new Map<object, Texts>()));
  let texts = maps.get(members);
  if (texts === undefined) maps.set(members, (texts = { read: 0, byField: [] }));
  for (; texts.read < raw.values.length; texts.read++) {
    const at = fieldOf(members, raw.keys[texts.read]!);
    if (at >= 0) texts.byField[at] ??= raw.values[texts.read]!;
  }
  if (raw.length === raw.values.length) return texts.byField;
  const at = fieldOf(members, raw.keys[raw.values.length]!);
  if (at < 0 || texts.byField[at] !== undefined) return texts.byField;
  const withTail = texts.byField.slice();
  withTail[at] = raw.tail!;
  return withTail;
}
