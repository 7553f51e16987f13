/** `@stream.done` on numbers, booleans, enums, literals and null: they appear in one step anyway. */
import { removalFix } from '../../semantics/attributeEdits';
import { typedUses } from '../../semantics/streamUses';
import { isAtomic } from '../../semantics/typeFacts';
import type { Check } from '../check';

export const streamDoneRedundantAtomic: Check = (file, symbols, report) => {
  for (const { attribute, site, type, standing } of typedUses(file, symbols, 'stream.done')) {
    if (standing === 'replacing' || site.place === 'return' || !isAtomic(type)) continue;
    report(
      'hint',
      'stream-done-redundant-atomic',
      attribute.span,
      'A value of this type appears in one step anyway. `@stream.done` can be removed.',
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
