/** A return type as it would be without one attribute: what *Try without it* reads a recording by. */
import type { ClassType, SourceRange, Type, TypeAttributes } from '../ir/schema';
import { frozenCopy } from './frozen';
import type { OutputType } from './stream/engine';

const STREAM = ['done', 'notNull', 'withState'] as const;

/**
 * The same types without the stream attribute that is written at `at`, wherever it takes effect; undefined when none is
 * written there.
 */
export function withoutAttribute({ returns, schema }: OutputType, at: SourceRange): OutputType | undefined {
  let found = false;
  const attributes = <A extends TypeAttributes>(written: A): A => {
    const gone = STREAM.filter((name) => isSame(written[name], at));
    if (!gone.length) return written;
    found = true;
    return Object.fromEntries(
      Object.entries(written).filter(([name]) => !gone.includes(name as (typeof STREAM)[number])),
    ) as unknown as A;
  };
  const type = (of: Type): Type => {
    const parts = partsOf(of, type);
    return of.attributes ? { ...parts, attributes: attributes(of.attributes) } : parts;
  };
  const values = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
  const ofClass = (one: ClassType): ClassType => ({
    ...one,
    fields: one.fields.map((field) => ({ ...field, type: type(field.type) })),
    attributes: attributes(one.attributes),
  });

  const changed: OutputType = {
    returns: type(returns),
    schema: {
      ...schema,
      classes: values(schema.classes, ofClass),
      enums: values(schema.enums, (one) => ({ ...one, attributes: attributes(one.attributes) })),
      aliases: values(schema.aliases, (one) => ({ ...one, type: type(one.type) })),
    },
  };
  return found ? frozenCopy(changed) : undefined;
}

/** The type with its parts changed. */
function partsOf(of: Type, change: (type: Type) => Type): Type {
  switch (of.kind) {
    case 'list':
      return { ...of, item: change(of.item) };
    case 'map':
      return { ...of, key: change(of.key), value: change(of.value) };
    case 'union':
      return { ...of, variants: of.variants.map(change) };
    case 'tuple':
      return { ...of, items: of.items.map(change) };
    default:
      return of;
  }
}

function isSame(written: SourceRange | undefined, at: SourceRange): boolean {
  return written !== undefined && written.uri === at.uri && written.start === at.start && written.end === at.end;
}
