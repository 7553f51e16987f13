/** `@stream.not_null` inside a type: elements, values and members are never null by themselves, or the runtime overlooks it. */
import { outwardFix, removalFix } from '../../semantics/attributeEdits';
import { typedUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamNotNullInner: Check = (file, symbols, report) => {
  for (const { attribute, site, standing } of typedUses(file, symbols, 'stream.not_null')) {
    if (standing === 'replacing' || site.place !== 'inner') continue;
    // Around a list or a map it would wait for nothing, and a result is never null.
    const isMember = site.within?.length === 1 && site.within[0]!.kind === 'union' && site.root !== 'return';
    const moved = isMember ? outwardFix(file, attribute, site) : undefined;
    const advice = isMember ? 'Put it on the whole type.' : 'It can be removed.';
    report(
      'warning',
      'stream-not-null-inner',
      attribute.span,
      `\`@stream.not_null\` has no effect inside a type: only a field as a whole can hold its object back. ${advice}`,
      { unnecessary: true, fixes: [...(moved ? [moved] : []), removalFix(file, attribute)] },
    );
  }
};
