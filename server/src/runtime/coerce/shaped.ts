/**
 * One shape for types of all kinds. They are asked for their kind at every turn of the coercer, and V8 reads a property fast only
 * where the objects that come by have few shapes.
 */
import type { Ty } from './types';

/** Every property that any kind of type has; `undefined` where it has none. */
type AllParts = { [K in KeyOf<Ty>]: unknown };
type KeyOf<T> = T extends unknown ? keyof T : never;

/** `ty` in that shape. */
export function shaped(ty: Ty): Ty {
  const from = ty as Partial<AllParts>;
  const all: AllParts = {
    kind: ty.kind,
    id: ty.id,
    done: ty.done,
    notNull: ty.notNull,
    withState: ty.withState,
    inUnion: ty.inUnion,
    asksAlways: ty.asksAlways,
    constraints: ty.constraints,
    source: ty.source,
    declared: ty.declared,
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
  return all as unknown as Ty;
}
