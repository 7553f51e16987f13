/** `@stream.not_null` on a type that has null among its values waits for nothing. */
import type { Fix } from '../../diagnostic';
import { replacement } from '../../edits';
import type { SourceFile } from '../../project/sourceFile';
import { removalFix } from '../../semantics/attributeEdits';
import { allowsNull } from '../../semantics/streamFacts';
import { typedUses } from '../../semantics/streamUses';
import type { TypeExpr } from '../../syntax/ast';
import type { Check } from '../check';

export const streamNotNullNullable: Check = (file, symbols, report) => {
  for (const { attribute, site, type, standing } of typedUses(file, symbols, 'stream.not_null')) {
    if (standing === 'replacing' || site.place === 'inner' || site.place === 'return') continue;
    if (!allowsNull(type, symbols)) continue;
    report(
      'warning',
      'stream-not-null-nullable',
      attribute.span,
      'null is a value of this type, so `@stream.not_null` waits for nothing. Remove it, or make the type required.',
      { unnecessary: true, fixes: [removalFix(file, attribute), ...requiredType(site.type, file)] },
    );
  }
};

/** Takes the `?` away. */
function requiredType(type: TypeExpr | undefined, file: SourceFile): Fix[] {
  if (type?.kind !== 'optional' || type.inner.kind === 'optional') return [];
  const mark = { start: type.inner.span.end, end: type.span.end };
  return [{ title: 'Make the type required', edits: [replacement(file, mark, '')] }];
}
