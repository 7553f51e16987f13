/** An empty alias leaves a member without a name in prompts: `: string` is what the model would see. */
import { attributeSites } from '../semantics/attributeSites';
import type { Check } from './check';
import { remove } from './suggestion';

export const emptyAliases: Check = (file, _symbols, report) => {
  for (const { attributes, place } of attributeSites(file)) {
    if (place !== 'field' && place !== 'enum-value') continue;
    for (const { name, args, span } of attributes) {
      const alias = name === 'alias' ? args?.[0] : undefined;
      if (alias?.kind !== 'string' || alias.value.trim()) continue;
      const message = 'With an empty alias the model sees no name here. Write a name between the quotes, or remove it.';
      report('warning', 'empty-aliases', alias.span, message, { fixes: [remove(file, span, '@alias')] });
    }
  }
};
