/** What stands in a class for a field that is not in the text, or whose value does not fit. */
import { Flag, scalar, type Typed } from './typed';
import type { Ty } from './types';

/** The filler for a field of type `ty`, or null when the class cannot do without it. */
export function defaultFor(ty: Ty, optional: boolean, absent: boolean): Typed | null {
  const flags = absent ? Flag.Pending | Flag.Absent : Flag.Replaced;
  if (optional) return scalar(ty, null, null, flags, absent ? 1 : 2);
  return containerFor(ty, flags, absent ? 100 : 2);
}

function containerFor(ty: Ty, flags: number, score: number): Typed | null {
  const base = {
    raw: null,
    flags,
    score,
    variant: -1,
    kept: undefined,
    keptFor: -1,
    twin: null,
    count: 0,
    tail: null,
    memo: new Map<number, unknown>(),
  } as const;
  switch (ty.kind) {
    case 'list':
      return { ...base, kind: 'list', ty, items: [] };
    case 'map':
      return { ...base, kind: 'map', ty, keys: [], values: [], tailKey: '' };
    case 'union':
      for (const variant of ty.variants) {
        const filler = variant.kind === 'null' ? null : containerFor(variant, flags, score);
        if (filler !== null) return filler;
      }
      return null;
    default:
      return null;
  }
}
