/**
 * The items of lists and entries of maps that the final reading leaves out because they do not fit, each with the reason: what in
 * it is to blame, found as it is for an answer that is refused.
 */
import type { ClassType, Schema } from '../../ir/schema';
import type { Coercer } from '../coerce/coerce';
import { Failure } from '../coerce/failure';
import type { Ty } from '../coerce/types';
import { RawString, type Raw } from '../json/raw';
import { Refusals, type BlamedAt } from './refusals';
import type { Row } from './row';
import type { RowLog } from './rowLog';

/** Of an item so many parts are blamed by name. */
const MOST_BLAMED = 3;

export interface LeftOut {
  readonly row: Row;
  readonly raw: Raw;
  /** The type of the items or values. */
  readonly ty: Ty;
  /** The type of the keys; null for an item. */
  readonly key: Ty | null;
}

interface Place extends BlamedAt {
  /** From the item; empty for the item itself. */
  readonly path: string;
}

/** Tells the rows of what was left out. One that does have a value, read from a part of its text, is not. */
export function tellLeftOut(all: readonly LeftOut[], log: RowLog, coercer: Coercer, schema: Schema): void {
  for (const one of all) {
    if (one.row.visible) continue;
    const reason = reasonOf(one, coercer, schema);
    if (reason !== null) log.drop(one.row, reason);
  }
}

/** Null when it fits. */
function reasonOf({ row, raw, ty, key }: LeftOut, coercer: Coercer, schema: Schema): string | null {
  const failure = coercer.coerce(raw, ty);
  if (!(failure instanceof Failure)) return key === null ? null : keyReason(String(row.key), key, coercer);
  const found: string[] = [];
  const places = new Refusals<Place>(
    coercer,
    {
      child: (at, name): Place => ({
        path: at.path ? `${at.path}.${name}` : name,
        depth: at.depth + 1,
        shape: NO_SHAPE,
      }),
      refuse: (at, reason) => void found.push(at.path ? `${at.path}: ${reason}` : reason),
    },
    schema,
  );
  places.value({ path: '', depth: row.depth, shape: row.shape }, raw, ty, failure);
  const more = found.length - MOST_BLAMED;
  return [...found.slice(0, MOST_BLAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

const NO_SHAPE: ClassType | null = null;

function keyReason(key: string, ty: Ty, coercer: Coercer): string | null {
  if (ty.kind === 'string') return null;
  const name = new RawString(0);
  name.text = key;
  name.complete = true;
  return coercer.coerce(name, ty) instanceof Failure ? 'its key is none that the map may have' : null;
}
