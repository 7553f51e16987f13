/** The constraints that the official runtime remembers for classes and enums, which it applies to all uses of them. */
import type { Constraint } from '../../ir/schema';
import { typeLabel } from './failure';
import type { Ty } from './types';

export interface Remembered {
  readonly enums: ReadonlyMap<string, readonly Constraint[]>;
  /** By mode and name. */
  readonly classes: ReadonlyMap<string, readonly Constraint[]>;
}

/**
 * Goes through the types that `root` leads to in the order of the official runtime: the one found last is looked at first, and
 * each spelling of a type once. Of several uses of an enum or class, the one looked at last is remembered.
 */
export function rememberedIn(root: Ty): Remembered {
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
        stack.push(ty.item);
        break;
      case 'map':
        if (isNew(ty)) stack.push(ty.key, ty.value);
        break;
      case 'union':
        if (isNew(ty)) stack.push(...ty.variants);
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
        // Fields of a done class are looked at as never null, which makes another spelling.
        for (const member of ty.members.fields()) stack.push(ty.done ? { ...member.ty, notNull: true } : member.ty);
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
