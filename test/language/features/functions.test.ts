import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

function functionsOf(source: string) {
  const project = createProject();
  project.setFile('a.baml', source);
  return project.snapshot().functions();
}

describe('functions', () => {
  it('lists prompt functions with their parameters, client and tests', () => {
    const [found, ...others] = functionsOf(`
class P {
  name string
}
function Greet(p: P, mood: "good" | "bad", tags: string[]) -> P? {
  client Fast
  prompt #"{{ p }}"#
}
function Add(x: int) -> int {
  let y = x + 1;
  y
}
test Full {
  functions [Greet, Missing]
  args {
    p { name "Ann" }
    mood bad
    tags ["a", #"b"#, c]
    n -1.5
    e env.KEY
  }
}
`);
    assert.deepEqual(others, []);
    assert.equal(found?.name, 'Greet');
    assert.equal(found.returns, 'P?');
    assert.equal(found.client, 'Fast');
    assert.deepEqual(found.parameters, [
      { name: 'p', type: 'P' },
      { name: 'mood', type: '"good" | "bad"' },
      { name: 'tags', type: 'string[]' },
    ]);
    assert.deepEqual(
      found.tests.map(({ name, args }) => [name, args]),
      [['Full', { p: { name: 'Ann' }, mood: 'bad', tags: ['a', 'b', 'c'], n: -1.5, e: 'env.KEY' }]],
    );
  });
});
