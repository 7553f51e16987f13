/** `@stream.not_null` on lists and maps, which are there from the beginning. */
import { removalFix } from '../../semantics/attributeEdits';
import { typedUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamNotNullCollection: Check = (file, symbols, report) => {
  for (const { attribute, site, type, standing } of typedUses(file, symbols, 'stream.not_null')) {
    if (standing === 'replacing' || site.place === 'inner' || site.place === 'return') continue;
    if (type.kind !== 'list' && type.kind !== 'map') continue;
    const empty = type.kind === 'list' ? '[]' : '{}';
    report(
      'hint',
      'stream-not-null-collection',
      attribute.span,
      `A ${type.kind} is never null while it streams: it is \`${empty}\` from the beginning. \`@stream.not_null\` can be removed.`,
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
