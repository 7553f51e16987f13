/**
 * Where the stream attributes and fields of a return type are written, by what they are about: `class Item done`, `Item.name`. The
 * text around may move; what they are about stays.
 */
import type { SourceRange, Type, TypeAttributes } from '../ir/schema';
import type { OutputType } from './stream/engine';

const STREAM = ['done', 'notNull', 'withState'] as const;
/** What is nested deeper has no name. */
const MAX_DEPTH = 50;

/** By name of the place; of an alias that was put in at several places, each. */
export function writtenPlaces({ returns, schema }: OutputType): ReadonlyMap<string, SourceRange> {
  const places = new Map<string, SourceRange>();
  const attributes = (of: string, written: TypeAttributes | undefined): void => {
    for (const name of STREAM) {
      const at = written?.[name];
      if (at) places.set(`${of} ${name}`, at);
    }
  };
  const type = (of: string, one: Type, depth = 0): void => {
    attributes(of, one.attributes);
    if (depth === MAX_DEPTH) return;
    switch (one.kind) {
      case 'list':
        return type(`${of}[]`, one.item, depth + 1);
      case 'map':
        type(`${of}{key}`, one.key, depth + 1);
        return type(`${of}{}`, one.value, depth + 1);
      case 'union':
        return one.variants.forEach((variant) => type(`${of}|${memberName(variant)}`, variant, depth + 1));
      case 'tuple':
        return one.items.forEach((item, at) => type(`${of}(${at})`, item, depth + 1));
      default:
        return;
    }
  };
  for (const one of Object.values(schema.classes)) {
    attributes(`class ${one.name}`, one.attributes);
    for (const field of one.fields) {
      places.set(`${one.name}.${field.name}`, field.source);
      type(`${one.name}.${field.name}`, field.type);
    }
  }
  for (const one of Object.values(schema.enums)) attributes(`enum ${one.name}`, one.attributes);
  for (const one of Object.values(schema.aliases)) type(`alias ${one.name}`, one.type);
  type('result', returns);
  return places;
}

/** A member of a union by what it is: others may come before it. */
const memberName = (type: Type): string => ('name' in type ? type.name : type.kind);
