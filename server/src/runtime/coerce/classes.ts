/** Classes from objects, and what else may stand for one. */
import type { Raw, RawObject } from '../json/raw';
import { pick } from './choose';
import type { Coercer } from './coerce';
import { newState, NONE, type ClassState, type Slot } from './classState';
import { Failure } from './failure';
import { fieldOf } from './fieldOf';
import { fillersOf } from './fillers';
import { castState, Pass, resultOf, stateOf } from './kept';
import { classOf, Flag, withFlags, type Typed, type TypedClass } from './typed';
import type { ClassTy, Member, Members } from './types';

/** Every key must be a field, every value must cast, every absent field must be optional. */
export function castClass(coercer: Coercer, raw: RawObject, ty: ClassTy): Typed | null {
  if (!ty.members.known() && coercer.partial) return null;
  const known = resultOf(raw, ty, Pass.Cast);
  if (known !== undefined) return known as Typed | null;
  const state = stateOf(raw, ty, Pass.Cast, newState);
  const cuts = coercer.cutsOn(raw);
  return state.keep(coercer, raw, ty, Pass.Cast, castFields(coercer, raw, ty, state), cuts);
}

function castFields(coercer: Coercer, raw: RawObject, ty: ClassTy, state: ClassState): Typed | null {
  const fields = ty.members.fields();
  const byName = ty.members.byName();
  while (!state.failed && state.read < raw.values.length) {
    const at = byName.get(raw.keys[state.read]!);
    if (at === undefined) state.failed = true;
    else if (state.slots[at] === undefined) {
      const value = coercer.cast(raw.values[state.read]!, fields[at]!.ty);
      if (value === null) state.failed = true;
      else state.put(at, value);
    }
    state.read++;
  }
  if (state.failed || (ty.mode === 'done' && coercer.partial && !raw.complete)) return null;
  let openAt = -1;
  let open: Slot = undefined;
  if (raw.length > raw.values.length) {
    const at = byName.get(raw.keys[raw.values.length]!);
    if (at === undefined) return null;
    if (state.lacks(fields, at)) return null;
    if (state.slots[at] === undefined) {
      const value = coercer.cast(raw.tail!, fields[at]!.ty);
      if (value === null) return null;
      openAt = at;
      open = value;
    }
  }
  return assemble(coercer, ty, raw, state, openAt, open, 0, castValue);
}

/** What stands in a field of the cast; null when the class cannot be made. */
function castValue(coercer: Coercer, members: Members, at: number, slot: Slot): Typed | null {
  const { optional } = members.fields()[at]!;
  if (slot === undefined) return optional ? absent(coercer, members, at) : null;
  const value = slot as Typed;
  return coercer.partial && !optional && (value.flags & Flag.Incomplete) !== 0 ? null : value;
}

/**
 * The class with the finished members and the open one: the one made last where nothing changed, else a copy of it with the
 * fields that did. `resolve` gives what stands in a field, or null when the class cannot be made; then null is returned.
 */
function assemble(
  coercer: Coercer,
  ty: ClassTy,
  raw: RawObject,
  state: ClassState,
  openAt: number,
  open: Slot,
  extra: number,
  resolve: (coercer: Coercer, members: Members, at: number, slot: Slot) => Typed | null,
): TypedClass | null {
  const { made, fresh, slots } = state;
  const { members } = ty;
  let score = made === null ? extra : made.score - state.madeExtra + extra;
  let values: Typed[] | null = null;
  let turned: number[] | null = null;
  if (made === null) {
    const size = members.fields().length;
    values = new Array<Typed>(size);
    for (let at = 0; at < size; at++) {
      const value = resolve(coercer, members, at, at === openAt ? open : slots[at]);
      if (value === null) return null;
      values[at] = value;
      score += value.score;
    }
  } else {
    // The fields that were finished since, the one that was open, and the one that is.
    const before = made.values;
    for (let turn = 0; turn < fresh.length + 2; turn++) {
      const at = turn < fresh.length ? fresh[turn]! : turn > fresh.length ? openAt : state.openAt;
      if (at < 0 || (turn === fresh.length && at === openAt)) continue;
      const value = resolve(coercer, members, at, at === openAt ? open : slots[at]);
      if (value === null) return notMade(state);
      const old = (values ?? before)[at]!;
      if (value === old) continue;
      values ??= before.slice();
      if (turned === null) turned = [at];
      else turned.push(at);
      score += value.score - old.score;
      values[at] = value;
    }
  }
  if (fresh.length > 0) state.fresh = NONE;
  state.openAt = openAt;
  state.open = open;
  state.madeExtra = extra;
  if (made === null || values !== null || score !== made.score) {
    state.made = classOf(ty, raw, values ?? made!.values, Flag.None, score, made?.values, turned);
  }
  return state.made;
}

/** What was made before is no base for what comes: fields were left out of it. */
function notMade(state: ClassState): null {
  state.made = null;
  state.fresh = NONE;
  return null;
}

/** The class as near as the value comes to it. */
export function lenientClass(coercer: Coercer, raw: Raw, ty: ClassTy): Typed | Failure {
  if (!ty.members.known() && coercer.partial) return notFound(ty);
  if (raw.kind === 'object') return fromObject(coercer, raw, ty);
  const fields = ty.members.fields();
  const only = fields.length === 1 ? fields[0]! : null;
  if (raw.kind === 'list') return fromList(coercer, raw, ty, only);
  const slots: Slot[] = [];
  let flags = Flag.None;
  if (only !== null) {
    const value = implied(coercer, raw, only);
    slots.push(value);
    if (!(value instanceof Failure)) flags = Flag.Inferred | (raw.kind === 'string' ? Flag.InferredFromText : 0);
  }
  return finish(coercer, ty, raw, slots, 0, flags);
}

// Not in place: what a function made in it refers to is allocated with every call, whether it is made or not.
const notFound = (ty: ClassTy): Failure => new Failure(() => `Internal error: Class ${ty.decl.name} not found`);

function fromObject(coercer: Coercer, raw: RawObject, ty: ClassTy): Typed | Failure {
  const known = resultOf(raw, ty, Pass.Lenient);
  if (known !== undefined && known !== null) return known;
  const state = stateOf(raw, ty, Pass.Lenient, newState);
  const cuts = coercer.cutsOn(raw);
  const fields = ty.members.fields();
  const cast = castState<ClassState>(raw, ty);
  while (state.read < raw.values.length) {
    const at = fieldOf(ty.members, raw.keys[state.read]!);
    if (at < 0) state.extra++;
    else {
      state.matched = true;
      if (state.slots[at] === undefined) {
        const value = raw.values[state.read]!;
        state.put(at, castOf(cast, at, value) ?? valueOf(coercer, value, fields[at]!));
      }
    }
    state.read++;
  }
  let openAt = -1;
  let open: Slot = undefined;
  let { extra, matched } = state;
  if (raw.length > raw.values.length) {
    const at = fieldOf(ty.members, raw.keys[raw.values.length]!);
    if (at < 0) extra++;
    else {
      matched = true;
      if (state.slots[at] === undefined) {
        openAt = at;
        open = valueOf(coercer, raw.tail!, fields[at]!);
      }
    }
  }
  if (!matched && extra > 0 && fields.length === 1) {
    const offered = implied(coercer, raw, fields[0]!);
    if (!(offered instanceof Failure))
      return state.keep(coercer, raw, ty, Pass.Lenient, finish(coercer, ty, raw, [offered], 0, Flag.None), cuts);
  }
  const made = assemble(coercer, ty, raw, state, openAt, open, extra, standsIn);
  if (made !== null) return state.keep(coercer, raw, ty, Pass.Lenient, made, cuts);
  const slots = openAt < 0 ? state.slots : overlay(state.slots, openAt, open);
  return state.keep(coercer, raw, ty, Pass.Lenient, finish(coercer, ty, raw, slots, extra, Flag.None), cuts);
}

/** What stands in a field of the lenient reading; null when the class cannot do without it. */
export function standsIn(coercer: Coercer, members: Members, at: number, slot: Slot): Typed | null {
  if (!(slot instanceof Failure)) return slot ?? absent(coercer, members, at);
  const { unfit, asserted } = fillersOf(coercer, members);
  return (slot.isAsserted ? asserted : unfit)[at]!;
}

function fromList(coercer: Coercer, raw: Raw & { kind: 'list' }, ty: ClassTy, only: Member | null): Typed | Failure {
  const results: (Typed | Failure)[] = [];
  const whole = finish(coercer, ty, raw, only === null ? [] : [implied(coercer, raw, only)], 0, Flag.None);
  if (!(whole instanceof Failure)) results.push(coercer.ofClass(whole, ty));
  // Items are offered to the class as they are, wrappers and all.
  const item = coercer.best(ty, raw.items, raw.items.length, raw.tail === null ? [] : [raw.tail], (one) =>
    coercer.lenientClass(one, ty),
  );
  if (!(item instanceof Failure)) results.push(item);
  return results.length === 0 ? whole : pick(ty, results);
}

/** What the cast made of the same finished value, so that it stays the same value in both readings. */
function castOf(state: ClassState | null, at: number, raw: Raw): Typed | undefined {
  const slot = state?.slots[at];
  return slot !== undefined && !(slot instanceof Failure) && slot.raw === raw ? slot : undefined;
}

function valueOf(coercer: Coercer, raw: Raw, member: Member): Typed | Failure {
  const value = coercer.coerce(raw, member.ty);
  return value instanceof Failure ? value.under(member.name) : value;
}

function implied(coercer: Coercer, raw: Raw, member: Member): Typed | Failure {
  const value = coercer.coerce(raw, member.ty);
  if (value instanceof Failure) return value.under(`<implied:${member.name}>`);
  return withFlags(value, Flag.ImpliedKey, 2);
}

/** Fills what is absent or does not fit, or refuses. */
function finish(
  coercer: Coercer,
  ty: ClassTy,
  raw: Raw,
  slots: readonly Slot[],
  extra: number,
  flags: number,
): Typed | Failure {
  const fields = ty.members.fields();
  const values = new Array<Typed>(fields.length);
  const missing: Failure[] = [];
  const unparsed: Failure[] = [];
  let score = extra;
  for (let at = 0; at < fields.length; at++) {
    const member = fields[at]!;
    const slot = slots[at];
    const value = standsIn(coercer, ty.members, at, slot);
    if (value !== null) {
      values[at] = value;
      score += value.score;
    } else if (slot instanceof Failure) {
      unparsed.push(unread(member, slot));
    } else {
      missing.push(new Failure(() => `Missing required field: ${member.name}`));
    }
  }
  if (missing.length + unparsed.length === 0) return classOf(ty, raw, values, flags, score);
  return unfit(missing, unparsed);
}

function unread({ name }: Member, why: Failure): Failure {
  return new Failure((wording, where) => `Failed to parse field ${name}: ${why.display(wording, where)}`, [why]);
}

function unfit(missing: readonly Failure[], unparsed: readonly Failure[]): Failure {
  return new Failure(
    () => `Failed while parsing required fields: missing=${missing.length}, unparsed=${unparsed.length}`,
    [...missing, ...unparsed],
  );
}

function overlay(slots: readonly Slot[], at: number, value: Slot): readonly Slot[] {
  const copy = slots.slice();
  copy[at] = value;
  return copy;
}

const absent = (coercer: Coercer, members: Members, at: number): Typed | null =>
  fillersOf(coercer, members).absent[at]!;
