/**
 * What streaming does with types, as far as the attributes of a place depend on it. Every sentence here is asked of the official
 * runtime in `test/language/checks/stream/`. Streaming reference 4.
 */
import type { Type } from '../../ir/schema';
import { has } from './attributes';
import { typeLowering } from './lowerTypes';
import type { Symbols } from './symbols';
import { isAtomic, isNullableType, nonNullVariants } from './typeFacts';

/** A value of the type appears in one step: it is atomic, or marked as a whole where it is declared or by its alias. */
export function isWhole(type: Type, symbols: Symbols): boolean {
  if (isAtomic(type)) return true;
  const variants = nonNullVariants(type);
  if (type.kind === 'union') return variants.every((variant) => isWhole(variant, symbols)) || isHeld(type, symbols);
  if (type.attributes?.done) return true;
  const declared = type.kind === 'class' ? symbols.classes.get(type.name)?.decl : undefined;
  return !!declared && has(declared.attributes, 'stream.done');
}

/** A union that its alias marks, where the runtime follows. */
function isHeld(type: Type, symbols: Symbols): boolean {
  return type.attributes?.done !== undefined && !ignoresDone(type, symbols);
}

/**
 * `@stream.done` on a union, an optional among them, holds its value back only when some member is whole by itself, or holds a
 * class. Text, and lists and maps of it, grow as if it were not there.
 */
export function ignoresDone(type: Type, symbols: Symbols): boolean {
  if (type.kind !== 'union') return false;
  return nonNullVariants(type).every(
    (variant) => !isWhole(variant, symbols) && holdsNoClass(variant, symbols, new Set()),
  );
}

function holdsNoClass(type: Type, symbols: Symbols, seen: Set<string>): boolean {
  switch (type.kind) {
    case 'list':
      return holdsNoClass(type.item, symbols, seen);
    case 'map':
      return holdsNoClass(type.value, symbols, seen);
    case 'union':
      return type.variants.every((variant) => holdsNoClass(variant, symbols, seen));
    case 'primitive':
    case 'enum':
    case 'literal':
      return true;
    case 'alias': {
      if (seen.has(type.name)) return true;
      seen.add(type.name);
      const alias = symbols.aliases.get(type.name);
      return !!alias && holdsNoClass(typeLowering(symbols).alias(alias).type, symbols, seen);
    }
    default:
      return false;
  }
}

/** Whether null is a value of the type; looks through recursive aliases. */
export function allowsNull(type: Type, symbols: Symbols): boolean {
  if (isNullableType(type)) return true;
  if (type.kind !== 'alias') return false;
  const alias = symbols.aliases.get(type.name);
  return !!alias && isNullableType(typeLowering(symbols).alias(alias).type);
}
