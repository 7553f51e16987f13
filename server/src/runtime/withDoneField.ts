/** A return type as it would be with `@stream.done` on one more field: what *Use … on one field only* reads a recording by. */
import type { SourceRange } from '../ir/schema';
import { frozenCopy } from './frozen';
import type { OutputType } from './stream/engine';

/** The same types with the field whose name stands at `field` marked done; undefined when there is none. */
export function withDoneField({ returns, schema }: OutputType, field: SourceRange): OutputType | undefined {
  let found = false;
  const classes = Object.fromEntries(
    Object.entries(schema.classes).map(([name, one]) => {
      const fields = one.fields.map((member) => {
        const { uri, start, end } = member.source;
        if (uri !== field.uri || start !== field.start || end !== field.end) return member;
        found = true;
        return { ...member, type: { ...member.type, attributes: { ...member.type.attributes, done: field } } };
      });
      return [name, { ...one, fields }];
    }),
  );
  return found ? frozenCopy({ returns, schema: { ...schema, classes } }) : undefined;
}
