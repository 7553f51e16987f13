import assert from 'node:assert/strict';
import { problemsOf } from '../../support/actions';
import { actionsAt } from '../../support/actions';

describe('sample values', () => {
  const sampleOf = (type: string) => {
    const source = `class P {
  name string
  age int?
  tags string[]
  kind Kind
}
class Rec {
  next Rec[]
  other Rec | int
}
enum Kind {
  First
  Second
}
type Id = "x" | "y"
function F(a: ${type}) -> string {
  client "openai/gpt-4o"
  prompt #"{{ a }}"#
}
test «»T {
  functions [F]
  args {
  }
}
`;
    const { actions, apply } = actionsAt(source, 'fix');
    const { title } = actions[0]!;
    assert.deepEqual(problemsOf(apply(title)), [], title);
    return title;
  };

  it('fit the type they are made for', () => {
    assert.equal(sampleOf('string'), 'Add `a ""`');
    assert.equal(sampleOf('int'), 'Add `a 0`');
    assert.equal(sampleOf('float'), 'Add `a 0.0`');
    assert.equal(sampleOf('bool'), 'Add `a true`');
    assert.equal(sampleOf('Kind'), 'Add `a First`');
    assert.equal(sampleOf('Id'), 'Add `a "x"`');
    assert.equal(sampleOf('P[]'), 'Add `a []`');
    assert.equal(sampleOf('(int | P)'), 'Add `a 0`');
    assert.equal(sampleOf('image'), 'Add `a { url "https://example.com" }`');
    assert.equal(sampleOf('P'), 'Add `a { name "", tags [], kind First }`');
    assert.equal(sampleOf('map<string, P>'), 'Add `a {}`');
  });

  it('end for recursive types', () => {
    assert.match(sampleOf('Rec'), /^Add `a \{ next \[\], other \{/);
  });
});
