/** Facts about types that decide what streaming does with them. Language reference 4.2 and 4.4. */
import type { Type } from '../../ir/schema';

export function isNull(type: Type): boolean {
  return type.kind === 'primitive' && type.name === 'null';
}

/** The variants of a union except null; the type itself when it is no union. */
export function nonNullVariants(type: Type): readonly Type[] {
  return type.kind === 'union' ? type.variants.filter((variant) => !isNull(variant)) : [type];
}

export function isNullableType(type: Type): boolean {
  return isNull(type) || (type.kind === 'union' && type.variants.some(isNullableType));
}

/** A value of the type appears in one step even without an attribute: numbers, booleans, enums, literals, null. */
export function isAtomic(type: Type): boolean {
  switch (type.kind) {
    case 'primitive':
      return type.name !== 'string';
    case 'enum':
    case 'literal':
      return true;
    case 'union':
      return type.variants.every(isAtomic);
    default:
      return false;
  }
}
