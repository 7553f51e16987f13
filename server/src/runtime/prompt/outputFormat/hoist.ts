/** Which enums, classes and aliases of a return type are written under their own names, and in which order. */
import type { EnumType, Schema, Type, UnionType } from '../../../ir/schema';
import { fail } from '../failure';
import type { OutputFormatOptions } from '../outputFormat';

export interface Hoisted {
  readonly enums: readonly string[];
  readonly classes: readonly string[];
  readonly aliases: readonly string[];
  /** Names of all of them. */
  readonly names: ReadonlySet<string>;
}

/** An enum with more values than this is not written inline. */
const MAX_INLINE_VALUES = 6;

/**
 * Walks the types with a stack, so that what later fields lead to comes first, as the official runtime does. Classes
 * that form a cycle are written together, in the order the project declares them.
 */
export function hoist(target: Type, schema: Schema, options: OutputFormatOptions): Hoisted {
  const found = reach(target, schema);
  const enums = found.enums.filter((name) => {
    const declared = schema.enums[name];
    return declared && (options.alwaysHoistEnums || needsOwnBlock(declared)) && !isEnum(target, name);
  });
  const classes: string[] = [];
  const add = (name: string): void => {
    if (!classes.includes(name)) classes.push(name);
  };
  const cycles = cyclesOf(schema, found.classes);
  for (const name of found.classes) for (const member of cycles.get(name) ?? []) add(member);
  if (options.hoistClasses === 'all') found.classes.forEach(add);
  else if (options.hoistClasses !== 'auto') {
    for (const name of options.hoistClasses) {
      if (!found.classes.includes(name)) {
        fail(`could not serialize to value: Cannot hoist class "${name}" because it does not exist`);
      }
      add(name);
    }
  }
  return { enums, classes, aliases: found.aliases, names: new Set([...enums, ...classes, ...found.aliases]) };
}

export function needsOwnBlock(declared: EnumType): boolean {
  const values = declared.values.filter((value) => !value.skip);
  return values.length > MAX_INLINE_VALUES || values.some((value) => value.description !== undefined);
}

function isEnum(type: Type, name: string): boolean {
  return type.kind === 'enum' && type.name === name;
}

interface Reached {
  readonly enums: string[];
  readonly classes: string[];
  readonly aliases: string[];
}

function reach(target: Type, schema: Schema): Reached {
  const reached: Reached = { enums: [], classes: [], aliases: [] };
  const seen = new Set<string>();
  const stack: Type[] = [target];
  for (let type = stack.pop(); type; type = stack.pop()) {
    if (type.kind === 'enum' || type.kind === 'class' || type.kind === 'alias') {
      if (seen.has(`${type.kind} ${type.name}`)) continue;
      seen.add(`${type.kind} ${type.name}`);
      (type.kind === 'enum' ? reached.enums : type.kind === 'class' ? reached.classes : reached.aliases).push(
        type.name,
      );
    }
    for (const part of partsOf(type, schema)) stack.push(part);
  }
  return reached;
}

/** The types directly inside a type, in order. */
function partsOf(type: Type, schema: Schema): readonly Type[] {
  switch (type.kind) {
    case 'class':
      return (schema.classes[type.name]?.fields ?? []).filter((field) => !field.skip).map((field) => field.type);
    case 'alias': {
      const alias = schema.aliases[type.name];
      return alias ? [alias.type] : [];
    }
    case 'union':
      return type.variants;
    case 'list':
      return [type.item];
    case 'map':
      return [type.key, type.value];
    case 'tuple':
      return type.items;
    default:
      return [];
  }
}

/** For each class that can contain itself: all classes of its cycle, in order of declaration. */
function cyclesOf(schema: Schema, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map(names.map((name) => [name, classesIn(name, schema)]));
  const reachable = new Map(names.map((name) => [name, closure(name, next)]));
  const declared = Object.keys(schema.classes);
  const cycles = new Map<string, readonly string[]>();
  for (const name of names) {
    if (!reachable.get(name)?.has(name)) continue;
    const members = declared.filter((other) => reachable.get(name)?.has(other) && reachable.get(other)?.has(name));
    cycles.set(name, members);
  }
  return cycles;
}

function classesIn(name: string, schema: Schema): ReadonlySet<string> {
  const classes = new Set<string>();
  const aliases = new Set<string>();
  const stack = [...partsOf({ kind: 'class', name }, schema)];
  for (let type = stack.pop(); type; type = stack.pop()) {
    if (type.kind === 'class') {
      classes.add(type.name);
      continue;
    }
    if (type.kind === 'alias') {
      if (aliases.has(type.name)) continue;
      aliases.add(type.name);
    }
    for (const part of partsOf(type, schema)) stack.push(part);
  }
  return classes;
}

function closure(name: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>();
  const stack = [...(next.get(name) ?? [])];
  for (let other = stack.pop(); other !== undefined; other = stack.pop()) {
    if (reached.has(other)) continue;
    reached.add(other);
    for (const further of next.get(other) ?? []) stack.push(further);
  }
  return reached;
}

/** The members of a union that are not null, nested unions flattened. */
export function withoutNull(union: UnionType): readonly Type[] {
  return flat(union).filter((variant) => !isNull(variant));
}

export function hasNull(union: UnionType): boolean {
  return flat(union).some(isNull);
}

function flat(union: UnionType): readonly Type[] {
  return union.variants.flatMap((variant) => (variant.kind === 'union' ? flat(variant) : [variant]));
}

function isNull(type: Type): boolean {
  return type.kind === 'primitive' && type.name === 'null';
}
