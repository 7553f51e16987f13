/** Unions: every variant is tried, the best one is taken. */
import type { Raw } from '../json/raw';
import type { Coercer } from './coerce';
import { pick } from './choose';
import { Failure } from './failure';
import { Flag, nullFor, withFlags, withVariant, type Typed } from './typed';
import type { UnionTy } from './types';

/** Variants in order, null left out; one that fits perfectly is taken at once. */
export function castUnion(coercer: Coercer, raw: Raw, ty: UnionTy, hint: number): Typed | null {
  if (raw.kind === 'word' && raw.value === null && ty.nullable) return nullFor(ty, raw);
  const results: Typed[] = [];
  for (const at of inOrder(ty, hint)) {
    const variant = ty.variants[at]!;
    if (variant.kind === 'null') continue;
    const result = coercer.cast(raw, variant);
    if (result === null) continue;
    if (result.score === 0) return withVariant(result, at);
    results.push(withVariant(result, at));
  }
  if (results.length === 0) return null;
  results.sort((a, b) => a.variant - b.variant);
  const winner = pick(ty, results);
  if (winner instanceof Failure) return null;
  return raw.complete ? winner : withFlags(winner, Flag.Incomplete);
}

/** As the cast, with lenient readings and with null at its place. */
export function lenientUnion(coercer: Coercer, raw: Raw, ty: UnionTy, hint: number): Typed | Failure {
  const results: (Typed | Failure)[] = new Array<Typed | Failure>(ty.variants.length);
  for (const at of inOrder(ty, hint)) {
    const variant = ty.variants[at]!;
    const result = coercer.coerce(raw, variant);
    if (result instanceof Failure) results[at] = result;
    else {
      if (result.score === 0) return withVariant(result, at);
      results[at] = withVariant(result, at);
    }
  }
  return pick(ty, results);
}

/** Positions of the variants, the hinted one first. */
function* inOrder(ty: UnionTy, hint: number): Generator<number> {
  if (hint >= 0 && hint < ty.variants.length) yield hint;
  for (let at = 0; at < ty.variants.length; at++) if (at !== hint) yield at;
}
