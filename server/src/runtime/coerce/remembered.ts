/** The constraints that the official runtime remembers for classes and enums, which it applies to all uses of them. */
import type { Constraint, SourceRange, Type } from '../../ir/schema';
import { typeLabel } from './failure';
import type { ClassTy, Member, Ty } from './types';

export interface Remembered {
  readonly enums: ReadonlyMap<string, readonly Constraint[]>;
  /** By mode and name. */
  readonly classes: ReadonlyMap<string, readonly Constraint[]>;
}

/**
 * Goes through the types that `root` leads to in the order of the official runtime: the one found last is looked at first, and
 * each spelling of a type once. Of several uses of an enum or class, the one looked at last is remembered.
 * `streamed`: the fields of a class in streaming mode.
 */
export function rememberedIn(root: Ty, streamed: (ty: ClassTy) => readonly Member[]): Remembered {
  const enums = new Map<string, readonly Constraint[]>();
  const classes = new Map<string, readonly Constraint[]>();
  const seen = new Set<string>();
  const aliases = new Set<string>();
  const isNew = (ty: Ty): boolean => {
    const label = typeLabel(ty);
    if (seen.has(label)) return false;
    seen.add(label);
    return true;
  };
  const stack = [root];
  for (let ty = stack.pop(); ty !== undefined; ty = stack.pop()) {
    switch (ty.kind) {
      case 'list':
        stack.push(neverNull(ty.item));
        break;
      case 'map':
        if (isNew(ty)) stack.push(neverNull(ty.key), neverNull(ty.value));
        break;
      case 'union':
        // Variants are said to be never null in the streaming form only, items and entries always.
        if (!isNew(ty)) break;
        for (const variant of ty.variants) {
          const bare = isCarried(variant.source, ty.source) ? { ...variant, source: unsaid(variant.source) } : variant;
          stack.push(ty.declared === null ? bare : neverNull(bare));
        }
        break;
      case 'enum':
        if (isNew(ty)) enums.set(ty.decl.name, ty.constraints);
        break;
      case 'class':
        if (!isNew(ty)) break;
        classes.set(
          `${ty.mode === 'final' ? 'final' : ty.done ? 'done' : 'streaming'} ${ty.decl.name}`,
          ty.constraints,
        );
        for (const field of fieldsOf(ty, streamed)) stack.push(field);
        break;
      case 'alias':
        if (aliases.has(ty.name)) break;
        aliases.add(ty.name);
        stack.push(ty.target());
        break;
    }
  }
  return { enums, classes };
}

/** Whether what is said of a variant was written at its union: `Name? @stream.not_null` says it of both. */
function isCarried({ attributes: own }: Type, { attributes: all }: Type): boolean {
  if (own === undefined || all === undefined) return false;
  const isSame = (a: SourceRange | undefined, b: SourceRange | undefined): boolean =>
    a?.uri === b?.uri && a?.start === b?.start;
  const areSame =
    isSame(own.done, all.done) && isSame(own.notNull, all.notNull) && isSame(own.withState, all.withState);
  return areSame && own.constraints === undefined;
}

function unsaid(type: Type): Type {
  const { attributes: _, ...bare } = type;
  return bare;
}

const neverNull = (ty: Ty): Ty => ({ ...ty, notNull: true });

/**
 * The types of the fields as they are looked at. Those of a done class are never null, which makes another spelling, and done where
 * the class says so of all; but a class inside it that is not done itself is looked at as one that streams.
 */
function fieldsOf(ty: ClassTy, streamed: (ty: ClassTy) => readonly Member[]): readonly Ty[] {
  if (!ty.done) return (ty.mode === 'done' ? streamed(ty) : ty.members.fields()).map((member) => member.ty);
  const block = ty.decl.attributes.done !== undefined;
  return ty.members.fields().map(({ ty: field }) => ({ ...field, notNull: true, done: field.done || block }));
}
