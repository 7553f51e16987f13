/** Stream attributes that change nothing about a result. */
import { removalFix } from '../../semantics/attributeEdits';
import { isWhole } from '../../semantics/streamFacts';
import { typedUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamOnReturn: Check = (file, symbols, report) => {
  for (const { attribute, site, type } of typedUses(file, symbols, 'stream.done')) {
    if (site.place !== 'return') continue;
    const isText = type.kind === 'primitive' && type.name === 'string';
    if (!isText && !isWhole(type, symbols)) continue;
    const why = isText
      ? 'A result that is a string streams all the same.'
      : 'A result of this type arrives as a whole anyway.';
    report('hint', 'stream-on-return', attribute.span, `${why} \`@stream.done\` can be removed.`, {
      unnecessary: true,
      fixes: [removalFix(file, attribute)],
    });
  }
  for (const { attribute, site } of typedUses(file, symbols, 'stream.not_null')) {
    if (site.place !== 'return') continue;
    const message = 'A result is never null. `@stream.not_null` can be removed.';
    const fixes = [removalFix(file, attribute)];
    report('hint', 'stream-on-return', attribute.span, message, { unnecessary: true, fixes });
  }
};
