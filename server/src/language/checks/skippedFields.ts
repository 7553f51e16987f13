/** A field with `@skip` never gets a value, so it must be nullable. */
import { fieldAttributes, has } from '../semantics/attributes';
import { isNullable } from '../semantics/nullable';
import type { Check } from './check';
import { changeTo } from './suggestion';

export const skippedFields: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'class') continue;
    for (const { name, type, attributes } of decl.fields) {
      if (!type || !has(fieldAttributes(type, attributes), 'skip') || isNullable(type, symbols)) continue;
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
