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

/** The text of each field of a class in an object: of keys that come again the first. */
export interface FieldTexts {
  /** How many finished members have been looked at. */
  read: number;
  /** By position of the field; and which member that was. */
  readonly byField: (Raw | undefined)[];
  readonly readAt: (number | undefined)[];
  /** The open member, when it is a field without finished text, and that field. */
  open: Raw | null;
  openAt: number;
}
const textMaps = new WeakMap<RawObject, Map<object, FieldTexts>>();

/** Where the fields of a class stand in an object. The same object at every call, brought up to date. */
export function textsOf(raw: RawObject, members: Parameters<typeof fieldOf>[0]): FieldTexts {
  let maps = textMaps.get(raw);
  if (maps === undefined) textMaps.set(raw, (maps = new Map<object, FieldTexts>()));
  let texts = maps.get(members);
  if (texts === undefined) maps.set(members, (texts = { read: 0, byField: [], readAt: [], open: null, openAt: -1 }));
  for (; texts.read < raw.values.length; texts.read++) {
    const at = fieldOf(members, raw.keys[texts.read]!);
    if (at < 0 || texts.byField[at] !== undefined) continue;
    texts.byField[at] = raw.values[texts.read]!;
    texts.readAt[at] = texts.read;
  }
  texts.open = null;
  texts.openAt = -1;
  if (raw.length === raw.values.length) return texts;
  const at = fieldOf(members, raw.keys[raw.values.length]!);
  if (at < 0 || texts.byField[at] !== undefined) return texts;
  texts.open = raw.tail;
  texts.openAt = at;
  return texts;
}
