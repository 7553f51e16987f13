import * as assert from 'node:assert/strict';
import { Memo } from '../../server/src/runtime/memo';

describe('what is kept by number', () => {
  for (const size of [0, 1, 8, 9, 50]) {
    it(`is found again among ${size}`, () => {
      const memo = new Memo();
      for (let key = 0; key < size; key++) memo.add(key * 3, `value ${key}`);
      for (let key = 0; key < size; key++) assert.equal(memo.get(key * 3), `value ${key}`);
      assert.equal(memo.get(size * 3), undefined);
      assert.equal(memo.get(1), undefined);
    });

    it(`is replaced and let go among ${size}`, () => {
      for (let gone = 0; gone < size; gone++) {
        const memo = new Memo();
        for (let key = 0; key < size; key++) memo.add(key, key);
        memo.set(gone, 'another');
        assert.equal(memo.get(gone), 'another');
        memo.delete(gone);
        memo.delete(size);
        assert.equal(memo.get(gone), undefined);
        for (let key = 0; key < size; key++) if (key !== gone) assert.equal(memo.get(key), key);
        memo.set(gone, 'again');
        memo.set(size, 'more');
        assert.deepEqual([memo.get(gone), memo.get(size)], ['again', 'more']);
      }
    });
  }
});
