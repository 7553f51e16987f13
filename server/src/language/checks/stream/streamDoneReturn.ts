/** Results that arrive once, complete: marked themselves, or of a class that is held as a whole. */
import { isWhole } from '../../semantics/streamFacts';
import { isDoneClass, typedUses } from '../../semantics/streamUses';
import { typeUsesIn } from '../../semantics/typeUses';
import type { Check } from '../check';

export const streamDoneReturn: Check = (file, symbols, report) => {
  for (const { attribute, site, type } of typedUses(file, symbols, 'stream.done')) {
    if (site.place !== 'return' || isWhole(type, symbols)) continue;
    if (type.kind === 'primitive') continue;
    report(
      'information',
      'stream-done-return',
      attribute.span,
      'With `@stream.done` on the result there are no partial results: it arrives once, complete.',
    );
  }
  if (!symbols.marked('done').length) return;
  for (const [name, uses] of typeUsesIn(file)) {
    for (const { in: place, shape, type } of uses) {
      if (place !== 'result' || (shape !== 'whole' && shape !== 'optional')) continue;
      const declared = symbols.classes.get(name)?.decl;
      if (!declared || !isDoneClass(declared, symbols)) continue;
      report(
        'information',
        'stream-done-return',
        type.span,
        `\`${name}\` carries \`@@stream.done\`, so there are no partial results: it arrives once, complete.`,
      );
    }
  }
};
