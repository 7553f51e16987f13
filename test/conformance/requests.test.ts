import assert from 'node:assert/strict';
import { compareRequest, readCases, RULES } from './requests';

describe('requests as the official runtime sends them', () => {
  const cases = readCases(`${__TEST_ROOT__}/fixtures/requests`);
  const used = new Set<string>();
  for (const one of cases) {
    it(`${one.id}: ${one.title}`, async () => {
      const { difference, rules } = await compareRequest(one);
      assert.equal(difference, null);
      for (const rule of rules) used.add(rule);
    });
  }

  it('differ on purpose only where a rule says so', () => {
    const unseen = Object.keys(RULES).filter((rule) => !used.has(rule));
    assert.deepEqual(unseen, []);
  });
});
