/** Which variants of a union an unfinished text can still become, as far as a person could tell from it. */
import type { ClassType, Schema, Type } from '../../ir/schema';
import { matchesKey } from '../coerce/match';
import { withoutNull } from './typeText';
import type { Raw, RawObject } from '../json/raw';

/** Keys beyond so many decide nothing any more. */
const MAX_KEYS = 100;

/** The variants of `type` that fit the kind of value seen and, for an object, its keys; `type` itself when no union. */
export function possibleVariants(type: Type, raw: Raw, schema: Schema): readonly Type[] {
  if (type.kind !== 'union') return [type];
  const fitting = flattened(type).filter((variant) => fitsKind(variant, raw));
  if (raw.kind !== 'object' || fitting.length < 2) return fitting;
  const scores = fitting.map((variant) => keysOf(variant, raw, schema));
  const most = Math.max(...scores);
  return fitting.filter((_variant, at) => scores[at] === most);
}

/** Whether some type has several variants, so that the keys of an object may tell which one it is going to be. */
export function hasUnions({ returns, schema }: { readonly returns: Type; readonly schema: Schema }): boolean {
  const fields = Object.values(schema.classes).flatMap((decl) => decl.fields.map((field) => field.type));
  const aliases = Object.values(schema.aliases).map((alias) => alias.type);
  return [returns, ...fields, ...aliases].some(isUnion);
}

function isUnion(type: Type): boolean {
  switch (type.kind) {
    case 'union': {
      const bare = withoutNull(type);
      return bare.kind === 'union' || isUnion(bare);
    }
    case 'list':
      return isUnion(type.item);
    case 'map':
      return isUnion(type.key) || isUnion(type.value);
    case 'tuple':
      return type.items.some(isUnion);
    default:
      return false;
  }
}

const flattened = (type: Type): readonly Type[] => (type.kind === 'union' ? type.variants.flatMap(flattened) : [type]);

function fitsKind(type: Type, raw: Raw): boolean {
  switch (type.kind) {
    case 'class':
    case 'map':
      return raw.kind === 'object';
    case 'list':
      return raw.kind === 'list';
    case 'alias':
      return true;
    case 'enum':
      return raw.kind === 'string';
    case 'literal':
      if (typeof type.value === 'string') return raw.kind === 'string';
      return raw.kind === (typeof type.value === 'number' ? 'number' : 'word');
    case 'primitive':
      return kindOf(raw) === (type.name === 'float' ? 'int' : type.name);
    // Nothing else can be made from text.
    default:
      return false;
  }
}

/** The primitive that the text of a value looks like. */
function kindOf(raw: Raw): 'string' | 'int' | 'bool' | 'null' | undefined {
  if (raw.kind === 'string') return 'string';
  if (raw.kind === 'number') return 'int';
  if (raw.kind !== 'word') return undefined;
  return raw.value === null ? 'null' : 'bool';
}

/** How many keys of `raw` mean something to the variant; -1 when a finished literal says it is another one. */
function keysOf(type: Type, raw: RawObject, schema: Schema): number {
  const size = Math.min(raw.keys.length, MAX_KEYS);
  const decl = type.kind === 'class' ? schema.classes[type.name] : undefined;
  if (decl === undefined) return size;
  let known = 0;
  for (let at = 0; at < size; at++) {
    const field = fieldFor(decl, raw.keys[at]!);
    if (field === undefined) continue;
    if (at < raw.values.length && contradicts(field.type, raw.values[at]!)) return -1;
    known++;
  }
  return known;
}

/** The field of a class that a key of the text means. */
export function fieldFor(decl: ClassType, key: string): ClassType['fields'][number] | undefined {
  const named = (field: ClassType['fields'][number]): string => field.alias ?? field.name;
  const fields = decl.fields.filter((field) => field.skip !== true);
  return fields.find((field) => named(field) === key) ?? fields.find((field) => matchesKey(key, named(field)));
}

/** Whether a finished text is none of the literals a field admits. */
function contradicts(type: Type, raw: Raw): boolean {
  if (raw.kind !== 'string') return false;
  const literals = flattened(type);
  return literals.every((one) => one.kind === 'literal' && one.value !== raw.value);
}
