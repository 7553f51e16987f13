/** `@@stream.…` in a `dynamic` block of a type builder: the class or enum it adds to keeps its own, and takes no others. */
import { removalFix } from '../../semantics/attributeEdits';
import { streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamDynamicBlock: Check = (file, _symbols, report) => {
  for (const { attribute, site, written } of streamUses(file)) {
    const { decl, place } = site;
    if ((place !== 'class' && place !== 'enum') || !('dynamic' in decl) || !decl.dynamic) continue;
    report(
      'warning',
      'stream-dynamic-block',
      attribute.span,
      `\`${written}\` has no effect in a \`dynamic\` block, which only adds to \`${decl.name?.text ?? 'its target'}\`. Write it where \`${decl.name?.text ?? 'the target'}\` is declared.`,
      { unnecessary: true, fixes: [removalFix(file, attribute)] },
    );
  }
};
