import assert from 'node:assert/strict';
import { comparePrompt, readCases } from './prompts';

describe('prompts as the official runtime renders them', () => {
  for (const one of readCases(`${__TEST_ROOT__}/fixtures/prompts`)) {
    it(one.id, () => assert.equal(comparePrompt(one), null));
  }
});
