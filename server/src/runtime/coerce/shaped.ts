/**
 * One shape for types of all kinds. They are asked for their kind at every turn of the coercer, and V8 reads a property fast only
 * where the objects that come by have few shapes; one that an object lacks it looks for longest.
 */
import type { Ty, TyBase } from './types';

/** Every property that any kind of type has; `undefined` where it has none. */
type AllParts = { [K in KeyOf<Ty>]: unknown };
type KeyOf<T> = T extends unknown ? keyof T : never;
/** What one kind of type has beside what all have. */
type OwnParts = OwnOf<Ty>;
type OwnOf<T> = T extends TyBase ? Omit<T, keyof TyBase> & Partial<TyBase> : never;

const NOTHING: AllParts = {
  kind: undefined,
  id: 0,
  done: false,
  notNull: false,
  withState: false,
  inUnion: false,
  asksAlways: false,
  constraints: undefined,
  source: undefined,
  declared: undefined,
  item: undefined,
  key: undefined,
  value: undefined,
  variants: undefined,
  nullable: undefined,
  members: undefined,
  decl: undefined,
  mode: undefined,
  own: undefined,
  values: undefined,
  name: undefined,
  target: undefined,
};

/** A type of what all kinds have and what its kind has, which also wins over the former. */
export function shaped(base: TyBase, own: OwnParts): Ty {
  return withParts(base, NOTHING, own);
}

/** `ty` with some of its parts changed. */
export function changed(
  ty: Ty,
  parts: Partial<TyBase> & { readonly variants?: readonly Ty[]; nullable?: boolean },
): Ty {
  return withParts(ty, ty as unknown as AllParts, parts);
}

function withParts(base: TyBase, from: AllParts, parts: Partial<AllParts>): Ty {
  const all: AllParts = {
    kind: from.kind,
    id: base.id,
    done: base.done,
    notNull: base.notNull,
    withState: base.withState,
    inUnion: base.inUnion,
    asksAlways: base.asksAlways,
    constraints: base.constraints,
    source: base.source,
    declared: base.declared,
    item: from.item,
    key: from.key,
    value: from.value,
    variants: from.variants,
    nullable: from.nullable,
    members: from.members,
    decl: from.decl,
    mode: from.mode,
    own: from.own,
    values: from.values,
    name: from.name,
    target: from.target,
  };
  for (const key in parts) all[key as keyof AllParts] = parts[key as keyof AllParts];
  return all as unknown as Ty;
}
