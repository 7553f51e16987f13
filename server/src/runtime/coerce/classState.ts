/** How far an object was read as a class, in one of the two readings. */
import { Kept } from './kept';
import type { Failure } from './failure';
import type { Typed, TypedClass } from './typed';
import type { ClassTy, Member } from './types';

/** What was read of a field; undefined: nothing yet. */
export type Slot = Typed | Failure | undefined;

/** No fresh fields: never added to. */
export const NONE: never[] = [];

export class ClassState extends Kept {
  read = 0;
  slots: Slot[];
  failed = false;
  extra = 0;
  matched = false;
  /** The value that was made last, with the open member it had; and the fields that were finished since. */
  made: TypedClass | null = null;
  madeExtra = 0;
  openAt = -1;
  open: Slot = undefined;
  fresh: number[] = NONE;
  /** So many fields, from the first one, are optional or finished. */
  private filled = 0;

  /** `size`: how many fields there are. */
  constructor(size: number) {
    super();
    this.slots = new Array<Slot>(size);
  }

  /** Whether a field that is required was not read yet, `openAt` aside. */
  lacks(fields: readonly Member[], openAt: number): boolean {
    while (this.filled < fields.length && (fields[this.filled]!.optional || this.slots[this.filled] !== undefined))
      this.filled++;
    for (let at = this.filled; at < fields.length; at++) {
      if (at !== openAt && !fields[at]!.optional && this.slots[at] === undefined) return true;
    }
    return false;
  }

  /** A field's value was finished. */
  put(at: number, value: Slot): void {
    this.slots[at] = value;
    // Most often it is one, and an array that is pushed to takes room for seventeen.
    if (this.fresh.length === 0) this.fresh = [at];
    else this.fresh.push(at);
  }
}

export const newState = (ty: ClassTy): ClassState => new ClassState(ty.members.fields().length);
