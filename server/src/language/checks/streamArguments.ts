/** Stream attributes take no arguments. The compiler refuses them on blocks only, and ignores them elsewhere. */
import { STREAM_ATTRIBUTES } from '../semantics/attributes';
import { attributeSites } from '../semantics/attributeSites';
import type { Check } from './check';

export const streamArguments: Check = (file, _symbols, report) => {
  for (const { attributes } of attributeSites(file)) {
    for (const { name, block, args, argsSpan } of attributes) {
      if (!argsSpan || !args || !STREAM_ATTRIBUTES.includes(name)) continue;
      const severity = block && args.length ? 'error' : 'warning';
      const written = block ? `@@${name}` : `@${name}`;
      report(severity, 'stream-arguments', argsSpan, `\`${written}\` takes no arguments. Remove the parentheses.`, {
        unnecessary: true,
      });
    }
  }
};
