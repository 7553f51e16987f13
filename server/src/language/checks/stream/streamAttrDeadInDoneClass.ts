/** `@stream.not_null` and `@stream.with_state` on the fields of a class that is never seen before it is complete. */
import { removalFix } from '../../semantics/attributeEdits';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamAttrDeadInDoneClass: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    if (use.name === 'stream.done' || standingOf(use, symbols) !== 'done-class') continue;
    const { attribute, site, written } = use;
    const owner = site.decl.name?.text ?? 'the class';
    const field = site.field ? `\`${site.field.name.text}\` is` : 'its fields are';
    const effect =
      use.name === 'stream.not_null' ? 'there is nothing to wait for' : 'its state is `Complete` whenever there is one';
    report(
      'warning',
      'stream-attr-dead-in-done-class',
      attribute.span,
      `\`${written}\` is of no use: \`${owner}\` carries \`@@stream.done\`, so ${field} never seen before \`${owner}\` is complete, and ${effect}. Remove one of the two.`,
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
