/**
 * The types of a project as plain data: what `language` lowers to and `runtime` reads.
 * Invariant: JSON round-trips everything in this folder, so a plan can be frozen, recorded, or sent to a worker.
 */
import type { Expression } from './template';

/** A stretch of a file, in UTF-16 offsets, end exclusive. */
export interface SourceRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Attributes at one position of a type. Each stream attribute is present when it applies there and says where it
 * is written, so that a hold can name its source. A block attribute (`@@stream.done`) stands on its class or enum,
 * not here.
 */
export interface TypeAttributes {
  /** `@stream.done` */
  readonly done?: SourceRange;
  /** `@stream.not_null` */
  readonly notNull?: SourceRange;
  /** `@stream.with_state` */
  readonly withState?: SourceRange;
  readonly constraints?: readonly Constraint[];
}

/** `@check(label, {{ … }})` or `@assert([label,] {{ … }})`. */
export interface Constraint {
  readonly level: 'check' | 'assert';
  readonly label: string | null;
  /** The text between the braces, trimmed, as the official runtime reports it. */
  readonly expression: string;
  /** The expression as a tree; absent when it cannot be read. */
  readonly condition?: Expression;
  readonly source: SourceRange;
}

interface Attributed {
  readonly attributes?: TypeAttributes;
}

export type PrimitiveName = 'string' | 'int' | 'float' | 'bool' | 'null';
export type MediaName = 'image' | 'audio' | 'pdf' | 'video';

export interface PrimitiveType extends Attributed {
  readonly kind: 'primitive';
  readonly name: PrimitiveName;
}
export interface MediaType extends Attributed {
  readonly kind: 'media';
  readonly name: MediaName;
}
/** A string, integer or boolean literal used as a type. */
export interface LiteralType extends Attributed {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}
export interface ClassRef extends Attributed {
  readonly kind: 'class';
  readonly name: string;
}
export interface EnumRef extends Attributed {
  readonly kind: 'enum';
  readonly name: string;
}
/** A use of a recursive alias; other aliases are replaced by their target when lowering. */
export interface AliasRef extends Attributed {
  readonly kind: 'alias';
  readonly name: string;
}
export interface ListType extends Attributed {
  readonly kind: 'list';
  readonly item: Type;
}
export interface MapType extends Attributed {
  readonly kind: 'map';
  readonly key: Type;
  readonly value: Type;
}
/**
 * `A | B`; `T?` is a union of T and null. Nested unions without attributes of their own are flattened; null may stand
 * anywhere among the variants.
 */
export interface UnionType extends Attributed {
  readonly kind: 'union';
  readonly variants: readonly Type[];
}
/** Parsed and checked, but no runtime can produce one. */
export interface TupleType extends Attributed {
  readonly kind: 'tuple';
  readonly items: readonly Type[];
}

export type Type =
  PrimitiveType | MediaType | LiteralType | ClassRef | EnumRef | AliasRef | ListType | MapType | UnionType | TupleType;

/** Block attributes of a class or an enum (`@@stream.done` and its kin apply to every use). */
export interface BlockAttributes extends TypeAttributes {
  readonly dynamic?: boolean;
  readonly alias?: string;
  readonly description?: string;
}

export interface Field {
  readonly name: string;
  /** Name in prompts and in model answers when it differs from `name`. */
  readonly alias?: string;
  readonly description?: string;
  /** `@skip`: the field does not exist for prompts and parsing. */
  readonly skip?: boolean;
  readonly type: Type;
  /** The field's name. */
  readonly source: SourceRange;
}

export interface ClassType {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly attributes: BlockAttributes;
  /** The class's name. */
  readonly source: SourceRange;
}

export interface EnumValue {
  readonly name: string;
  readonly alias?: string;
  readonly description?: string;
  readonly skip?: boolean;
  readonly source: SourceRange;
}

export interface EnumType {
  readonly name: string;
  readonly values: readonly EnumValue[];
  readonly attributes: BlockAttributes;
  readonly source: SourceRange;
}

/** A recursive type alias. */
export interface AliasType {
  readonly name: string;
  readonly type: Type;
  readonly source: SourceRange;
}

/** All named types reachable from what is run, by name, in order of declaration. */
export interface Schema {
  readonly classes: Readonly<Record<string, ClassType>>;
  readonly enums: Readonly<Record<string, EnumType>>;
  readonly aliases: Readonly<Record<string, AliasType>>;
}
