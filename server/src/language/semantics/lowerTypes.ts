/** Type expressions, classes and enums to `ir`. Attribute binding: language reference 3 and 4.4. */
import type {
  AliasType,
  ClassType,
  EnumType,
  Field,
  MediaName,
  PrimitiveName,
  Type,
  TypeAttributes,
} from '../../ir/schema';
import type { AliasDecl, Attribute, ClassDecl, EnumDecl, TypeExpr } from '../syntax/ast';
import { unwrapped } from '../syntax/readType';
import { blockAttributes, fieldAttributes, has, textArgument, typeAttributes } from './attributes';
import { aliasOrder, typeMeaning } from './resolve';
import type { Located, Symbols } from './symbols';

/** A larger alias is kept as a reference, as recursive ones are: replacing it would blow the schema up. */
const MAX_ALIAS_SIZE = 2000;
const MAX_ALIAS_DEPTH = 50;

export interface TypeLowering {
  /** A type expression with the attributes behind it. */
  type(uri: string, type: TypeExpr | undefined, attributes?: readonly Attribute[]): Type;
  class(located: Located<ClassDecl>): ClassType;
  enum(located: Located<EnumDecl>): EnumType;
  /** Only for aliases that stay references. */
  alias(located: Located<AliasDecl>): AliasType;
  /** Whether uses of the alias stay references instead of being replaced by its target. */
  isReference(name: string): boolean;
}

const optionalNames = new WeakSet<Type>();

/** Whether a type was written as `Name?` with the name of a class or an enum, which generators tell from `Name | null`. */
export function isOptionalName(type: Type): boolean {
  return optionalNames.has(type);
}

const written = new WeakMap<readonly Type[], readonly Type[]>();

/** The members of a union before the unions among them became part of it. */
export function membersAsWritten(variants: readonly Type[]): readonly Type[] {
  return written.get(variants) ?? variants;
}

const known = new WeakMap<Symbols, TypeLowering>();

/** The lowering of a project's types; made once for each state of the project. */
export function typeLowering(symbols: Symbols): TypeLowering {
  let found = known.get(symbols);
  if (!found) known.set(symbols, (found = createTypeLowering(symbols)));
  return found;
}

function createTypeLowering(symbols: Symbols): TypeLowering {
  const references = new Set<string>();
  const targets = new Map<string, Type>();
  const measured = new WeakMap<Type, { size: number; depth: number }>();

  function lower(uri: string, expression: TypeExpr | undefined, outer: readonly Attribute[] = []): Type {
    // What is missing was reported; it is read as text so that everything around it still has a meaning.
    if (!expression) return { kind: 'primitive', name: 'string' };
    // `(T @x)?` is `T? @x`: the attribute stands on the whole, however often it is made optional.
    const { type, attributes, optional } = bare(expression);
    const own = typeAttributes(uri, [...outer, ...attributes]);
    if (!optional) return withAttributes(lowerBare(uri, type, own !== undefined), own);
    const value = lowerBare(uri, type, false);
    const named = (value.kind === 'class' || value.kind === 'enum') && type.kind === 'name' && type.name === value.name;
    // Of a block with constraints, the value says itself how it streams, too.
    const member = named && isConstrained(value.name) ? withAttributes(value, streamsOf(own)) : value;
    const whole = withAttributes(union([member, NULL]), own);
    if (named) optionalNames.add(whole);
    return whole;
  }

  /** `replaced`: the attributes of an alias give way to those written at its use, all of them. */
  function lowerBare(uri: string, type: TypeExpr, replaced: boolean): Type {
    switch (type.kind) {
      case 'name':
        return lowerName(type.name, replaced);
      case 'literal':
        return { kind: 'literal', value: type.value };
      case 'list':
        return { kind: 'list', item: lower(uri, type.item) };
      case 'map':
        return { kind: 'map', key: lower(uri, type.key), value: lower(uri, type.value) };
      case 'tuple':
        return { kind: 'tuple', items: type.items.map((item) => lower(uri, item)) };
      case 'union':
        return union(type.members.map((member) => lower(uri, member)));
      case 'optional':
        return lower(uri, type);
      default:
        return { kind: 'primitive', name: 'string' };
    }
  }

  function lowerName(name: string, replaced: boolean): Type {
    switch (typeMeaning(symbols, name)) {
      case 'primitive':
        return { kind: 'primitive', name: name as PrimitiveName };
      case 'media':
        return { kind: 'media', name: name as MediaName };
      case 'class':
        return { kind: 'class', name };
      case 'enum':
        return { kind: 'enum', name };
      case 'alias': {
        const target = targetOf(name);
        if (!target) return { kind: 'alias', name };
        if (!replaced) return target;
        const { attributes: _, ...bare } = target;
        return bare;
      }
      default:
        // Reported as unknown. As a class without a declaration it keeps its name wherever it is shown.
        return { kind: 'class', name };
    }
  }

  /** Whether a class or enum has checks or asserts of its own. */
  function isConstrained(name: string): boolean {
    const block = symbols.classes.get(name) ?? symbols.enums.get(name);
    return block !== undefined && (has(block.decl.attributes, 'check') || has(block.decl.attributes, 'assert'));
  }

  /** What stands for an alias; undefined when it stays a reference. Looks only at aliases that lead from it. */
  function targetOf(alias: string): Type | undefined {
    if (references.has(alias) || targets.has(alias)) return targets.get(alias);
    const { order, recursive } = aliasOrder(symbols, alias);
    for (const name of recursive) references.add(name);
    for (const name of order) {
      const found = references.has(name) || targets.has(name) ? undefined : symbols.aliases.get(name);
      if (!found) continue;
      const target = lowerTarget(found);
      const { size, depth } = measure(target, measured);
      if (size > MAX_ALIAS_SIZE || depth > MAX_ALIAS_DEPTH) references.add(name);
      else targets.set(name, target);
    }
    return targets.get(alias);
  }

  /**
   * What an alias stands for. Where it names another alias, alone or made optional, what is said of that one and of its type is
   * said of this one, too: here attributes add up, while those at a use replace those of the alias. A recursive alias is looked
   * into as well, once, also as a member of a union.
   */
  function lowerTarget({ file, decl }: Located<AliasDecl>): Type {
    const { uri } = file;
    if (!decl.type) return lower(uri, undefined);
    const { type, attributes, optional } = bare(decl.type);
    const own = typeAttributes(uri, [...decl.attributes, ...attributes]);
    if (type.kind === 'union') {
      const whole = union([
        ...type.members.map((member) => insideOf(member) ?? lower(uri, member)),
        ...(optional ? [NULL] : []),
      ]);
      return withAttributes(whole, own);
    }
    const named = insideOf(type);
    if (!named) return lower(uri, decl.type, decl.attributes);
    const { attributes: said, ...target } = named;
    return withAttributes(optional ? union([target, NULL]) : target, added(said, own));
  }

  /** What an alias that is named stands for; undefined for every other type. */
  function insideOf(expression: TypeExpr): Type | undefined {
    const { type, attributes } = unwrapped(expression);
    if (type.kind !== 'name' || attributes.length > 0 || typeMeaning(symbols, type.name) !== 'alias') return undefined;
    const alias = symbols.aliases.get(type.name);
    return targetOf(type.name) ?? (alias && lower(alias.file.uri, alias.decl.type, alias.decl.attributes));
  }

  return {
    type: lower,
    isReference: (name) => symbols.aliases.has(name) && targetOf(name) === undefined,
    alias: ({ file, decl }) => ({
      name: decl.name!.text,
      type: lower(file.uri, decl.type, decl.attributes),
      source: { uri: file.uri, ...decl.name!.span },
    }),
    class: ({ file, decl }) => ({
      name: decl.name!.text,
      fields: lowerFields(file.uri, decl, lower),
      attributes: blockAttributes(file.uri, decl.attributes),
      source: { uri: file.uri, ...decl.name!.span },
    }),
    enum: ({ file, decl }) => ({
      name: decl.name!.text,
      values: decl.values.map(({ name, attributes }) => ({
        name: name.text,
        ...texts(attributes),
        source: { uri: file.uri, ...name.span },
      })),
      attributes: blockAttributes(file.uri, decl.attributes),
      source: { uri: file.uri, ...decl.name!.span },
    }),
  };
}

const NULL: Type = { kind: 'primitive', name: 'null' };

/** A type without parentheses and question marks around it, with the attributes behind them. */
function bare(expression: TypeExpr): { type: TypeExpr; attributes: readonly Attribute[]; optional: boolean } {
  let { type, attributes } = unwrapped(expression);
  let optional = false;
  while (type.kind === 'optional') {
    optional = true;
    const inner = unwrapped(type.inner);
    attributes = [...attributes, ...inner.attributes];
    type = inner.type;
  }
  return { type, attributes, optional };
}

/** What is said of a type by two, one after the other. */
function added(first: TypeAttributes | undefined, then: TypeAttributes | undefined): TypeAttributes | undefined {
  if (!first || !then) return first ?? then;
  const constraints = [...(first.constraints ?? []), ...(then.constraints ?? [])];
  return { ...first, ...then, ...(constraints.length > 0 && { constraints }) };
}

function withAttributes(type: Type, attributes: TypeAttributes | undefined): Type {
  return attributes ? { ...type, attributes } : type;
}

/** The stream attributes alone; undefined when there are none. */
function streamsOf(attributes: TypeAttributes | undefined): TypeAttributes | undefined {
  if (!attributes) return undefined;
  const { constraints: _, ...streams } = attributes;
  return Object.keys(streams).length ? streams : undefined;
}

function lowerFields(uri: string, decl: ClassDecl, lower: TypeLowering['type']): Field[] {
  const seen = new Set<string>();
  const fields: Field[] = [];
  for (const { name, type, attributes } of decl.fields) {
    if (seen.has(name.text)) continue;
    seen.add(name.text);
    fields.push({
      name: name.text,
      ...texts(fieldAttributes(type, attributes)),
      type: lower(uri, type, attributes),
      source: { uri, ...name.span },
    });
  }
  return fields;
}

function texts(attributes: readonly Attribute[]): { alias?: string; description?: string; skip?: boolean } {
  const alias = textArgument(attributes, 'alias');
  const description = textArgument(attributes, 'description');
  return {
    ...(alias !== undefined && { alias }),
    ...(description !== undefined && { description }),
    ...(has(attributes, 'skip') && { skip: true }),
  };
}

/** What a union of one type and that type again is: what is written on the union replaces what is written on the type. Undefined for every other type. */
function onlyVariant(type: Type): Type | undefined {
  if (type.kind !== 'union') return undefined;
  const [first, ...others] = type.variants;
  if (first === undefined || others.length === 0 || others.some(({ kind }) => kind !== first.kind)) return undefined;
  const text = spelling(first);
  if (others.some((other) => spelling(other) !== text)) return undefined;
  return withAttributes(first, type.attributes);
}

/** The same for two types that differ in nothing but where they, or what is said of them, were written. */
const spelling = (type: Type): string =>
  JSON.stringify(type, (key, value: unknown) => (key === 'condition' ? undefined : isPlace(value) ? true : value));

const isPlace = (value: unknown): boolean => typeof value === 'object' && value !== null && 'uri' in value;

/** Unions inside are spread, and lose what is written on them, unless that is a check or an assert. A second bare null is left out. */
function union(members: readonly Type[]): Type {
  const variants: Type[] = [];
  let hasNull = false;
  const add = (type: Type) => {
    const isNull = type.kind === 'primitive' && type.name === 'null' && !type.attributes;
    if (isNull && hasNull) return;
    hasNull ||= isNull;
    variants.push(type);
  };
  for (const member of members) {
    const only = onlyVariant(member);
    if (only) add(only);
    else if (member.kind === 'union' && !member.attributes?.constraints) member.variants.forEach(add);
    else add(member);
  }
  written.set(variants, members);
  return variants.length === 1 ? variants[0]! : { kind: 'union', variants };
}

function measure(type: Type, known: WeakMap<Type, { size: number; depth: number }>): { size: number; depth: number } {
  const found = known.get(type);
  if (found) return found;
  const inner =
    type.kind === 'list'
      ? [type.item]
      : type.kind === 'map'
        ? [type.key, type.value]
        : type.kind === 'union'
          ? type.variants
          : type.kind === 'tuple'
            ? type.items
            : [];
  let size = 1;
  let depth = 0;
  for (const part of inner) {
    const measured = measure(part, known);
    size += measured.size;
    depth = Math.max(depth, measured.depth);
  }
  const result = { size, depth: depth + 1 };
  known.set(type, result);
  return result;
}
