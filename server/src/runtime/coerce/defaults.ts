/** What stands in a class for a field that is not in the text, or whose value does not fit. */
import { judged, type EvaluateConstraint } from './constraints';
import { plainJson } from './plainJson';
import { Flag, scalar, type Typed } from './typed';
import type { Ty } from './types';

/**
 * The filler for a field of type `ty`, or null when the class cannot do without it. An empty list or map must pass the
 * constraints of its type to be one, checks as well as asserts.
 */
export function defaultFor(
  ty: Ty,
  optional: boolean,
  absent: boolean,
  evaluate: EvaluateConstraint | null,
): Typed | null {
  const flags = absent ? Flag.Pending | Flag.Absent : Flag.Replaced;
  if (optional) return scalar(ty, null, null, flags, absent ? 1 : 2);
  const filler = containerFor(ty, flags, absent ? 100 : 2);
  if (filler === null || evaluate === null) return filler;
  const results = judged(ty.constraints, plainJson(filler), evaluate);
  return 'reason' in results || results.includes(false) ? null : filler;
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
