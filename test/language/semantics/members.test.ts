import assert from 'node:assert/strict';
import { memberNamed } from '../../../server/src/language/semantics/members';

describe('a member by name', () => {
  for (const count of [3, 300]) {
    it(`is the first of its name among ${count}`, () => {
      const names = Array.from({ length: count }, (_, i) => ({
        name: { text: `f${i % (count - 1)}`, span: { start: i, end: i + 1 } },
      }));
      assert.equal(memberNamed(names, 'f0'), names[0]);
      assert.equal(memberNamed(names, 'f1'), names[1]);
      assert.equal(memberNamed(names, 'none'), undefined);
      assert.equal(memberNamed([], 'f0'), undefined);
    });
  }
});
