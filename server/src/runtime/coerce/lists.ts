/** Lists. The finished items of an open list are read once; only the last one is read again. */
import { Memo } from '../memo';
import type { RawList } from '../json/raw';
import { type Raw } from '../json/raw';
import type { Coercer } from './coerce';
import { Failure } from './failure';
import { castState, Kept, Pass, resultOf, stateOf } from './kept';
import { Flag, listOf, pickedAt, type Typed, type TypedList } from './typed';
import type { ListTy } from './types';

class ListState extends Kept {
  read = 0;
  items: Typed[] = [];
  score = 0;
  hint = -1;
  failed = false;
  dropped = false;
  memo = new Memo();
  /** The value that was made last. */
  made: TypedList | null = null;
}

const newState = (): ListState => new ListState();

/** Every item must cast. */
export function castList(coercer: Coercer, raw: RawList, ty: ListTy): TypedList | null {
  const known = resultOf(raw, ty, Pass.Cast);
  if (known !== undefined) return known as TypedList | null;
  const state = stateOf(raw, ty, Pass.Cast, newState);
  const cuts = coercer.cutsOn(raw);
  while (!state.failed && state.read < raw.items.length) {
    const item = coercer.cast(raw.items[state.read]!, ty.item, state.hint);
    if (item === null) state.failed = true;
    else add(state, item);
    state.read++;
  }
  let tail: Typed | null = null;
  if (!state.failed && raw.tail !== null) {
    tail = coercer.cast(raw.tail, ty.item, state.hint);
    if (tail === null) return state.keep(coercer, raw, ty, Pass.Cast, null, cuts);
  }
  if (state.failed) return state.keep(coercer, raw, ty, Pass.Cast, null, cuts);
  const list = listFrom(state, state, raw, ty, tail, raw.complete ? 0 : Flag.Incomplete, 0);
  return state.keep(coercer, raw, ty, Pass.Cast, list, cuts);
}

/** Items that do not fit are dropped; anything but a list becomes a list of one, or of none. */
export function lenientList(coercer: Coercer, raw: Raw, ty: ListTy): TypedList | Failure {
  if (raw.kind !== 'list') return single(coercer, raw, ty);
  const known = resultOf(raw, ty, Pass.Lenient);
  if (known !== undefined && known !== null) return known as TypedList;
  const own = stateOf(raw, ty, Pass.Lenient, newState);
  const cuts = coercer.cutsOn(raw);
  // As long as every finished item casts, both readings have the same items, and share them.
  const cast = castState<ListState>(raw, ty);
  const state = cast === null || cast.failed || cast.read < raw.items.length ? own : cast;
  while (state.read < raw.items.length) {
    const item = coercer.coerce(raw.items[state.read]!, ty.item, state.hint);
    if (item instanceof Failure) {
      state.dropped = true;
      state.score += 1 + state.read;
    } else add(state, item);
    state.read++;
  }
  let tail: Typed | null = null;
  let flags = state.dropped ? Flag.DroppedItems : Flag.None;
  let penalty = 0;
  if (raw.tail !== null) {
    const last = coercer.coerce(raw.tail, ty.item, state.hint);
    if (last instanceof Failure) {
      flags |= Flag.DroppedItems;
      penalty = 1 + raw.items.length;
    } else tail = last;
  }
  return own.keep(coercer, raw, ty, Pass.Lenient, listFrom(own, state, raw, ty, tail, flags, penalty), cuts);
}

function add(state: ListState, item: Typed): void {
  state.items.push(item);
  state.score += item.score;
  state.hint = pickedAt(item);
}

/** `own` keeps what was made last; `state` holds the finished items. A value that reads the same is the same value. */
function listFrom(
  own: ListState,
  state: ListState,
  raw: RawList,
  ty: ListTy,
  tail: Typed | null,
  flags: number,
  penalty: number,
): TypedList {
  const { made } = own;
  const { items } = state;
  const score = state.score + penalty + (tail?.score ?? 0);
  if (made !== null && made.items === items && made.count === items.length && made.tail === tail) {
    if (made.flags === flags && made.score === score) return made;
  }
  return (own.made = listOf(ty, raw, items, tail, flags, score, state.memo));
}

function single(coercer: Coercer, raw: Raw, ty: ListTy): TypedList {
  const item = coercer.coerce(raw, ty.item);
  const items = item instanceof Failure ? [] : [item];
  const flags = Flag.SingleToList | (item instanceof Failure ? Flag.DroppedItems : 0);
  const score = item instanceof Failure ? 2 : 1 + item.score;
  return listOf(ty, raw, items, null, flags, score, new Memo());
}
