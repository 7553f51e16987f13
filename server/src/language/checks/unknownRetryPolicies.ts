/** The retry policy of a client is declared in the project. */
import { propertyOf, stringProperty } from '../semantics/resolve';
import type { Check } from './check';
import { orRemove, suggest } from './suggestion';
import { declare } from './valueFixes';

export const unknownRetryPolicies: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'client') continue;
    const policy = stringProperty(decl.properties, 'retry_policy');
    if (!policy || symbols.retries.has(policy.value)) continue;
    const near = suggest(file, policy.span, policy.value, symbols.retries.keys());
    const { span } = propertyOf(decl.properties, 'retry_policy')!;
    const declared = declare(file, decl.span, 'retry_policy', policy.value, ['max_retries 2']);
    const { hint, extra } = orRemove(near, file, span, 'retry_policy');
    const advice = hint || ' Declare it with `retry_policy`, or remove the line.';
    const message = `No retry policy is named \`${policy.value}\`.${advice}`;
    const isTaken = symbols.names.has(policy.value);
    const fixes = [...(extra?.fixes ?? []), ...(isTaken ? [] : declared)];
    report('error', 'unknown-retry-policies', policy.span, message, { fixes });
  }
};
