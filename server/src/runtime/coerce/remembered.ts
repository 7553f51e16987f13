/**
 * The constraints that the official runtime remembers for classes and enums, which it applies to all uses of them, and the classes
 * it knows at all. It goes through the uses that the answer's type leads to: the one found last is looked at first, each spelling of
 * a use once, and of several uses of a class or enum the one looked at last is remembered.
 */
import type { ClassType, Constraint, EnumType, SourceRange, Type } from '../../ir/schema';
import { constraintLabel, toldConstraints } from './failure';
import { quote } from './quote';
import type { ClassTy, Member, Ty } from './types';

export interface Remembered {
  readonly enums: ReadonlyMap<string, readonly Constraint[]>;
  /** By mode and name; only those that were found. */
  readonly classes: ReadonlyMap<string, readonly Constraint[]>;
}

/** Other forms of the types on the way. */
export interface Forms {
  /** The fields of a class in streaming mode. */
  streamed(decl: ClassType): readonly Member[];
  /** The streaming form of a declared type that stands in a list or map. */
  streaming(declared: Ty): Ty;
  /** What an alias stands for, and all aliases that lead to it and back, as they are declared. */
  aliasesAround(name: string): readonly { readonly name: string; readonly target: Ty }[];
}

/** A use of a type. `streams`: in its streaming form, not as it is declared. */
interface Use {
  readonly ty: Ty;
  readonly streams: boolean;
}

/** Goes through the types that `root` leads to. `partial`: those that partial answers are read with. */
export function rememberedIn(root: Ty, partial: boolean, forms: Forms): Remembered {
  const enums = new Map<string, readonly Constraint[]>();
  const classes = new Map<string, readonly Constraint[]>();
  const seen = new Set<string>();
  const aliases = new Set<string>();
  const isNew = (use: Use): boolean => {
    const label = spelled(use);
    if (seen.has(label)) return false;
    seen.add(label);
    return true;
  };
  const stack: Use[] = [{ ty: root, streams: partial }];
  /** Items and values are looked at in streaming form, also where the list or map was not. */
  const inner = (ty: Ty, streams: boolean): Use =>
    partial && !streams ? { ty: forms.streaming(ty), streams: true } : { ty: neverNull(ty), streams };
  for (let use = stack.pop(); use !== undefined; use = stack.pop()) {
    const { ty, streams } = use;
    switch (ty.kind) {
      case 'list':
        stack.push(inner(ty.item, streams));
        break;
      case 'map':
        if (isNew(use)) stack.push({ ty: neverNull(ty.key), streams }, inner(ty.value, streams));
        break;
      case 'union':
        if (!isNew(use)) break;
        for (const variant of ty.variants) stack.push({ ty: asWritten(variant, ty), streams });
        break;
      case 'enum':
        if (isNew(use)) enums.set(ty.decl.name, ty.constraints);
        break;
      case 'class':
        if (!isNew(use)) break;
        classes.set(`${!partial ? 'final' : ty.done ? 'done' : 'streaming'} ${ty.decl.name}`, ty.constraints);
        if (!partial) for (const { ty: field } of ty.members.fields()) stack.push({ ty: field, streams: false });
        else if (ty.done) for (const field of fieldsOfDone(ty)) stack.push({ ty: field, streams: false });
        else for (const { ty: field } of forms.streamed(ty.decl)) stack.push({ ty: field, streams: true });
        break;
      case 'alias':
        for (const { name, target } of forms.aliasesAround(ty.name)) {
          if (aliases.has(name)) continue;
          aliases.add(name);
          stack.push({ ty: target, streams: false });
        }
        break;
    }
  }
  return { enums, classes };
}

/** The fields of a class that must be whole: as they are declared, never null, and done where the class says so of all. */
function fieldsOfDone(ty: ClassTy): readonly Ty[] {
  const block = ty.decl.attributes.done !== undefined;
  return ty.members.fields().map(({ ty: field }) => ({ ...field, notNull: true, done: field.done || block }));
}

const neverNull = (ty: Ty): Ty => ({ ...ty, notNull: true });

/** A variant without what was not written on it but on its union: `Name? @stream.not_null` says it of both. */
function asWritten(variant: Ty, { source: union }: Ty): Ty {
  if (!isCarried(variant.source, union)) return variant;
  const { attributes: _, ...bare } = variant.source;
  return { ...variant, source: bare };
}

function isCarried({ attributes: own }: Type, { attributes: all }: Type): boolean {
  if (own === undefined || all === undefined) return false;
  const isSame = (a: SourceRange | undefined, b: SourceRange | undefined): boolean =>
    a?.uri === b?.uri && a?.start === b?.start;
  const areSame =
    isSame(own.done, all.done) && isSame(own.notNull, all.notNull) && isSame(own.withState, all.withState);
  return areSame && own.constraints === undefined;
}

/** A use as the runtime spells it: two that it spells the same it takes for the same. */
function spelled({ ty, streams }: Use, never = false): string {
  const inner = (one: Ty): string => spelled({ ty: one, streams }, true);
  const constraints = toldConstraints(ty).map(constraintLabel).join('');
  const done = ty.done || (!streams && isDoneByItself(ty)) ? ' @stream.done' : '';
  const isNever = streams || never || ty.notNull || ty.kind === 'list' || ty.kind === 'map';
  const state = ty.withState ? ' @stream.with_state' : '';
  return `${body(ty, streams, inner)}${constraints}${done}${isNever ? ' @stream.not_null' : ''}${state}`;
}

function body(ty: Ty, streams: boolean, inner: (ty: Ty) => string): string {
  switch (ty.kind) {
    case 'literal':
      return typeof ty.value === 'string' ? quote(ty.value) : String(ty.value);
    case 'enum':
      return ty.decl.name;
    case 'class':
      return streams && ty.mode === 'streaming' ? `Streaming.${ty.decl.name}` : ty.decl.name;
    case 'alias':
      return streams && ty.mode !== 'streaming' ? ty.name : `Streaming.${ty.name}`;
    case 'list':
      return `${inner(ty.item)}[]`;
    case 'map':
      return `map<${inner(ty.key)}, ${inner(ty.value)}>`;
    case 'union': {
      const variants = ty.variants.filter(({ kind }) => kind !== 'null');
      const all = variants.map((variant) => spelled({ ty: asWritten(variant, ty), streams }));
      return `(${[...all, ...(ty.nullable ? ['null'] : [])].join(' | ')})`;
    }
    default:
      return ty.source.kind === 'media' ? ty.source.name : ty.kind;
  }
}

/** Declared types that are said to be done without an attribute at their use. */
function isDoneByItself(ty: Ty): boolean {
  switch (ty.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'literal':
      return true;
    case 'enum':
      return saysAnything(ty.decl);
    default:
      return false;
  }
}

/** Whether there are attributes on the block of an enum, which make its uses done. */
export const saysAnything = ({ attributes: { alias: _, description: __, ...said } }: EnumType): boolean =>
  Object.values(said).some((value) => value !== undefined && value !== false);
