/** What stands in a class for a field that is not in the text, or whose value does not fit. */
import { judged, type EvaluateConstraint } from './constraints';
import { Memo } from '../memo';
import { Flag, listOf, mapOf, scalar, type Typed } from './typed';
import type { Ty } from './types';

/** Why a field needs a filler: it is not in the text, its value does not fit, or it does not hold what an assert says. */
export type Lack = 'absent' | 'unfit' | 'asserted';

/**
 * The filler for a field of type `ty`, or null when the class cannot do without it. An empty list or map, and null in place of
 * a value, must pass the constraints of the type, checks as well as asserts.
 */
export function defaultFor(ty: Ty, optional: boolean, lack: Lack, evaluate: EvaluateConstraint | null): Typed | null {
  if (lack === 'absent' && optional) return scalar(ty, null, null, Flag.Pending | Flag.Absent, 1);
  const flags = lack === 'absent' ? Flag.Pending | Flag.Absent : Flag.Replaced;
  const filler =
    containerFor(ty, flags, lack === 'absent' ? 100 : 2) ?? (optional ? scalar(ty, null, null, flags, 2) : null);
  if (filler === null || holds(filler, ty, lack, evaluate)) return filler;
  return optional ? scalar(ty, null, null, Flag.Replaced | Flag.Incomplete, 2) : null;
}

function holds(filler: Typed, ty: Ty, lack: Lack, evaluate: EvaluateConstraint | null): boolean {
  if (ty.constraints.length === 0) return true;
  if (lack === 'asserted') return false;
  const results = evaluate === null ? [] : judged(ty.constraints, filler, evaluate);
  return !('reason' in results) && !results.includes(false);
}

function containerFor(ty: Ty, flags: number, score: number): Typed | null {
  switch (ty.kind) {
    case 'list':
      return listOf(ty, null, [], null, flags, score, new Memo());
    case 'map':
      return mapOf(ty, null, { keys: [], values: [], earlier: [] }, null, '', -1, flags, score, new Memo());
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
