import assert from 'node:assert/strict';
import { PROVIDER_FACTS } from '../../../../server/src/language/features/completion/providers';
import { PROVIDERS } from '../../../../server/src/language/semantics/providers';
import { completionCases } from '../../../support/completionCases';

describe('completion of providers', () => {
  completionCases('features/completion/providers');

  it('offers every provider but the older spellings', () => {
    const offered = PROVIDER_FACTS.map(({ name }) => name).sort();
    assert.deepEqual(offered, PROVIDERS.filter((name) => !name.startsWith('baml-')).sort());
  });
});
