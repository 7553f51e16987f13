/**
 * done-ignored: `@stream.done` on an optional or union sits on the union, where the official filter overlooks it. Written on
 * every variant it takes effect.
 */
import type { Field, Schema, Type } from '../../ir/schema';
import type { OutputType } from '../stream/engine';

/** The same types with `@stream.done` of every union on its variants too. */
export function withDoneOnVariants({ returns, schema }: OutputType): OutputType {
  const classes = mapValues(schema.classes, (decl) => ({
    ...decl,
    fields: decl.fields.map((field): Field => ({ ...field, type: rewritten(field.type) })),
  }));
  const aliases = mapValues(schema.aliases, (alias) => ({ ...alias, type: rewritten(alias.type) }));
  const mended: Schema = { ...schema, classes, aliases };
  return { returns: rewritten(returns), schema: mended };
}

function rewritten(type: Type): Type {
  switch (type.kind) {
    case 'list':
      return { ...type, item: rewritten(type.item) };
    case 'map':
      return { ...type, key: rewritten(type.key), value: rewritten(type.value) };
    case 'union': {
      const done = type.attributes?.done;
      const variants = type.variants.map(rewritten);
      if (done === undefined) return { ...type, variants };
      return {
        ...type,
        variants: variants.map((one) => ({
          ...one,
          attributes: { ...one.attributes, done: one.attributes?.done ?? done },
        })),
      };
    }
    default:
      return type;
  }
}

function mapValues<T>(all: Readonly<Record<string, T>>, how: (one: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, how(one)]));
}
