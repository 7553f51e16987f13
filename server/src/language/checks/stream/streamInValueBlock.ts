/** Stream attributes on properties of functions, clients, retry policies, generators and tests mean nothing. */
import { removalFix } from '../../semantics/attributeEdits';
import { streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamInValueBlock: Check = (file, _symbols, report) => {
  for (const { attribute, site, written } of streamUses(file)) {
    if (site.place !== 'property') continue;
    report(
      'warning',
      'stream-in-value-block',
      attribute.span,
      `\`${written}\` has no effect on a property. Remove it, or put it on a type.`,
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
