/**
 * An optional class that is null for now: while its object is open, so much is missing in it that null is the better reading. What
 * is written into it, or into an object deep inside, seldom changes that, and need not be read with every chunk to know it: what
 * is there already costs more than null does, and no part of a value ever costs less than nothing.
 */
import { Memo } from '../memo';
import type { Raw, RawObject } from '../json/raw';
import type { ClassState } from './classState';
import type { Coercer } from './coerce';
import { fieldOf } from './fieldOf';
import { fillersOf } from './fillers';
import type { Failure } from './failure';
import { keyOf, lenientState, Pass } from './kept';
import type { Typed } from './typed';
import type { ClassTy, Member, Ty, UnionTy } from './types';

/** What null costs in place of another value. */
export const SCORE_OF_NULL = 110;
/**
 * Once in so many versions of the text the class is read all the same, and with it those in it that are skipped too, so that no chunk
 * has to catch up on more than that.
 */
const VERSIONS = 256;
/** Objects deeper inside are not looked into. */
const MAX_LOOK = 8;

/** Null, as what a union made of an object that is open, and in which of the stretches of `VERSIONS` that was. */
class Outweighed {
  constructor(
    readonly result: Typed,
    readonly stretch: number,
  ) {}
}

const stretchOf = ({ version }: RawObject): number => Math.floor(version / VERSIONS);

/** The class of a union of one and null; null for any other type. */
function optionalClass(ty: Ty): ClassTy | null {
  if (ty.kind !== 'union' || !ty.nullable || ty.variants.length !== 2) return null;
  const [first, second] = ty.variants as [Ty, Ty];
  if (first.kind === 'class' && second.kind === 'null') return first;
  return second.kind === 'class' && first.kind === 'null' ? second : null;
}

/** Whether null may outweigh what `raw` is for union `ty`, as long as it is open. */
export const mayBeOutweighed = (raw: Raw, ty: UnionTy): raw is RawObject =>
  raw.kind === 'object' && !raw.closed && optionalClass(ty) !== null;

/** Null as what union `ty` made of an open object before, when that is what it is now; else the object has to be read. */
export function outweighed(coercer: Coercer, raw: RawObject, ty: UnionTy): Typed | null {
  const known = raw.memo?.get(keyOf(ty, Pass.Lenient));
  if (!(known instanceof Outweighed) || known.stretch !== stretchOf(raw)) return null;
  return leastScore(coercer, raw, optionalClass(ty)!, MAX_LOOK) > SCORE_OF_NULL ? known.result : null;
}

/** Takes what the union made of an open object: it may be null for a while. */
export function keepOutweighed(raw: RawObject, ty: UnionTy, result: Typed | Failure): void {
  const isNull = 'json' in result && result.json === null && result.score === SCORE_OF_NULL;
  const memo = (raw.memo ??= new Memo());
  if (isNull) memo.set(keyOf(ty, Pass.Lenient), new Outweighed(result, stretchOf(raw)));
  else memo.delete(keyOf(ty, Pass.Lenient));
}

/** What the class costs at least that is read from an open object; `Infinity` when there is none. As much as is known without reading. */
function leastScore(coercer: Coercer, raw: RawObject, ty: ClassTy, look: number): number {
  const fields = ty.members.fields();
  const state = lenientState<ClassState>(raw, ty);
  // The only field of a class is offered the whole object, whatever that costs.
  if (state === null || state.read < raw.values.length || fields.length < 2) return 0;
  const isOpen = raw.length > raw.values.length;
  const openAt = isOpen ? fieldOf(ty.members, raw.keys[raw.values.length]!) : -1;
  const { made } = state;
  if (made === null) return lacksOne(coercer, ty, state, openAt) ? Infinity : 0;
  if (state.openAt >= 0 && state.openAt !== openAt) return 0;
  // An open member that is no field costs something only as long as it is there: it may have been taken back.
  const score = made.score - state.madeExtra + state.extra;
  if (openAt < 0) return isOpen ? score + 1 : score;
  const others = score - made.values[openAt]!.score;
  if (others > SCORE_OF_NULL || look === 0 || state.slots[openAt] !== undefined) return others;
  return others + leastOfPart(coercer, raw.tail!, fields[openAt]!, look);
}

/** What the open member of an object costs at least. */
function leastOfPart(coercer: Coercer, raw: Raw, { ty }: Member, look: number): number {
  if (ty.kind !== 'union' || raw.kind !== 'object' || raw.closed) return 0;
  const only = optionalClass(ty);
  if (only === null || !isTakenAsRead(ty)) return 0;
  return Math.min(SCORE_OF_NULL, leastScore(coercer, raw, only, look - 1));
}

/** Whether what is read at a place stands there, null too: in place of what an assert or `@stream.done` refuses stands what costs next to nothing. */
function isTakenAsRead(ty: UnionTy): boolean {
  if (ty.done || ty.constraints.length > 0) return false;
  return ty.variants.every(({ kind, done, constraints }) => kind !== 'null' || (!done && constraints.length === 0));
}

/** Whether a field is missing that the class cannot do without. */
function lacksOne(coercer: Coercer, { members }: ClassTy, { slots }: ClassState, openAt: number): boolean {
  const { absent } = fillersOf(coercer, members);
  for (let at = 0; at < slots.length; at++) {
    if (at !== openAt && slots[at] === undefined && absent[at] === null) return true;
  }
  return false;
}
