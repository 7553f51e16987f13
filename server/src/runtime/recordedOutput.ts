/**
 * The return type kept in a recording, checked before it is believed: a recording is a file, and a file can hold
 * anything.
 */
import type { Json } from '../ir/json';
import { frozenCopy } from './frozen';
import { isObject } from './looseJson';
import type { OutputType } from './stream/engine';

type Bag = Readonly<Record<string, unknown>>;

/** Deeper types than this are not written by people. */
const DEEPEST = 200;
const PRIMITIVES = ['string', 'int', 'float', 'bool', 'null'];
const MEDIA = ['image', 'audio', 'pdf', 'video'];

/** The type and the named types behind it, or undefined when the data is not of that shape. Never throws. */
export function recordedOutput(ir: Json): OutputType | undefined {
  try {
    return isOutput(ir) ? frozenCopy(ir) : undefined;
  } catch {
    return undefined;
  }
}

function isOutput(value: unknown): value is OutputType {
  if (!isObject(value) || !isObject(value.schema)) return false;
  const { classes, enums, aliases } = value.schema;
  if (!isObject(classes) || !isObject(enums) || !isObject(aliases)) return false;
  const names = { classes, enums, aliases };
  return (
    Object.values(classes).every((one) => isClass(one, names)) &&
    Object.values(enums).every(isEnum) &&
    Object.values(aliases).every((one) => isObject(one) && isNamed(one) && isType(one.type, names, 0)) &&
    isType(value.returns, names, 0)
  );
}

interface Names {
  readonly classes: Bag;
  readonly enums: Bag;
  readonly aliases: Bag;
}

function isClass(value: unknown, names: Names): boolean {
  return (
    isObject(value) &&
    isNamed(value) &&
    isAttributes(value.attributes) &&
    Array.isArray(value.fields) &&
    value.fields.every((field) => isObject(field) && isNamed(field) && isMember(field) && isType(field.type, names, 0))
  );
}

function isEnum(value: unknown): boolean {
  return (
    isObject(value) &&
    isNamed(value) &&
    isAttributes(value.attributes) &&
    Array.isArray(value.values) &&
    value.values.every((item) => isObject(item) && isNamed(item) && isMember(item))
  );
}

function isMember({ alias, description, skip }: Bag): boolean {
  return isOptional(alias, 'string') && isOptional(description, 'string') && isOptional(skip, 'boolean');
}

function isNamed({ name, source }: Bag): boolean {
  return typeof name === 'string' && isRange(source);
}

function isType(value: unknown, names: Names, depth: number): boolean {
  if (depth > DEEPEST || !isObject(value)) return false;
  if (value.attributes !== undefined && !isAttributes(value.attributes)) return false;
  const inner = (type: unknown): boolean => isType(type, names, depth + 1);
  const { name } = value;
  switch (value.kind) {
    case 'primitive':
      return typeof name === 'string' && PRIMITIVES.includes(name);
    case 'media':
      return typeof name === 'string' && MEDIA.includes(name);
    case 'literal':
      return ['string', 'number', 'boolean'].includes(typeof value.value);
    case 'class':
      return typeof name === 'string' && Object.hasOwn(names.classes, name);
    case 'enum':
      return typeof name === 'string' && Object.hasOwn(names.enums, name);
    case 'alias':
      return typeof name === 'string' && Object.hasOwn(names.aliases, name);
    case 'list':
      return inner(value.item);
    case 'map':
      return inner(value.key) && inner(value.value);
    case 'union':
      return Array.isArray(value.variants) && value.variants.every(inner);
    case 'tuple':
      return Array.isArray(value.items) && value.items.every(inner);
    default:
      return false;
  }
}

function isAttributes(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { done, notNull, withState, constraints, dynamic, alias, description } = value;
  return (
    [done, notNull, withState].every((at) => at === undefined || isRange(at)) &&
    (constraints === undefined || (Array.isArray(constraints) && constraints.every(isConstraint))) &&
    isOptional(dynamic, 'boolean') &&
    isOptional(alias, 'string') &&
    isOptional(description, 'string')
  );
}

function isConstraint(value: unknown): boolean {
  return (
    isObject(value) &&
    (value.level === 'check' || value.level === 'assert') &&
    (value.label === null || typeof value.label === 'string') &&
    typeof value.expression === 'string' &&
    isRange(value.source)
  );
}

function isRange(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.uri === 'string' &&
    Number.isSafeInteger(value.start) &&
    Number.isSafeInteger(value.end)
  );
}

function isOptional(value: unknown, type: 'string' | 'boolean'): boolean {
  return value === undefined || typeof value === type;
}
