import assert from 'node:assert/strict';
import { rolesOf, streams } from '../../../server/src/runtime/providers/openaiModels';

describe('models of OpenAI', () => {
  it('have a system role and stream, but for o1 and its kin', () => {
    for (const model of ['o1', 'o1-mini'])
      assert.deepEqual([streams(model), rolesOf(model)], [false, ['user', 'assistant']]);
    for (const model of ['o3', 'o10', 'gpt-4o', undefined]) {
      assert.deepEqual([streams(model), rolesOf(model)], [true, ['system', 'user', 'assistant']]);
    }
  });
});
