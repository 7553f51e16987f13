/** What coercion remembers about lists and objects, so that nothing closed is read twice. */
import { Memo } from '../memo';
import type { RawList, RawObject } from '../json/raw';
import type { Coercer } from './coerce';
import type { Ty } from './types';

export const enum Pass {
  Cast,
  Lenient,
}

/** The state kept about a container for one (type, pass); made by `make` at the first call. */
export function memoOf<T, Of extends Ty>(raw: RawList | RawObject, ty: Of, pass: Pass, make: (ty: Of) => T): T {
  const memo = (raw.memo ??= new Memo());
  const key = ty.id * 2 + pass;
  const known = memo.get(key);
  if (known !== undefined) return known as T;
  const made = make(ty);
  memo.add(key, made);
  return made;
}

/** Base of what is kept about a container: a result that holds while the node reads the same. */
export class Kept<T> {
  result: T | undefined = undefined;
  private version = -1;

  /** The kept result, if it still holds. */
  current(raw: RawList | RawObject): T | undefined {
    return this.version === raw.version ? this.result : undefined;
  }

  /** The result stays as it is: what it was made from is not needed any more. */
  protected release(): void {
    // Most states share that with the result.
  }

  keep(coercer: Coercer, raw: RawList | RawObject, result: T, cutsBefore: number): T {
    if (coercer.cuts !== cutsBefore) return result;
    this.result = result;
    this.version = raw.version;
    if (raw.closed && result !== null) this.release();
    return result;
  }
}

/** Whether a container that is open was cast to `ty` as it reads now; undefined when that was not tried. */
export function wasCast(raw: RawList | RawObject, ty: Ty): boolean | undefined {
  const state = raw.memo?.get(ty.id * 2 + Pass.Cast);
  const result = state instanceof Kept ? (state as Kept<unknown>).current(raw) : undefined;
  return result === undefined ? undefined : result !== null;
}
