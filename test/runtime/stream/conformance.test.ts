import * as assert from 'node:assert/strict';
import { compareCase } from '../../conformance/streaming';
import { allCases, knownDifferences } from './cases';

describe('streaming: what the official runtime returns', () => {
  const known = knownDifferences();
  const cases = allCases();

  for (const tier of ['clean', 'attributes', 'messy'] as const) {
    describe(tier, () => {
      for (const one of cases.filter((each) => each.tier === tier)) {
        const differs = known[one.id];
        it(differs === undefined ? one.id : `${one.id} (differs: ${differs})`, () => {
          const { difference } = compareCase(one);
          if (differs === undefined) assert.equal(difference, null, difference ?? '');
          else assert.notEqual(difference, null, 'agrees now: take it off differences.json');
        });
      }
    });
  }

  it('lists only differences of existing cases', () => {
    const ids = new Set(cases.map((one) => one.id));
    assert.deepEqual(
      Object.keys(known).filter((id) => !ids.has(id)),
      [],
    );
  });
});
