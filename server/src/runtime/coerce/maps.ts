/** Maps. As with lists, finished entries are read once. */
import { Memo } from '../memo';
import type { Raw, RawObject } from '../json/raw';
import { RawString } from '../json/raw';
import type { Coercer } from './coerce';
import { expected, Failure } from './failure';
import { castState, Kept, Pass, resultOf, stateOf } from './kept';
import { Flag, mapOf, type Typed, type TypedMap } from './typed';
import type { MapTy } from './types';

class MapState extends Kept {
  read = 0;
  keys: string[] = [];
  values: Typed[] = [];
  earlier: number[] = [];
  /** Where each key came last. */
  index = new Map<string, number>();
  score = 0;
  failed = false;
  memo = new Memo();
  /** The value that was made last. */
  made: TypedMap | null = null;
}

const newState = (): MapState => new MapState();

/** Every value must cast; keys are not looked at. */
export function castMap(coercer: Coercer, raw: RawObject, ty: MapTy): TypedMap | null {
  const known = resultOf(raw, ty, Pass.Cast);
  if (known !== undefined) return known as TypedMap | null;
  const state = stateOf(raw, ty, Pass.Cast, newState);
  const cuts = coercer.cutsOn(raw);
  while (!state.failed && state.read < raw.values.length) {
    const value = coercer.cast(raw.values[state.read]!, ty.value);
    if (value === null) state.failed = true;
    else put(state, raw.keys[state.read]!, value);
    state.read++;
  }
  if (state.failed) return state.keep(coercer, raw, ty, Pass.Cast, null, cuts);
  let tail: Typed | null = null;
  if (raw.length > raw.values.length) {
    tail = coercer.cast(raw.tail!, ty.value);
    if (tail === null) return state.keep(coercer, raw, ty, Pass.Cast, null, cuts);
  }
  const map = mapFrom(state, state, raw, ty, tail, raw.complete ? 0 : Flag.Incomplete, 1);
  return state.keep(coercer, raw, ty, Pass.Cast, map, cuts);
}

/** Entries whose key or value does not fit are dropped. */
export function lenientMap(coercer: Coercer, raw: Raw, ty: MapTy): TypedMap | Failure {
  if (raw.kind !== 'object') return expected(ty, raw);
  const known = resultOf(raw, ty, Pass.Lenient);
  if (known !== undefined && known !== null) return known as TypedMap;
  const own = stateOf(raw, ty, Pass.Lenient, newState);
  const cuts = coercer.cutsOn(raw);
  // As with lists: shared with the cast while every finished value casts and keys are free.
  const cast = castState<MapState>(raw, ty);
  const shared = ty.key.kind === 'string' && cast !== null && !cast.failed && cast.read === raw.values.length;
  const state = shared ? cast : own;
  while (state.read < raw.values.length) {
    const value = entry(coercer, raw.keys[state.read]!, raw.values[state.read]!, ty);
    if (value === null) state.score++;
    else put(state, raw.keys[state.read]!, value);
    state.read++;
  }
  let tail: Typed | null = null;
  let penalty = 1;
  if (raw.length > raw.values.length) {
    tail = entry(coercer, raw.keys[raw.values.length]!, raw.tail!, ty);
    if (tail === null) penalty++;
  }
  return own.keep(coercer, raw, ty, Pass.Lenient, mapFrom(own, state, raw, ty, tail, 0, penalty), cuts);
}

function entry(coercer: Coercer, key: string, raw: Raw, ty: MapTy): Typed | null {
  const value = coercer.coerce(raw, ty.value);
  if (value instanceof Failure) return null;
  if (ty.key.kind === 'string') return value;
  const name = new RawString(0);
  name.text = key;
  name.complete = true;
  return coercer.coerce(name, ty.key) instanceof Failure ? null : value;
}

/** A key that comes again takes the place of its first value, which stays where it is for those who have seen it. */
function put(state: MapState, key: string, value: Typed): void {
  const at = state.index.get(key);
  state.index.set(key, state.keys.length);
  state.keys.push(key);
  state.values.push(value);
  state.earlier.push(at ?? -1);
  if (at !== undefined) state.score -= state.values[at]!.score;
  state.score += value.score;
}

/** `own` keeps what was made last; `state` holds the finished entries. A value that reads the same is the same value. */
function mapFrom(
  own: MapState,
  state: MapState,
  raw: RawObject,
  ty: MapTy,
  tail: Typed | null,
  flags: number,
  penalty: number,
): TypedMap {
  const tailKey = tail === null ? '' : raw.keys[raw.values.length]!;
  const tailEarlier = tail === null ? -1 : (state.index.get(tailKey) ?? -1);
  const replaced = tailEarlier < 0 ? 0 : state.values[tailEarlier]!.score;
  const score = state.score - replaced + penalty + (tail?.score ?? 0);
  const { made } = own;
  const { keys, values, memo } = state;
  const count = keys.length;
  if (made !== null && made.values === values && made.count === count && made.tail === tail) {
    if (made.tailKey === tailKey && made.flags === flags && made.score === score) return made;
  }
  return (own.made = mapOf(ty, raw, state, tail, tailKey, tailEarlier, flags, score, memo));
}
