/** How far the children of a list or map are done with, so that the next visit goes on there. */
import type { Typed } from '../coerce/typed';
import type { Raw } from '../json/raw';
import type { Hold } from './frame';
import { sameHold } from './holds';
import type { Out } from './out';
import type { Row, Settled } from './row';

/** Where to go on with the children of a list or map: at its first one, when they were visited with something else last. */
export function resume(
  row: Row,
  raw: Raw,
  items: readonly Typed[],
  outs: readonly (Out | null)[] | null,
  above: Hold | null,
): Settled {
  const old = row.settled;
  if (old !== null && old.raw === raw && old.items === items && old.outs === outs && sameHold(old.above, above)) {
    return { ...old };
  }
  row.settled = null;
  return { raw, items, outs, above, rawAt: 0, typedAt: 0, outAt: 0 };
}

/** The children before number `rawAt` are done with, as long as the others are visited with the same. */
export function settle(row: Row, at: Settled, rawAt: number): void {
  const { raw, items, outs, above, typedAt, outAt } = at;
  row.settled = { raw, items, outs, above, rawAt, typedAt, outAt };
}
