/**
 * A type as generated code sees it while it streams, before it is written in a language. Follows what the generator of
 * 0.226.2 does, its oddities included; `test/fixtures/partial-types` holds what it wrote. Streaming reference 4.1 and 5.
 */
import type { Constraint, MediaName, PrimitiveName, Type, TypeAttributes } from '../../../ir/schema';
import { blockAttributes, has } from '../../semantics/attributes';
import { isOptionalName, membersAsWritten, typeLowering } from '../../semantics/lowerTypes';
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
  return read(type, openView(symbols), { ...reading, done: reading.done === true || reading.final === true });
}

/** The type of a field of a partial class: null until it starts, unless something forbids it. */
export function streamFieldType(type: Type, symbols: Symbols, reading: StreamReading = {}): StreamType {
  const inner = streamType(type, symbols, reading);
  const view = openView(symbols);
  const { notNull } = merged(type, view, reading);
  if (notNull || type.kind === 'list' || type.kind === 'map' || holdsNull(type, view)) return inner;
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

/** The project, and what was found out about unions: they are looked at from every level around them. */
interface View {
  readonly symbols: Symbols;
  readonly collapsed: Map<Type, Type>;
  readonly members: Map<readonly Type[], Members>;
}

interface Members {
  readonly members: readonly Type[];
  readonly nullable: boolean;
}

function openView(symbols: Symbols): View {
  return { symbols, collapsed: new Map(), members: new Map() };
}

interface Merged {
  readonly done: boolean;
  readonly notNull: boolean;
  readonly withState: boolean;
  readonly constraints: readonly Constraint[];
}

type Inside = StreamReading & { readonly done: boolean };

function read(written: Type, view: View, outer: Inside): StreamType {
  const type = collapsed(written, view);
  const { done: own, withState, constraints } = merged(type, view, outer);
  const shape = shapeOf(type, view, { ...outer, done: outer.done || own });
  return { ...shape, state: withState && !outer.final, constraints };
}

function shapeOf(type: Type, view: View, inside: Inside): Shape {
  switch (type.kind) {
    case 'class':
    case 'alias':
      return { kind: type.kind, name: type.name, final: inside.done };
    case 'enum': {
      const found = inside.bare ? undefined : view.symbols.enums.get(type.name);
      return { kind: 'enum', name: type.name, dynamic: !!found && has(found.decl.attributes, 'dynamic') };
    }
    case 'list':
      return { kind: 'list', item: read(type.item, view, inside) };
    case 'map':
      return { kind: 'map', key: read(type.key, view, inside), value: read(type.value, view, inside) };
    case 'union':
      return unionShape(type.variants, view, inside);
    case 'tuple':
      return { kind: 'nothing' };
    default:
      return type;
  }
}

function unionShape(all: readonly Type[], view: View, inside: Inside): Shape {
  const { members, nullable } = membersOf(all, view);
  if (!members.length) return { kind: 'primitive', name: 'null' };
  return { kind: 'union', variants: members.map((member) => read(member, view, inside)), nullable };
}

/**
 * A union of one member is that member, with the attributes of the union if it has any. `Name? @…` whose block has checks keeps
 * its stream attributes on the value, too, wherever it goes.
 */
function collapsed(type: Type, view: View): Type {
  if (type.kind !== 'union') return type;
  let found = view.collapsed.get(type);
  if (!found) view.collapsed.set(type, (found = collapse(type, view)));
  return found;
}

function collapse(type: Extract<Type, { kind: 'union' }>, view: View): Type {
  const { members, nullable } = membersOf(type.variants, view);
  const [only, ...others] = members;
  if (!only || others.length) return type;
  if (!nullable) return type.attributes ? { ...only, attributes: type.attributes } : only;
  const { constraints: _, ...streams } = type.attributes ?? {};
  if (!Object.keys(streams).length || !isOptionalName(type) || !blockOf(only, view)?.constraints) return type;
  const value = { ...only, attributes: streams };
  carried.add(value);
  return { ...type, variants: [value, ...type.variants.filter(isNull)] };
}

/** Types whose attributes were not written at them: for their checks, nothing counts as written. */
const carried = new WeakSet<Type>();

/**
 * The members of a union as the generator counts them: each once, null apart. What a checked union among them has is not said
 * again beside it.
 */
function membersOf(all: readonly Type[], view: View): Members {
  let found = view.members.get(all);
  if (!found) view.members.set(all, (found = countMembers(all, view)));
  return found;
}

function countMembers(all: readonly Type[], view: View): Members {
  const flat = [...spread(membersAsWritten(all), view)];
  const covered = new Set<string>();
  for (const type of flat) {
    if (type.kind !== 'union') continue;
    const inner = membersOf(type.variants, view);
    for (const member of inner.members) covered.add(bare(member));
    if (inner.nullable) covered.add(bare({ kind: 'primitive', name: 'null' }));
  }
  const distinct = new Map<string, Type>();
  let nullable = false;
  for (const member of flat) {
    if (covered.has(bare(member))) continue;
    if (isNull(member)) nullable = true;
    else if (!distinct.has(identity(member))) distinct.set(identity(member), member);
  }
  return { members: [...distinct.values()], nullable };
}

/** Unions inside a union become part of it and lose their stream attributes; only checks keep them together. */
function* spread(all: readonly Type[], view: View): Generator<Type> {
  for (const written of all) {
    const member = collapsed(written, view);
    const checked = member.attributes?.constraints?.some(({ level }) => level === 'check');
    if (member.kind === 'union' && !checked) yield* spread(membersAsWritten(member.variants), view);
    else yield member;
  }
}

/** The identity of a type without its own attributes. */
function bare(type: Type): string {
  const { attributes: _, ...rest } = type;
  return identity(rest as Type);
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
function merged(type: Type, view: View, { bare }: StreamReading): Merged {
  const own = type.attributes;
  const isWritten = own !== undefined && !carried.has(type);
  const block = blockOf(type, view);
  const written = [...(own?.constraints ?? [])].sort((a, b) => a.source.start - b.source.start);
  const ofBlock = block?.constraints ?? [];
  const streams = bare ? undefined : block;
  return {
    done: !!(own?.done ?? streams?.done),
    notNull: !!(own?.notNull ?? streams?.notNull),
    withState: !!(own?.withState ?? streams?.withState),
    // Where nothing is written at the use, the generator counts the checks of the block twice.
    constraints: bare ? (isWritten ? written : ofBlock) : [...(isWritten ? written : ofBlock), ...ofBlock],
  };
}

function blockOf(type: Type, view: View): TypeAttributes | undefined {
  const found =
    type.kind === 'class'
      ? view.symbols.classes.get(type.name)
      : type.kind === 'enum'
        ? view.symbols.enums.get(type.name)
        : undefined;
  return found && found.decl.attributes.length ? blockAttributes(found.file.uri, found.decl.attributes) : undefined;
}

/** Whether null is a value of the type already; of an alias that stays a name, only its own right-hand side counts. */
function holdsNull(type: Type, view: View): boolean {
  const found = type.kind === 'alias' ? view.symbols.aliases.get(type.name) : undefined;
  const plain = found ? typeLowering(view.symbols).alias(found).type : type;
  return plain.kind === 'union' ? isOptionalUnion(plain.variants, view) : isNull(plain);
}

/** Whether the members come to `… | null`, or to one member that does. */
function isOptionalUnion(all: readonly Type[], view: View): boolean {
  const { members, nullable } = membersOf(all, view);
  const [only, ...others] = members;
  return nullable || !only || (!others.length && only.kind === 'union' && isOptionalUnion(only.variants, view));
}
