import assert from 'node:assert/strict';
import { tagProblem, tagsOf, type Tag } from '../../protocol/runOptions';

const tags = (...pairs: [string, string][]): Tag[] => pairs.map(([name, value]) => ({ name, value }));
const of = (...pairs: [string, string][]) => tagsOf({ tags: tags(...pairs), stop: [] });

describe('tags of a run', () => {
  it('are those with a name, without blanks around it; of one name the last', () => {
    assert.deepEqual(of(['tenant', 'a'], ['', 'lost'], [' plan ', 'pro'], ['tenant', 'b']), {
      tenant: 'b',
      plan: 'pro',
    });
    assert.deepEqual(tagsOf(undefined), {});
  });

  it('say what is odd about them', () => {
    assert.equal(tagProblem(tags(['a', '1'], ['b', '2'], ['', ''])), undefined);
    assert.match(tagProblem(tags(['a', '1'], ['a ', '2']))!, /`a` stands here twice/);
    assert.match(tagProblem(tags(['', '2']))!, /without a name/);
  });
});
