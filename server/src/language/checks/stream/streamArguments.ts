/** Stream attributes take no arguments. The compiler refuses them on blocks only, and ignores them elsewhere. */
import { replacement } from '../../edits';
import { STREAM_ATTRIBUTES } from '../../semantics/attributes';
import { writtenName } from '../../semantics/attributeEdits';
import { attributeSites } from '../../semantics/attributeSites';
import type { Check } from '../check';

export const streamArguments: Check = (file, _symbols, report) => {
  for (const { attributes } of attributeSites(file)) {
    for (const attribute of attributes) {
      const { name, block, args, argsSpan, broken } = attribute;
      if (broken || !argsSpan || !args || !STREAM_ATTRIBUTES.includes(name)) continue;
      const fixes = [{ title: 'Remove the parentheses', edits: [replacement(file, argsSpan, '')], preferred: true }];
      const message = `\`${writtenName(attribute)}\` takes no arguments. Remove the parentheses.`;
      const extra = { unnecessary: true, fixes };
      if (block) for (const { span } of args) report('error', 'stream-arguments', span, message, extra);
      if (!block || !args.length) report('warning', 'stream-arguments', argsSpan, message, extra);
    }
  }
};
