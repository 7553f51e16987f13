/** Unions: every variant is tried, the best one is taken. */
import type { Raw, RawList, RawObject } from '../json/raw';
import type { Coercer } from './coerce';
import { pick, pickVariant } from './choose';
import { Failure } from './failure';
import { keepPick, Pass, pickOf } from './kept';
import { keepOutweighed, mayBeOutweighed, outweighed } from './outweighed';
import { Flag, nullFor, withFlags, withPickedVariant, type Typed } from './typed';
import type { Ty, UnionTy } from './types';

/** Variants in order, null left out; one that fits perfectly is taken at once. */
export function castUnion(coercer: Coercer, raw: Raw, ty: UnionTy, hint: number): Typed | null {
  if (raw.kind === 'word' && raw.value === null && ty.nullable) return nullFor(ty, raw);
  if (!isFinished(raw)) return castVariants(coercer, raw, ty, hint);
  const known = pickOf(raw, ty, Pass.Cast, hint);
  if (known !== undefined) return known as Typed | null;
  const cuts = coercer.cutsOn(raw);
  const result = castVariants(coercer, raw, ty, hint);
  if (cuts === coercer.cutsOn(raw)) keepPick(raw, ty, Pass.Cast, hint, result);
  return result;
}

function castVariants(coercer: Coercer, raw: Raw, ty: UnionTy, hint: number): Typed | null {
  const results: Typed[] = [];
  for (let turn = 0; turn < ty.variants.length; turn++) {
    const at = atTurn(ty, hint, turn);
    const variant = ty.variants[at]!;
    if (variant.kind === 'null') continue;
    const result = coercer.cast(raw, variant, hint);
    if (result === null) continue;
    const mine = withPickedVariant(result, at);
    if (result.score === 0) return mine;
    results.push(mine);
  }
  if (results.length === 0) return null;
  if (results.length > 1) results.sort((a, b) => a.variant - b.variant);
  const winner = pick(ty, results);
  if (winner instanceof Failure) return null;
  return raw.complete ? winner : withFlags(winner, Flag.Incomplete);
}

/** As the cast, with lenient readings and with null at its place. */
export function lenientUnion(coercer: Coercer, raw: Raw, ty: UnionTy, hint: number): Typed | Failure {
  if (coercer.partial && coercer.weighsAhead && mayBeOutweighed(raw, ty)) {
    const nothing = outweighed(coercer, raw, ty);
    if (nothing !== null) return nothing;
    const result = readVariants(coercer, raw, ty, hint);
    keepOutweighed(raw, ty, result);
    return result;
  }
  if (!isFinished(raw)) return readVariants(coercer, raw, ty, hint);
  const known = pickOf(raw, ty, Pass.Lenient, hint);
  if (known !== undefined) return known!;
  const cuts = coercer.cutsOn(raw);
  const result = readVariants(coercer, raw, ty, hint);
  if (cuts === coercer.cutsOn(raw)) keepPick(raw, ty, Pass.Lenient, hint, result);
  return result;
}

/** Lists and objects that are over, of which the pick is kept. */
const isFinished = (raw: Raw): raw is RawList | RawObject =>
  (raw.kind === 'object' || raw.kind === 'list') && raw.closed;

function readVariants(coercer: Coercer, raw: Raw, ty: UnionTy, hint: number): Typed | Failure {
  const results: (Typed | Failure)[] = new Array<Typed | Failure>(ty.variants.length);
  for (let turn = 0; turn < ty.variants.length; turn++) {
    const at = atTurn(ty, hint, turn);
    const variant = ty.variants[at]!;
    const result = coercer.coerce(raw, variant, hint);
    if (result instanceof Failure) results[at] = saysOwnName(variant) ? result : result.ofUnion(ty);
    else {
      if (result.score === 0) return withPickedVariant(result, at);
      results[at] = result;
    }
  }
  return pickVariant(ty, results);
}

/** Failures of these name the type itself; all others name the union they are part of. */
function saysOwnName({ kind }: Ty): boolean {
  return kind === 'class' || kind === 'map' || kind === 'list' || kind === 'alias' || kind === 'union';
}

/** Which variant is tried at a turn: the hinted one first, then the others in order. */
function atTurn(ty: UnionTy, hint: number, turn: number): number {
  if (hint < 0 || hint >= ty.variants.length) return turn;
  return turn === 0 ? hint : turn <= hint ? turn - 1 : turn;
}
