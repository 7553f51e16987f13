/** Withholding without the quirks that sit in it. */
import { Flag, stateOf, withFlags, type Typed } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import type { Out } from '../stream/out';
import { isWithheld, Withholder } from '../stream/withhold';
import type { Corrections } from './catalog';

export class CorrectedWithholder extends Withholder {
  private readonly keepsContainers: boolean;

  constructor(partial: boolean, corrections: Corrections) {
    super(partial);
    this.keepsContainers = corrections.has('done-container-open');
  }

  /** done-container-open: a list or map that must be whole is empty until it is, and not complete. */
  protected override field(typed: Typed, ty: Ty, wrap: boolean, partial: boolean): Out {
    if (!this.keepsContainers || !partial || !ty.done || (ty.kind !== 'list' && ty.kind !== 'map'))
      return super.field(typed, ty, wrap, partial);
    const filler = typed.raw === null;
    if (!filler && !isWithheld(ty, typed)) return super.field(typed, ty, wrap, partial);
    const state = (typed.flags & Flag.Pending) !== 0 ? typed : withFlags(typed, Flag.Incomplete);
    return this.wrapped(state, ty, EMPTY[ty.kind], wrap);
  }

  /** state-early: only what is closed is complete. */
  protected override state(typed: Typed): ReturnType<typeof stateOf> {
    return (typed.flags & Flag.Open) !== 0 ? 'incomplete' : stateOf(typed);
  }
}

const EMPTY: Readonly<Record<'list' | 'map', Out>> = {
  list: { kind: 'list', items: [], count: 0, tail: null, json: undefined },
  map: {
    kind: 'map',
    keys: [],
    values: [],
    earlier: [],
    count: 0,
    tailKey: '',
    tail: null,
    tailEarlier: -1,
    json: undefined,
  },
};
