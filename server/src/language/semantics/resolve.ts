/** What a name means at its place. */
import type { MediaName, PrimitiveName } from '../../ir/schema';
import type { AliasDecl, Property, StringValue, TypeExpr } from '../syntax/ast';
import { graphComponents } from './graph';
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

/** Names of the aliases a type expression uses, directly. */
function usedAliases(symbols: Symbols, alias: Located<AliasDecl>): string[] {
  const used: string[] = [];
  for (const type of typeExpressions(alias.decl.type)) {
    if (type.kind === 'name' && symbols.aliases.has(type.name) && !symbols.classes.has(type.name)) used.push(type.name);
  }
  return used;
}

/** The aliases, each after the aliases it uses; those that lead back to themselves are recursive. */
export function aliasOrder(symbols: Symbols): {
  readonly order: readonly string[];
  readonly recursive: ReadonlySet<string>;
} {
  const components = graphComponents([...symbols.aliases.keys()], (name) =>
    usedAliases(symbols, symbols.aliases.get(name)!),
  );
  const recursive = new Set<string>();
  for (const { members, cyclic } of components) if (cyclic) for (const name of members) recursive.add(name);
  return { order: components.flatMap((component) => component.members), recursive };
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
