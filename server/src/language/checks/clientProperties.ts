/** A client has a provider that exists, and options; its options are read by the check of client options. */
import { PROVIDERS } from '../semantics/providers';
import { propertyOf } from '../semantics/resolve';
import type { Check } from './check';
import { isBroken, kindOf, knownOnly, spanOf, startOf } from './properties';
import { suggestWord } from './suggestion';
import { addLines } from './valueFixes';

const CODE = 'client-properties';

export const clientProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'client') continue;
    knownOnly(file, decl.properties, ['provider', 'options', 'retry_policy'], 'client', CODE, report);
    const provider = propertyOf(decl.properties, 'provider');
    const value = provider?.value;
    if (!provider) {
      if (isBroken(file, decl)) continue;
      report('error', CODE, startOf(decl), 'This client has no provider. Add one, such as `provider openai`.', {
        fixes: addLines(file, decl.span, 'provider openai', ['provider openai']),
      });
    } else if (value && value.kind !== 'string') {
      report(
        'error',
        CODE,
        spanOf(value),
        `The provider is written as text, not as ${kindOf(value)}, so that it is known before a run.`,
      );
    } else if (value && !PROVIDERS.includes(value.value) && !(/\s/.test(value.value) && isBroken(file, decl))) {
      const { hint, extra } = suggestWord(file, value.span, value.value, PROVIDERS);
      const advice = hint || ` Use one of: ${PROVIDERS.slice(0, 13).join(', ')}.`;
      report('error', CODE, value.span, `No provider is named \`${value.value}\`.${advice}`, extra);
    }
    const options = propertyOf(decl.properties, 'options')?.value;
    if (options && options.kind !== 'map') {
      report('error', CODE, options.span, `Options are a map, not ${kindOf(options)}. Write \`options { … }\`.`);
    }
    const policy = propertyOf(decl.properties, 'retry_policy')?.value;
    if (policy && policy.kind !== 'string') {
      report('error', CODE, policy.span, `A retry policy is given by its name, not as ${kindOf(policy)}.`);
    }
  }
};
