/** What a name means at its place. */
import type { MediaName, PrimitiveName } from '../../ir/schema';
import type { Declaration, Property, StringValue, TypeExpr } from '../syntax/ast';
import { graphComponents, reachable } from './graph';
import type { Located, Symbols } from './symbols';

export const PRIMITIVES: ReadonlySet<string> = new Set<PrimitiveName>(['string', 'int', 'float', 'bool', 'null']);
export const MEDIA: ReadonlySet<string> = new Set<MediaName>(['image', 'audio', 'pdf', 'video']);

export type TypeMeaning = 'primitive' | 'media' | 'class' | 'enum' | 'alias' | undefined;

/** What a type name stands for; undefined when no such type is declared. */
export function typeMeaning(symbols: Symbols, name: string): TypeMeaning {
  if (PRIMITIVES.has(name)) return 'primitive';
  if (MEDIA.has(name)) return 'media';
  if (symbols.classes.has(name)) return 'class';
  if (symbols.enums.has(name)) return 'enum';
  if (symbols.aliases.has(name)) return 'alias';
  return undefined;
}

/** Every type expression inside one, itself included, from the outside in. */
export function* typeExpressions(type: TypeExpr | undefined): Generator<TypeExpr> {
  const stack = type ? [type] : [];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    const inner = innerTypes(next);
    for (let i = inner.length - 1; i >= 0; i--) stack.push(inner[i]!);
  }
}

/** The type expressions directly inside one. */
export function innerTypes(type: TypeExpr): readonly TypeExpr[] {
  switch (type.kind) {
    case 'list':
      return [type.item];
    case 'optional':
      return [type.inner];
    case 'union':
      return type.members;
    case 'map':
      return [type.key, type.value].filter((part) => part !== undefined);
    case 'paren':
      return type.inner ? [type.inner] : [];
    case 'tuple':
      return type.items;
    default:
      return [];
  }
}

/** Names of the aliases that an alias uses, directly. */
function usedAliases(symbols: Symbols, name: string): string[] {
  const used: string[] = [];
  for (const type of typeExpressions(symbols.aliases.get(name)?.decl.type)) {
    if (type.kind === 'name' && symbols.aliases.has(type.name) && !symbols.classes.has(type.name)) used.push(type.name);
  }
  return used;
}

/** An alias and those it uses, each after the aliases it uses itself; those that lead back to themselves are recursive. */
export function aliasOrder(
  symbols: Symbols,
  start: string,
): {
  readonly order: readonly string[];
  readonly recursive: ReadonlySet<string>;
} {
  const uses = (name: string) => usedAliases(symbols, name);
  const components = graphComponents(reachable([start], uses), uses);
  const recursive = new Set<string>();
  for (const { members, cyclic } of components) if (cyclic) for (const name of members) recursive.add(name);
  return { order: components.flatMap((component) => component.members), recursive };
}

/** Whether an alias leads back to itself. */
export function isRecursiveAlias(name: string, symbols: Symbols): boolean {
  return symbols.aliases.has(name) && aliasOrder(symbols, name).recursive.has(name);
}

/** Orders names by where they are declared. */
export function byPlace(table: ReadonlyMap<string, Located<Declaration>>): (a: string, b: string) => number {
  return (a, b) => {
    const [one, other] = [table.get(a), table.get(b)];
    if (!one || !other) return 0;
    if (one.file !== other.file) return one.file.uri < other.file.uri ? -1 : 1;
    return one.decl.span.start - other.decl.span.start;
  };
}

/** The last property of a name counts, as in the official compiler. */
export function propertyOf(properties: readonly Property[], name: string): Property | undefined {
  return properties.findLast((property) => property.name.text === name);
}

/** The text of a property that is a string, quoted or bare. */
export function stringProperty(properties: readonly Property[], name: string): StringValue | undefined {
  const value = propertyOf(properties, name)?.value;
  return value?.kind === 'string' ? value : undefined;
}
