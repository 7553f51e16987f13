/** Types as coercion reads them; `compileTypes.ts` makes them. */
import type { ClassType, Constraint, EnumType, EnumValue, Field, LiteralType, Schema, Type } from '../../ir/schema';

/** How the members of a class are read. `done`: as a whole, inside a class or field that is `@stream.done`. */
export type Mode = 'streaming' | 'done' | 'final';

export interface TyBase {
  readonly id: number;
  /** Refused while its text is unfinished. */
  readonly done: boolean;
  readonly notNull: boolean;
  readonly withState: boolean;
  readonly constraints: readonly Constraint[];
  readonly source: Type;
  /** It is a variant of a union, whose rules of choice hold for its values then. */
  readonly inUnion: boolean;
  /** A value that does not cast is asked for its constraints too: a union or alias it stands in has none, otherwise. */
  readonly asksAlways: boolean;
  /** The declared form, which decides what is withheld; itself for a declared form. */
  readonly declared: Ty | null;
}
export interface ScalarTy extends TyBase {
  readonly kind: 'string' | 'int' | 'float' | 'bool' | 'null' | 'media';
}
export interface LiteralTy extends TyBase {
  readonly kind: 'literal';
  readonly value: LiteralType['value'];
}
export interface EnumTy extends TyBase {
  readonly kind: 'enum';
  readonly decl: EnumType;
  readonly values: readonly EnumValue[];
  /** The constraints the official runtime remembers for the enum: those of the use of it that it looks at last. */
  readonly own: () => readonly Constraint[];
}
export interface ClassTy extends TyBase {
  readonly kind: 'class';
  readonly decl: ClassType;
  readonly mode: Mode;
  readonly members: Members;
  /** As with enums, for the class in this mode. */
  readonly own: () => readonly Constraint[];
}
export interface ListTy extends TyBase {
  readonly kind: 'list';
  readonly item: Ty;
}
export interface MapTy extends TyBase {
  readonly kind: 'map';
  readonly key: Ty;
  readonly value: Ty;
}
export interface UnionTy extends TyBase {
  readonly kind: 'union';
  readonly variants: readonly Ty[];
  readonly nullable: boolean;
}
export interface AliasTy extends TyBase {
  readonly kind: 'alias';
  readonly name: string;
  readonly mode: Mode;
  readonly target: () => Ty;
}
export type Ty = ScalarTy | LiteralTy | EnumTy | ClassTy | ListTy | MapTy | UnionTy | AliasTy;

/** The fields of a class in one mode, built when first needed. */
export interface Members {
  fields(): readonly Member[];
  byName(): ReadonlyMap<string, number>;
  /** Whether the official partial parser knows the class in this mode. */
  known(): boolean;
}

export interface Member {
  readonly name: string;
  /** The name in the model's text. */
  readonly rendered: string;
  readonly ty: Ty;
  /** What decides whether the value is withheld. */
  readonly declared: Ty;
  readonly field: Field;
  /** May be null in this mode. */
  readonly optional: boolean;
}

export interface Types {
  readonly schema: Schema;
  /** What partial answers are read with. */
  readonly streaming: Ty;
  /** What the final answer is read with. */
  readonly final: Ty;
}

/** How deep a type is looked into before it counts as one that may. */
const MAX_LOOK = 8;

/**
 * Whether a reading of type `ty` may take a candidate as the text it was read from. A class with several fields never does;
 * one with a single field offers that field whatever there is.
 */
export function mayReadText(ty: Ty, depth = 0): boolean {
  if (depth > MAX_LOOK) return true;
  switch (ty.kind) {
    case 'string':
    case 'enum':
    case 'literal':
    case 'alias':
    case 'media':
      return true;
    case 'int':
    case 'float':
    case 'bool':
    case 'null':
    case 'map':
      return false;
    case 'list':
      return mayReadText(ty.item, depth + 1);
    case 'union':
      return ty.variants.some((variant) => mayReadText(variant, depth + 1));
    case 'class': {
      const fields = ty.members.fields();
      return fields.length === 1 && mayReadText(fields[0]!.ty, depth + 1);
    }
  }
}

/** Whether `type` admits null: it says so itself, or it is an alias of a type that does. */
export function isOptional(type: Type, schema: Schema): boolean {
  const seen = new Set<string>();
  let named = type;
  while (named.kind === 'alias' && !seen.has(named.name)) {
    seen.add(named.name);
    const alias = schema.aliases[named.name];
    if (alias === undefined) return false;
    named = alias.type;
  }
  return admitsNull(named);
}

function admitsNull(type: Type): boolean {
  if (type.kind === 'union') return type.variants.some(admitsNull);
  return type.kind === 'primitive' && type.name === 'null';
}

/** The class or enum a type names. */
export function blockOf(type: Type, schema: Schema): ClassType | EnumType | undefined {
  if (type.kind === 'class') return schema.classes[type.name];
  if (type.kind === 'enum') return schema.enums[type.name];
  return undefined;
}
