/** A field with `@skip` never gets a value, so it must be nullable. */
import { fieldAttributes, has } from '../semantics/attributes';
import { typeExpressions, typeMeaning } from '../semantics/resolve';
import type { Symbols } from '../semantics/symbols';
import type { TypeExpr } from '../syntax/ast';
import type { Check } from './check';
import { changeTo } from './suggestion';

export const skippedFields: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'class') continue;
    for (const { name, type, attributes } of decl.fields) {
      if (!type || !has(fieldAttributes(type, attributes), 'skip') || isWrittenNullable(type)) continue;
      // What a name that stands for nothing was meant to be, nobody knows.
      if (hasUnknown(type, symbols)) continue;
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

function hasUnknown(type: TypeExpr, symbols: Symbols): boolean {
  for (const part of typeExpressions(type)) if (part.kind === 'name' && !typeMeaning(symbols, part.name)) return true;
  return false;
}

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
