/** Which text belongs to which row. */
import { fieldOf } from '../coerce/fieldOf';
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

/** Which member of an object is the text of each field of a class: of keys that come again the first. */
export interface FieldTexts {
  readonly members: Members;
  /** How many finished members have been looked at. */
  read: number;
  /** By position of the field: which member that is; -1 for none. */
  readonly readAt: number[];
  /** The open member, when it is a field without finished text, and that field. */
  open: Raw | null;
  openAt: number;
  /** The same for another class. */
  readonly next: FieldTexts | null;
}
type Members = Parameters<typeof fieldOf>[0];

/** The object is finished and looked at. */
export function forgetTexts(raw: RawObject): void {
  raw.texts = null;
}

/** Where the fields of a class stand in an object. The same object at every call, brought up to date. */
export function textsOf(raw: RawObject, members: Members): FieldTexts {
  const first = raw.texts as FieldTexts | null;
  let texts = first;
  while (texts !== null && texts.members !== members) texts = texts.next;
  if (texts === null) {
    const readAt = new Array<number>(members.fields().length).fill(-1);
    texts = { members, read: 0, readAt, open: null, openAt: -1, next: first };
    raw.texts = texts;
  }
  for (; texts.read < raw.values.length; texts.read++) {
    const at = fieldOf(members, raw.keys[texts.read]!);
    if (at >= 0 && texts.readAt[at]! < 0) texts.readAt[at] = texts.read;
  }
  texts.open = null;
  texts.openAt = -1;
  if (raw.length === raw.values.length) return texts;
  const at = fieldOf(members, raw.keys[raw.values.length]!);
  if (at < 0 || texts.readAt[at]! >= 0) return texts;
  texts.open = raw.tail;
  texts.openAt = at;
  return texts;
}
