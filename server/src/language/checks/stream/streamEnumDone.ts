/** `@@stream.done` on an enum: its values appear in one step anyway. */
import { removalFix } from '../../semantics/attributeEdits';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamEnumDone: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    const { attribute, site } = use;
    if (use.name !== 'stream.done' || site.decl.kind !== 'enum' || standingOf(use, symbols) !== 'block') continue;
    if (site.decl.dynamic) continue;
    report(
      'hint',
      'stream-enum-done',
      attribute.span,
      'A value of an enum appears in one step anyway. `@@stream.done` can be removed.',
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
