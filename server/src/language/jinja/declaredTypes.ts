/** Types written in BAML as templates see them: aliases are looked through, attributes do not matter. */
import { memberNamed } from '../semantics/members';
import type { ClassScope, EnumScope, TypeScope } from '../semantics/typeScope';
import { MEDIA } from '../semantics/resolve';
import type { TypeExpr } from '../syntax/ast';
import type { JinjaType, Member } from './analysis';
import { BOOL, FLOAT, INT, NONE, STRING, UNKNOWN, listOf, mapOf, union } from './types';

/** A type with more parts than this, aliases replaced, is unknown where it goes on. */
const MAX_PARTS = 300;
/** Deeper aliases and types are unknown. */
const MAX_DEPTH = 40;

const PRIMITIVES: Readonly<Record<string, JinjaType>> = {
  string: STRING,
  int: INT,
  float: FLOAT,
  bool: BOOL,
  null: NONE,
};

/** What a template sees of a value of the declared type. */
export function declaredType(type: TypeExpr | undefined, scope: TypeScope): JinjaType {
  let parts = 0;
  const open = new Set<string>();
  const read = (expression: TypeExpr | undefined, depth: number): JinjaType => {
    if (!expression || depth > MAX_DEPTH || ++parts > MAX_PARTS) return UNKNOWN;
    switch (expression.kind) {
      case 'name':
        return named(expression.name, depth);
      case 'literal':
        return { kind: 'literal', value: expression.value };
      case 'list':
        return listOf(read(expression.item, depth + 1));
      case 'optional':
        return union(read(expression.inner, depth + 1), NONE);
      case 'union':
        return union(...expression.members.map((member) => read(member, depth + 1)));
      case 'map':
        return mapOf(read(expression.key, depth + 1), read(expression.value, depth + 1));
      case 'paren':
        return read(expression.inner, depth + 1);
      case 'tuple':
        return { kind: 'tuple', items: expression.items.map((item) => read(item, depth + 1)) };
      default:
        return UNKNOWN;
    }
  };
  const named = (name: string, depth: number): JinjaType => {
    if (Object.hasOwn(PRIMITIVES, name)) return PRIMITIVES[name] as JinjaType;
    if (MEDIA.has(name)) return { kind: 'media' };
    if (scope.class(name)) return { kind: 'class', name };
    if (scope.enum(name)) return { kind: 'enum', name };
    const alias = scope.alias(name);
    if (!alias || open.has(name)) return UNKNOWN;
    open.add(name);
    const target = read(alias.type, depth + 1);
    open.delete(name);
    return target;
  };
  return read(type, 0);
}

/** The field of a class as a member. The first of a name counts. */
export function fieldOf(owner: ClassScope, name: string, scope: TypeScope): Member | undefined {
  const field = memberNamed(owner.fields, name);
  if (!field) return undefined;
  const symbol = { kind: 'field', name, owner: owner.owner } as const;
  return { name, kind: 'field', type: declaredType(field.type, scope), symbol };
}

/** The value of an enum as a member of the enum. */
export function valueOf(owner: EnumScope, name: string): Member | undefined {
  if (!memberNamed(owner.values, name)) return undefined;
  const symbol = { kind: 'value', name, owner: owner.owner } as const;
  return { name, kind: 'value', type: { kind: 'enum', name: owner.symbol.name }, symbol };
}
