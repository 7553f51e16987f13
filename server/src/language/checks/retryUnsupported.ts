/** BAML Live makes one attempt, whatever the client's retry policy says; whoever reads the policy should know. */
import { propertyOf, stringProperty } from '../semantics/resolve';
import type { Check } from './check';

export const retryUnsupported: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'client') continue;
    const policy = stringProperty(decl.properties, 'retry_policy');
    const retry = policy && symbols.retries.get(policy.value)?.decl;
    if (!policy || !retry) continue;
    const limit = propertyOf(retry.properties, 'max_retries')?.value;
    // With 0 there is nothing to retry; for what is no count, `retryProperties` has its own words.
    if (limit?.kind !== 'number' || !(Number(limit.text) > 0)) continue;
    report(
      'information',
      'retry-unsupported',
      policy.span,
      `BAML Live does not retry yet: Run makes one attempt, and generated clients follow \`${policy.value}\`.`,
    );
  }
};
