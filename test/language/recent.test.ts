import assert from 'node:assert/strict';
import { Recent } from '../../server/src/language/recent';

describe('recent values', () => {
  it('are kept while they are among the last that were asked for', () => {
    const made: string[] = [];
    const recent = new Recent<{ of: string }>(2);
    const ask = (key: string) =>
      recent.get(key, () => {
        made.push(key);
        return { of: key };
      });
    const a = ask('a');
    ask('b');
    assert.equal(ask('a'), a);
    ask('c');
    assert.equal(ask('a'), a);
    ask('b');
    assert.deepEqual(made, ['a', 'b', 'c', 'b']);
  });
});
