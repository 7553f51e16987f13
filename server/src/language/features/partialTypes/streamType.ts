/**
 * A type as generated code sees it while it streams, before it is written in a language. Follows what the generator of
 * 0.226.2 does, its oddities included; `test/fixtures/partial-types` holds what it wrote. Streaming reference 4.1 and 5.
 */
import type { Constraint, MediaName, PrimitiveName, Type, TypeAttributes } from '../../../ir/schema';
import { blockAttributes, has } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import type { Symbols } from '../../semantics/symbols';
import { isNull } from '../../semantics/typeFacts';

type Shape =
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  | { readonly kind: 'media'; readonly name: MediaName }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** `dynamic`: values may be added at run time, so any text may arrive. */
  | { readonly kind: 'enum'; readonly name: string; readonly dynamic: boolean }
  /** `final`: the complete type, not the partial one. */
  | { readonly kind: 'class' | 'alias'; readonly name: string; readonly final: boolean }
  | { readonly kind: 'list'; readonly item: StreamType }
  | { readonly kind: 'map'; readonly key: StreamType; readonly value: StreamType }
  /** No member is null itself; `nullable` says whether null is one. */
  | { readonly kind: 'union'; readonly variants: readonly StreamType[]; readonly nullable: boolean }
  /** Tuples, for which the generator has no type. */
  | { readonly kind: 'nothing' };

export type StreamType = Shape & {
  /** Wrapped in `StreamState`. */
  readonly state: boolean;
  /** Wrapped in `Checked` when there is a check among them. */
  readonly constraints: readonly Constraint[];
};

export interface StreamReading {
  /** Something around the type is delivered complete only, and so is everything in it. */
  readonly done?: boolean;
  /** The type of the final result: no states, and nothing partial. */
  readonly final?: boolean;
  /** Right-hand sides of aliases do not take over `@@stream.…` and `@@dynamic` of the types they name. */
  readonly bare?: boolean;
}

/** The type where null is not added: list items, map values, results, and fields of classes with `@@stream.done`. */
export function streamType(type: Type, symbols: Symbols, reading: StreamReading = {}): StreamType {
  return read(type, symbols, { ...reading, done: reading.done === true || reading.final === true });
}

/** The type of a field of a partial class: null until it starts, unless something forbids it. */
export function streamFieldType(type: Type, symbols: Symbols, reading: StreamReading = {}): StreamType {
  const inner = streamType(type, symbols, reading);
  const { notNull } = merged(type, symbols, reading);
  if (notNull || type.kind === 'list' || type.kind === 'map' || holdsNull(type, symbols)) return inner;
  // The state is that of the field, with its null; checks are those of the value.
  return { kind: 'union', variants: [{ ...inner, state: false }], nullable: true, state: inner.state, constraints: [] };
}

/** Whether the type prints as `X | null`, so that a field of it can be left out. */
export function isOptional(type: StreamType): boolean {
  return type.kind === 'union' && type.nullable && !isWrapped(type);
}

/** Inside `StreamState` or `Checked`. */
export function isWrapped(type: StreamType): boolean {
  return type.state || isChecked(type);
}

export function isChecked({ constraints }: StreamType): boolean {
  return constraints.some(({ level }) => level === 'check');
}

interface Merged {
  readonly done: boolean;
  readonly notNull: boolean;
  readonly withState: boolean;
  readonly constraints: readonly Constraint[];
}

type Inside = StreamReading & { readonly done: boolean };

function read(type: Type, symbols: Symbols, outer: Inside): StreamType {
  const { done: own, withState, constraints } = merged(type, symbols, outer);
  const inside: Inside = { ...outer, done: outer.done || own };
  const shape = shapeOf(type, symbols, inside);
  const state = withState && !outer.final;
  // A union of one member is that member, with the attributes of the union if it has any.
  return 'state' in shape && !type.attributes ? shape : { ...shape, state, constraints };
}

function shapeOf(type: Type, symbols: Symbols, inside: Inside): Shape | StreamType {
  switch (type.kind) {
    case 'class':
    case 'alias':
      return { kind: type.kind, name: type.name, final: inside.done };
    case 'enum': {
      const found = inside.bare ? undefined : symbols.enums.get(type.name);
      return { kind: 'enum', name: type.name, dynamic: !!found && has(found.decl.attributes, 'dynamic') };
    }
    case 'list':
      return { kind: 'list', item: read(type.item, symbols, inside) };
    case 'map':
      return { kind: 'map', key: read(type.key, symbols, inside), value: read(type.value, symbols, inside) };
    case 'union':
      return unionShape(type.variants, symbols, inside);
    case 'tuple':
      return { kind: 'nothing' };
    default:
      return type;
  }
}

function unionShape(members: readonly Type[], symbols: Symbols, inside: Inside): Shape | StreamType {
  const distinct = new Map<string, Type>();
  let nullable = false;
  for (const member of spread(members)) {
    if (isNull(member)) nullable = true;
    else if (!distinct.has(identity(member))) distinct.set(identity(member), member);
  }
  const variants = [...distinct.values()].map((member) => read(member, symbols, inside));
  const [only, ...others] = variants;
  if (!only) return { kind: 'primitive', name: 'null' };
  if (!others.length && (!nullable || (only.kind === 'union' && only.nullable))) return only;
  return { kind: 'union', variants, nullable };
}

/** Unions inside a union become part of it and lose their stream attributes; only checks keep them together. */
function* spread(members: readonly Type[]): Generator<Type> {
  for (const member of members) {
    const checked = member.attributes?.constraints?.some(({ level }) => level === 'check');
    if (member.kind === 'union' && !checked) yield* spread(member.variants);
    else yield member;
  }
}

/** Equal for types that the generator takes for the same: where an attribute is written does not matter. */
function identity(type: Type): string {
  return JSON.stringify(type, (key, value: unknown) =>
    key === 'source' || key === 'condition'
      ? undefined
      : key === 'done' || key === 'notNull' || key === 'withState'
        ? true
        : value,
  );
}

/** The attributes at a use of a type with those of its block. */
function merged(type: Type, symbols: Symbols, { bare }: StreamReading): Merged {
  const own = type.attributes;
  const block = blockOf(type, symbols);
  const written = [...(own?.constraints ?? [])].sort((a, b) => a.source.start - b.source.start);
  const ofBlock = block?.constraints ?? [];
  const streams = bare ? undefined : block;
  return {
    done: !!(own?.done ?? streams?.done),
    notNull: !!(own?.notNull ?? streams?.notNull),
    withState: !!(own?.withState ?? streams?.withState),
    // Where nothing is written at the use, the generator counts the checks of the block twice.
    constraints: bare ? (own ? written : ofBlock) : own ? [...written, ...ofBlock] : [...ofBlock, ...ofBlock],
  };
}

function blockOf(type: Type, symbols: Symbols): TypeAttributes | undefined {
  const found =
    type.kind === 'class'
      ? symbols.classes.get(type.name)
      : type.kind === 'enum'
        ? symbols.enums.get(type.name)
        : undefined;
  return found && found.decl.attributes.length ? blockAttributes(found.file.uri, found.decl.attributes) : undefined;
}

/** Whether null is a value of the type already; of an alias that stays a name, only its own right-hand side counts. */
function holdsNull(type: Type, symbols: Symbols): boolean {
  const found = type.kind === 'alias' ? symbols.aliases.get(type.name) : undefined;
  const plain = found ? typeLowering(symbols).alias(found).type : type;
  return plain.kind === 'union' ? optionalUnion(plain.variants) : isNull(plain);
}

/** Whether the members come to `… | null`, or to one member that does. */
function optionalUnion(members: readonly Type[]): boolean {
  const all = [...spread(members)];
  const [only] = all;
  return all.some(isNull) || (all.length === 1 && only?.kind === 'union' && optionalUnion(only.variants));
}
