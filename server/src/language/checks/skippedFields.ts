/** A field with `@skip` never gets a value, so it must be nullable. */
import { fieldAttributes, has } from '../semantics/attributes';
import type { TypeExpr } from '../syntax/ast';
import type { Check } from './check';
import { changeTo } from './suggestion';

export const skippedFields: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'class') continue;
    for (const { name, type, attributes } of decl.fields) {
      if (!type || !has(fieldAttributes(type, attributes), 'skip') || isWrittenNullable(type)) continue;
      const source = file.text.slice(type.span.start, type.span.end);
      const optional = type.kind === 'union' ? `(${source})?` : `${source}?`;
      report(
        'error',
        'skipped-fields',
        name.span,
        `\`${name.text}\` is skipped, so its type must be optional: \`${optional}\`.`,
        { fixes: [{ ...changeTo(file, type.span, optional), preferred: true }] },
      );
    }
  }
};

/** The compiler looks at the type as it is written, not behind the name of an alias. */
function isWrittenNullable(type: TypeExpr): boolean {
  switch (type.kind) {
    case 'optional':
      return true;
    case 'paren':
      return type.inner === undefined || isWrittenNullable(type.inner);
    case 'union':
      return type.members.some(isWrittenNullable);
    case 'name':
      return type.name === 'null';
    default:
      return type.kind === 'broken';
  }
}
