/**
 * What coercion remembers about lists and objects, so that nothing closed is read twice: while one is open, how far it was read; of
 * one that is closed, the result alone. What was read for a cast that is not possible stays until the lenient reading, which goes on
 * with it, has its result too.
 */
import { Memo } from '../memo';
import type { RawList, RawObject } from '../json/raw';
import type { Coercer } from './coerce';
import { Failure } from './failure';
import type { Typed } from './typed';
import type { Ty, UnionTy } from './types';

export const enum Pass {
  Cast,
  Lenient,
}

type Container = RawList | RawObject;
/** Null: the cast is not possible. */
type Result = Typed | Failure | null;

/** One number for a type and a reading. */
export const keyOf = (ty: Ty, pass: Pass): number => ty.id * 2 + pass;

/** Base of what is kept about a container that is open, or could not be cast: a result that holds while the node reads the same. */
export class Kept {
  private result: Result = null;
  private version = -1;

  /** The kept result, if it still holds. */
  current(raw: Container): Result | undefined {
    return this.version === raw.version ? this.result : undefined;
  }

  /** Takes the result for the container as it reads now. Of a closed one the result is all that stays, unless it is that it cannot be cast. */
  keep<R extends Result>(coercer: Coercer, raw: Container, ty: Ty, pass: Pass, result: R, cutsBefore: number): R {
    if (coercer.cutsOn(raw) !== cutsBefore) return result;
    this.result = result;
    this.version = raw.version;
    if (raw.closed && result !== null) settle(raw, ty, pass, result);
    return result;
  }
}

/** The result of a container for one (type, pass), when it is known as it reads now. */
export function resultOf(raw: Container, ty: Ty, pass: Pass): Result | undefined {
  const kept = raw.memo?.get(keyOf(ty, pass));
  return kept instanceof Kept ? kept.current(raw) : (kept as Result | undefined);
}

/** The state kept about a container for one (type, pass), of which the result is not known; made by `make` at the first call. */
export function stateOf<T extends Kept, Of extends Ty>(raw: Container, ty: Of, pass: Pass, make: (ty: Of) => T): T {
  const memo = (raw.memo ??= new Memo());
  const key = keyOf(ty, pass);
  const known = memo.get(key);
  if (known instanceof Kept) return known as T;
  const made = make(ty);
  memo.set(key, made);
  return made;
}

/** The state of the cast of a container, while there is one: not when nobody has tried it, and not once only its result is kept. */
export function castState<T extends Kept>(raw: Container, ty: Ty): T | null {
  const kept = raw.memo?.get(keyOf(ty, Pass.Cast));
  return kept instanceof Kept ? (kept as T) : null;
}

/** The state of the lenient reading of a container, while there is one. */
export function lenientState<T extends Kept>(raw: Container, ty: Ty): T | null {
  const kept = raw.memo?.get(keyOf(ty, Pass.Lenient));
  return kept instanceof Kept ? (kept as T) : null;
}

/** The result of a closed container is what there is to know: what the other reading has made of it while it was open is over. */
function settle(raw: Container, ty: Ty, pass: Pass, result: Result): void {
  const memo = raw.memo!;
  if (result !== null && !(result instanceof Failure) && result.kind === 'class') result.from = result.turned = null;
  memo.set(keyOf(ty, pass), result);
  if (pass === Pass.Cast) memo.delete(keyOf(ty, Pass.Lenient));
  else if (resultOf(raw, ty, Pass.Cast) === null) memo.set(keyOf(ty, Pass.Cast), null);
}

/** Whether a container that is open was cast to `ty` as it reads now; undefined when that was not tried. */
export function wasCast(raw: Container, ty: Ty): boolean | undefined {
  const result = resultOf(raw, ty, Pass.Cast);
  return result === undefined ? undefined : result !== null;
}

/** The pick of a union, which depends on the variant that was tried first. */
class Pick {
  constructor(
    readonly result: Result,
    readonly hint: number,
  ) {}
}

/** What a union made of a closed container when it tried the variant `hint` first; undefined when that is not known. */
export function pickOf(raw: Container, ty: UnionTy, pass: Pass, hint: number): Result | undefined {
  const kept = raw.memo?.get(keyOf(ty, pass));
  return kept instanceof Pick && kept.hint === hint ? kept.result : undefined;
}

/**
 * Keeps what a union made of a closed container, in place of what each of its variants did; except when none could be cast: the lenient
 * reading goes on with that.
 */
export function keepPick(raw: Container, ty: UnionTy, pass: Pass, hint: number, result: Result): void {
  const memo = (raw.memo ??= new Memo());
  memo.set(keyOf(ty, pass), new Pick(result, hint));
  if (result === null) return;
  for (const variant of ty.variants) {
    memo.delete(keyOf(variant, Pass.Cast));
    memo.delete(keyOf(variant, Pass.Lenient));
  }
}
