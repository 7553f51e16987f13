/**
 * Options that look like others. Whatever BAML does not know is sent to the provider, which mostly ignores what it does not
 * know either: a slip of the pen goes unnoticed, and so does the setting that was meant.
 */
import { optionsOf } from '../semantics/clientOptions';
import { BODY_PARAMETERS } from '../semantics/bodyParameters';
import { nearest } from '../text';
import type { Check } from './check';
import { checkedClients } from './clientOptions';
import { changeTo } from './suggestion';

export const misspeltOptions: Check = (file, _symbols, report) => {
  for (const { provider, entries } of checkedClients(file)) {
    const { known, closed } = optionsOf(provider);
    if (closed) continue;
    for (const { key } of entries) {
      const { text, span } = key;
      if (text.length < 4 || Object.hasOwn(known, text) || BODY_PARAMETERS.has(text)) continue;
      const limit = text.length <= 6 ? 1 : 2;
      const found = nearest(text, Object.keys(known), limit) ?? nearest(text, BODY_PARAMETERS, limit);
      if (found === undefined) continue;
      const fixes = [changeTo(file, span, found)];
      const message = `\`${text}\` is sent to the provider as it is. Did you mean \`${found}\`?`;
      report('warning', 'misspelt-options', span, message, { fixes });
    }
  }
};
