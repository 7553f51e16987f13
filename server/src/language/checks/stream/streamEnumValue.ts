/** Stream attributes on the values of an enum mean nothing. */
import { removalFix } from '../../semantics/attributeEdits';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamEnumValue: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    if (standingOf(use, symbols) !== 'enum-value') continue;
    report(
      'warning',
      'stream-enum-value',
      use.attribute.span,
      `\`${use.written}\` has no effect on a value of an enum. Remove it.`,
      { unnecessary: true, fixes: [removalFix(file, use.attribute)] },
    );
  }
};
