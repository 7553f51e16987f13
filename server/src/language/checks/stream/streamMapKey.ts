/** Stream attributes on the key of a map mean nothing. */
import { removalFix } from '../../semantics/attributeEdits';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamMapKey: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    if (standingOf(use, symbols) !== 'map-key') continue;
    const { attribute, written } = use;
    report(
      'warning',
      'stream-map-key',
      attribute.span,
      `\`${written}\` has no effect on the key of a map. Remove it, or put it on the value: \`map<K, (V ${written})>\`.`,
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
