/** Stream attributes on a field that is never asked for. */
import { removalFix } from '../../semantics/attributeEdits';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamWithSkip: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    if (standingOf(use, symbols) !== 'skipped-field') continue;
    const { attribute, site, written } = use;
    report(
      'warning',
      'stream-with-skip',
      attribute.span,
      `\`${written}\` has no effect: \`${site.field?.name.text}\` carries \`@skip\`, so no answer has it. Remove it.`,
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
