/** Choosing among several readings of a value. Lower scores win, after a few rules about what beats what. */
import { Failure, noneOf } from './failure';
import { Flag, pickedAt, withFlags, withPick, withPickedVariant, withVariant, type Typed } from './typed';
import type { Ty } from './types';

/** The best of several values for a single target, at the price of taking one for many; a failure when none fits. */
export function best(ty: Ty, results: readonly (Typed | Failure)[]): Typed | Failure {
  const winner = pick(ty, results);
  return winner instanceof Failure ? winner : withFlags(winner, Flag.FirstMatch, 1);
}

/** The best of several readings of one value, marked as picked. */
export function pick(ty: Ty, results: readonly (Typed | Failure)[]): Typed | Failure {
  if (results.length === 1) return results[0]!;
  const at = placeOfBest(ty, results);
  return at < 0 ? noneFits(ty, results) : picked(ty, results[at] as Typed, at);
}

/** The same, of the readings by the variants of union `ty`, in their order: marked as that variant too. */
export function pickVariant(ty: Ty, results: readonly (Typed | Failure)[]): Typed | Failure {
  const at = placeOfBest(ty, results);
  if (at < 0) return noneFits(ty, results);
  const winner = results[at] as Typed;
  return results.length === 1 || isPicked(winner) ? withVariant(winner, at) : withPickedVariant(winner, at);
}

function noneFits(ty: Ty, results: readonly (Typed | Failure)[]): Failure {
  const causes = results.filter((result) => result instanceof Failure);
  return causes.length === 1 ? causes[0]! : noneOf(ty, results.length, causes);
}

/** Where the best of several readings stands; -1 when all are failures. */
function placeOfBest(ty: Ty, results: readonly (Typed | Failure)[]): number {
  let only = -1;
  let other = -1;
  for (let at = 0; at < results.length; at++) {
    if (results[at] instanceof Failure) continue;
    if (only < 0) only = at;
    else if (other < 0) other = at;
    else return results.indexOf(sortedBest(ty, results));
  }
  // Mostly there are one or two, which need no sorting.
  return other >= 0 && beats(ty, results[other] as Typed, results[only] as Typed) ? other : only;
}

function sortedBest(ty: Ty, results: readonly (Typed | Failure)[]): Typed {
  const sorted: Typed[] = [];
  for (const result of results) if (!(result instanceof Failure)) insert(ty, sorted, result);
  return sorted[0]!;
}

/** The winner of several readings, failed ones included, at place `at`. Picked once, it is not marked again. */
export function picked(ty: Ty, winner: Typed, at: number): Typed {
  if (isPicked(winner)) return winner;
  return isOfUnion(ty) ? withPick(winner, at) : withFlags(winner, Flag.FirstMatch, 1);
}

const isPicked = (typed: Typed): boolean => (typed.flags & Flag.FirstMatch) !== 0 || pickedAt(typed) >= 0;

/** Whether the rules for the variants of a union hold for a choice between values of type `ty`. */
const isOfUnion = (ty: Ty): boolean => ty.kind === 'union' || ty.inUnion;

/**
 * Sorts one more reading in, from the worst up. The rules can go round in a circle, so the way of sorting decides: it is
 * that of the official runtime.
 */
function insert(ty: Ty, sorted: Typed[], result: Typed): void {
  let at = sorted.length;
  while (at > 0 && order(ty, sorted[at - 1]!, result) > 0) at--;
  sorted.splice(at, 0, result);
}

/** Whether a later reading is better than an earlier one. */
export function beats(ty: Ty, later: Typed, earlier: Typed): boolean {
  return order(ty, earlier, later) > 0;
}

/** Negative: the earlier one stays; positive: the later one wins. */
function order(target: Ty, earlier: Typed, later: Typed): number {
  if (earlier.kind === 'list' && later.kind === 'list') {
    const rule = orderLists(earlier, later);
    if (rule !== 0) return rule;
  }
  if (earlier.kind === 'class' && later.kind === 'class') {
    if (isOfUnion(target)) {
      const rule = Number(isOnlyImpliedText(earlier)) - Number(isOnlyImpliedText(later));
      if (rule !== 0) return rule;
    }
    const rule = Number(isAllAbsent(earlier)) - Number(isAllAbsent(later));
    if (rule !== 0) return rule;
  }
  const composite =
    Number(isMakeshift(earlier) && isComposite(later)) - Number(isMakeshift(later) && isComposite(earlier));
  if (composite !== 0) return composite;
  const empty = Number(isEmptySingle(earlier)) - Number(isEmptySingle(later));
  if (empty !== 0) return empty;
  return earlier.score - later.score;
}

function orderLists(earlier: Typed & { kind: 'list' }, later: Typed & { kind: 'list' }): number {
  const has = (typed: Typed, flag: Flag): number => Number((typed.flags & flag) !== 0);
  const single = has(earlier, Flag.SingleToList) - has(later, Flag.SingleToList);
  if (single !== 0) return single;
  const firstOf = (list: Typed & { kind: 'list' }): Typed | null => (list.count > 0 ? list.items[0]! : list.tail);
  const a = firstOf(earlier);
  const b = firstOf(later);
  const fence = (a === null ? 0 : has(a, Flag.FromFence)) - (b === null ? 0 : has(b, Flag.FromFence));
  if (fence !== 0) return fence;
  const clean = (list: Typed & { kind: 'list' }): boolean => (list.flags & Flag.DroppedItems) === 0;
  // An empty list of which items were dropped loses to one of which none were.
  if (a === null && !clean(earlier) && clean(later)) return 1;
  if (b === null && !clean(later) && clean(earlier)) return -1;
  return 0;
}

function isOnlyImpliedText(typed: Typed & { kind: 'class' }): boolean {
  const [only] = typed.values;
  if (typed.values.length !== 1 || only === undefined || (only.flags & Flag.ImpliedKey) === 0) return false;
  return only.kind === 'text' || (only.kind === 'scalar' && only.ty.kind !== 'enum' && typeof only.json === 'string');
}

const isAllAbsent = (typed: Typed & { kind: 'class' }): boolean =>
  typed.values.every((value) => (value.flags & Flag.Absent) !== 0);

const isComposite = (typed: Typed): boolean => typed.kind === 'list' || typed.kind === 'map' || typed.kind === 'class';

const isMakeshift = (typed: Typed): boolean =>
  !isComposite(typed) && (typed.flags & (Flag.TextForm | Flag.FirstMatch)) !== 0;

const isEmptySingle = (typed: Typed): boolean =>
  typed.kind === 'list' && (typed.flags & Flag.SingleToList) !== 0 && typed.count === 0 && typed.tail === null;
