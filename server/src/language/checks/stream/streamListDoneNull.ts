/** `@stream.done` on a list or map makes it null until it starts, which the generated type does not say. */
import { isWhole } from '../../semantics/streamFacts';
import { typedUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamListDoneNull: Check = (file, symbols, report) => {
  for (const { attribute, site, type, standing } of typedUses(file, symbols, 'stream.done')) {
    if (standing === 'replacing' || site.place !== 'field' || isWhole(type, symbols)) continue;
    if (type.kind !== 'list' && type.kind !== 'map') continue;
    const empty = type.kind === 'list' ? '[]' : '{}';
    report(
      'information',
      'stream-list-done-null',
      attribute.span,
      `\`${site.field?.name.text}\` is null until the ${type.kind} begins, and \`${empty}\` until it ends, although its generated type is never null. Expect null in your code.`,
    );
  }
};
