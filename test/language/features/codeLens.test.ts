import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

describe('codeLens', () => {
  it('offers Run above prompt functions, and above tests for each of their functions', () => {
    const source = `function F(x: string) -> string {
  client "openai/gpt-4o"
  prompt #"{{ x }}"#
}
function G(x: string) -> string {
  client "openai/gpt-4o"
  prompt #"{{ x }}"#
}
function Expression(x: int) -> int {
  x + 1
}
test T {
  functions [F, G, Missing]
  args { x "a" }
}
`;
    const project = createProject();
    project.setFile('a.baml', source);
    assert.deepEqual(
      project
        .snapshot()
        .codeLenses('a.baml')
        .map(({ span, function: name, test }) => [source.slice(span.start, span.end), name, test]),
      [
        ['F', 'F', undefined],
        ['G', 'G', undefined],
        ['T', 'F', 'T'],
        ['T', 'G', 'T'],
      ],
    );
  });
});
