/**
 * What some classes and aliases carry that matters to whatever leads to them. Few projects have any, so it is asked first
 * whether there is one at all: `symbols.marked`.
 */
import type { Attribute, Declaration, TypeExpr } from '../syntax/ast';
import { typesOf } from './allTypes';
import { has } from './attributes';
import { MEDIA, typeExpressions } from './resolve';

export type Mark =
  /** A `@check`, which changes the type of a value. */
  | 'check'
  /** A type that a model cannot write. */
  | 'unwritable'
  /** A class that is held as a whole. */
  | 'done';

export function marksOf(decl: Declaration): Set<Mark> {
  const marks = new Set<Mark>();
  if (decl.kind !== 'class' && decl.kind !== 'alias') return marks;
  const attributes = [
    ...decl.attributes,
    ...(decl.kind === 'class' ? decl.fields.flatMap((field) => field.attributes) : []),
  ];
  if (attributes.some(isCheck)) marks.add('check');
  if (decl.kind === 'class' && has(decl.attributes, 'stream.done')) marks.add('done');
  for (const type of typesOf(decl)) {
    for (const part of typeExpressions(type)) {
      if (isUnwritable(part)) marks.add('unwritable');
      if (part.attributes.some(isCheck)) marks.add('check');
    }
  }
  return marks;
}

export function isCheck({ name }: Attribute): boolean {
  return name === 'check';
}

/** Media and tuples. */
export function isUnwritable(type: TypeExpr): boolean {
  return type.kind === 'tuple' || (type.kind === 'name' && MEDIA.has(type.name));
}
