import assert from 'node:assert/strict';
import { AT_PLACE, ATTRIBUTES } from '../../../../server/src/language/features/completion/attributeFacts';

describe('facts about attributes', () => {
  const names = ATTRIBUTES.map(({ name }) => name);

  it('names at places are attributes', () => {
    for (const at of Object.values(AT_PLACE)) for (const name of at) assert.ok(names.includes(name), name);
  });

  it('every attribute is offered somewhere, with what your code sees', () => {
    const offered = new Set(Object.values(AT_PLACE).flat());
    for (const { name, documentation } of ATTRIBUTES) {
      assert.ok(offered.has(name), name);
      assert.match(documentation, /\.$/);
    }
  });
});
