/** Types and their stream attributes as a person writes them. */
import type { ClassType, Schema, Type } from '../../ir/schema';
import { blockOf } from '../coerce/types';

/** The BAML text of `type` without attributes: `(Ok | Err)[]?`. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'primitive':
    case 'media':
    case 'class':
    case 'enum':
    case 'alias':
      return type.name;
    case 'literal':
      return typeof type.value === 'string' ? JSON.stringify(type.value) : String(type.value);
    case 'list':
      return `${grouped(type.item)}[]`;
    case 'map':
      return `map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case 'tuple':
      return `(${type.items.map(typeText).join(', ')})`;
    case 'union': {
      const some = type.variants.filter((variant) => !isNull(variant));
      if (some.length === type.variants.length) return some.map(typeText).join(' | ');
      if (some.length === 0) return 'null';
      return some.length === 1 ? `${grouped(some[0]!)}?` : `(${some.map(typeText).join(' | ')})?`;
    }
  }
}

const isNull = (type: Type): boolean => type.kind === 'primitive' && type.name === 'null';

function grouped(type: Type): string {
  const text = typeText(type);
  return type.kind === 'union' && !text.endsWith('?') ? `(${text})` : text;
}

/** `T` for `T?`; any other type as it is. */
export function withoutNull(type: Type): Type {
  if (type.kind !== 'union') return type;
  const some = type.variants.filter((variant) => !isNull(variant));
  return some.length === 1 ? some[0]! : type;
}

const NAMES = { done: 'stream.done', notNull: 'stream.not_null', withState: 'stream.with_state' } as const;
const KEYS = ['done', 'notNull', 'withState'] as const;

/**
 * The stream attributes in force at a use of `type`, as written: its own (`@stream.done`), those of its class or enum,
 * and the `@@stream.done` of `owner`, the class it is a field of.
 */
export function attributeTexts(type: Type, schema: Schema, owner: ClassType | null): string[] {
  const texts = new Set<string>();
  for (const one of new Set([type, withoutNull(type)])) {
    for (const key of KEYS) if (one.attributes?.[key] !== undefined) texts.add(`@${NAMES[key]}`);
    for (const key of KEYS) if (blockOf(one, schema)?.attributes[key] !== undefined) texts.add(`@@${NAMES[key]}`);
  }
  if (owner?.attributes.done !== undefined) texts.add('@@stream.done');
  return [...texts];
}
