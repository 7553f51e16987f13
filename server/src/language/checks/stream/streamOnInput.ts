/** Stream attributes on what only goes into a prompt: parameters, and types that only parameters lead to. */
import { removalFix } from '../../semantics/attributeEdits';
import { standingOf, streamUses } from '../../semantics/streamUses';
import type { Check } from '../check';

export const streamOnInput: Check = (file, symbols, report) => {
  for (const use of streamUses(file)) {
    const { attribute, written, site } = use;
    const standing = standingOf(use, symbols);
    const extra = { unnecessary: true, fixes: [removalFix(file, attribute)] };
    if (standing === 'parameter') {
      const message = `\`${written}\` has no effect on a parameter: only results are streamed. Remove it.`;
      report('warning', 'stream-on-input', attribute.span, message, extra);
    } else if (standing === 'input-type') {
      const message = `\`${written}\` has no effect: only parameters have the type \`${site.decl.name?.text}\`, and only results are streamed. It can be removed.`;
      report('hint', 'stream-on-input', attribute.span, message, extra);
    }
  }
};
