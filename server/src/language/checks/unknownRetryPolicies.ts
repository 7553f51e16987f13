/** The retry policy of a client is declared in the project. */
import { stringProperty } from '../semantics/resolve';
import { didYouMean } from '../text';
import type { Check } from './check';

export const unknownRetryPolicies: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'client') continue;
    const policy = stringProperty(decl.properties, 'retry_policy');
    if (!policy || symbols.retries.has(policy.value)) continue;
    const hint =
      didYouMean(policy.value, symbols.retries.keys()) || ' Declare it with `retry_policy`, or remove the line.';
    report('error', 'unknown-retry-policies', policy.span, `No retry policy is named \`${policy.value}\`.${hint}`);
  }
};
