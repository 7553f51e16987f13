/** null-letters: an unquoted `nu` will be null, and in a union with bool `tr` will be true, as far as anybody can tell. */
import { Failure } from '../coerce/failure';
import { Flag, type Typed } from '../coerce/typed';
import type { Ty, UnionTy } from '../coerce/types';
import type { Raw } from '../json/raw';

const QUOTES = new Set(['"', "'", '`']);
const NULL_LETTERS = new Set(['n', 'nu', 'nul']);
const BOOL_LETTERS = new Set(['t', 'tr', 'tru', 'f', 'fa', 'fal', 'fals']);

/** Whether an unfinished text is the beginning of an unquoted word of JSON. `bools`: true and false are expected too. */
export function isLettersOfWord(raw: Raw, bools: boolean, textAt: (offset: number) => string): boolean {
  if (raw.kind !== 'string' || raw.complete || raw.text.length > 4 || raw.suffix !== '') return false;
  if (!NULL_LETTERS.has(raw.text) && !(bools && BOOL_LETTERS.has(raw.text))) return false;
  return !QUOTES.has(textAt(raw.start));
}

/** Whether a union has a boolean beside its strings. */
export function hasBoolean(ty: UnionTy): boolean {
  return ty.variants.some((one) => one.kind === 'bool' || (one.kind === 'literal' && typeof one.value === 'boolean'));
}

/** Whether a value at the root is null only because the letters are not taken as text. */
export function isUndecided(typed: Typed | Failure, ty: Ty): boolean {
  if (typed instanceof Failure || ty.kind !== 'union' || !ty.variants.some((one) => one.kind === 'string'))
    return false;
  if (typed.kind !== 'scalar' || typed.json !== null || (typed.flags & Flag.Replaced) === 0) return false;
  return typed.raw?.kind === 'string' && !typed.raw.complete;
}
