/**
 * What type the items of a list and the values of a map count as at a place of some type, when it is decided whether they are
 * withheld. The place may allow several lists and maps; which of them the value was read as makes no difference then.
 */
import { typeLabel } from '../coerce/failure';
import { shaped } from '../coerce/shaped';
import type { TypedList, TypedMap } from '../coerce/typed';
import type { Ty } from '../coerce/types';

/** The declared form of a type, where that is of the same kind. */
export const declared = <T extends Ty>(ty: T): T => (ty.declared?.kind === ty.kind ? (ty.declared as T) : ty);

/** How many aliases and unions are looked through. */
const MAX_LOOK = 8;

const items = new WeakMap<Ty, Ty | null>();
const entries = new WeakMap<Ty, Ty | null>();
let lastId = -1000;

/** The type of list items at a place of type `ty`: of any list or map it allows. Null when it allows neither. */
export const itemOf = (ty: Ty): Ty | null => (ty.kind === 'list' ? ty.item : remembered(items, ty, itemParts));

/** The type of map values at a place of type `ty`: of any map it allows. Null when it allows none. */
export const entryOf = (ty: Ty): Ty | null => (ty.kind === 'map' ? ty.value : remembered(entries, ty, entryParts));

/** The type of the parts of a list or map at a place of type `ty`. */
export function partTypeOf(typed: TypedList | TypedMap, ty: Ty): Ty {
  if (typed.kind === 'list') return itemOf(ty) ?? (typed.ty.kind === 'list' ? declared(typed.ty).item : typed.ty);
  return entryOf(ty) ?? (typed.ty.kind === 'map' ? declared(typed.ty).value : typed.ty);
}

const mixed = new WeakMap<Ty, boolean>();

/** Whether a place of type `ty` allows several maps whose keys are of different types. */
export function mixesKeys(ty: Ty): boolean {
  if (ty.kind !== 'union' && ty.kind !== 'alias') return false;
  let mixes = mixed.get(ty);
  if (mixes === undefined) mixed.set(ty, (mixes = new Set(keyParts(ty, 0).map(typeLabel)).size > 1));
  return mixes;
}

const mixedBelow = new WeakMap<Ty, boolean>();

/** Whether there is such a place in a value at a place of type `ty`. */
export function mixesKeysBelow(ty: Ty): boolean {
  let mixes = mixedBelow.get(ty);
  if (mixes === undefined) mixedBelow.set(ty, (mixes = hasMixed(ty, new Set())));
  return mixes;
}

function hasMixed(ty: Ty, seen: Set<unknown>): boolean {
  if (mixesKeys(ty)) return true;
  const any = (parts: readonly Ty[]): boolean => parts.some((part) => hasMixed(part, seen));
  switch (ty.kind) {
    case 'list':
      return hasMixed(ty.item, seen);
    case 'map':
      return hasMixed(ty.value, seen);
    case 'union':
      return any(ty.variants);
    case 'class':
      if (seen.has(ty.members)) return false;
      seen.add(ty.members);
      return any(ty.members.fields().map((member) => member.declared));
    case 'alias':
      if (seen.has(ty.name)) return false;
      seen.add(ty.name);
      return hasMixed(declared(ty).target(), seen);
    default:
      return false;
  }
}

function remembered(
  known: WeakMap<Ty, Ty | null>,
  ty: Ty,
  partsOf: (ty: Ty, depth: number) => readonly Ty[],
): Ty | null {
  if (ty.kind !== 'union' && ty.kind !== 'alias' && ty.kind !== 'map') return null;
  let part = known.get(ty);
  if (part === undefined) known.set(ty, (part = joined(ty, partsOf(ty, 0))));
  return part;
}

function itemParts(ty: Ty, depth: number): readonly Ty[] {
  switch (ty.kind) {
    case 'list':
      return [ty.item];
    case 'map':
      return [ty.value];
    default:
      return below(ty, depth, itemParts);
  }
}

function entryParts(ty: Ty, depth: number): readonly Ty[] {
  return ty.kind === 'map' ? [ty.value] : below(ty, depth, entryParts);
}

/** The key types of all maps at a place. None is ever null, whether that is said of it or not. */
function keyParts(ty: Ty, depth: number): readonly Ty[] {
  return ty.kind === 'map' ? [{ ...ty.key, notNull: true }] : below(ty, depth, keyParts);
}

/** The parts of the variants of a union, and of what an alias stands for as it is declared. */
function below(ty: Ty, depth: number, partsOf: (ty: Ty, depth: number) => readonly Ty[]): readonly Ty[] {
  if (depth >= MAX_LOOK) return [];
  if (ty.kind === 'alias') return partsOf(declared(ty).target(), depth + 1);
  return ty.kind === 'union' ? ty.variants.flatMap((variant) => partsOf(variant, depth + 1)) : [];
}

/** The only part, or the union of all, each once: an alias with several lists of itself would double at every level. */
function joined(ty: Ty, all: readonly Ty[]): Ty | null {
  const parts = [...new Map(all.map((part) => [typeLabel(part), part])).values()];
  if (parts.length < 2) return parts[0] ?? null;
  return shaped({ ...ty, ...PLAIN, id: --lastId }, { kind: 'union', variants: parts, nullable: false });
}

const PLAIN = {
  done: false,
  notNull: false,
  withState: false,
  constraints: [],
  declared: null,
} as const;
