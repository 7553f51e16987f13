import assert from 'node:assert/strict';
import { createProject } from '../../../../server/src/language/languageService';
import { completionCases } from '../../../support/completionCases';
import { expanded } from '../../../support/snippets';

const TYPES = `
enum Mood {
  Good
  Bad
}
class Inner {
  a int
  b string[]
  c map<string, int>
}
class Person {
  name string
  age int?
  mood Mood
  inner Inner
  pair (Inner | string)
  photo image
  kind "x" | "y"
  ok bool
  score float
}
function F(who: Person, all: Person[], mood: Mood, note: string?, m: map<string, Inner>, i: pdf) -> string {
  client "openai/gpt-4o"
  prompt #"{{ ctx.output_format }}{{ who }}{{ all }}{{ mood }}{{ note }}{{ m }}{{ i }}"#
}
`;

/** The arguments as they are when all that is offered is taken, one after the other. */
function filled(): string {
  let args = '';
  for (;;) {
    const before = `${TYPES}test T {\n  functions [F]\n  args {\n${args}    `;
    const project = createProject();
    project.setFile('a.baml', `${before}\n  }\n}\n`);
    const [next] = project.snapshot().completions('a.baml', before.length)?.items ?? [];
    if (!next) return `${before.trimEnd()}\n  }\n}\n`;
    args += `    ${expanded(next.snippet!)}\n`;
  }
}

describe('completion of test arguments', () => {
  completionCases('features/completion/testArguments');

  it('writes arguments that fit', () => {
    const project = createProject();
    const text = filled();
    project.setFile('a.baml', text);
    const found = project.snapshot().diagnostics('a.baml');
    const wrong = found.filter(({ code }) => code === 'test-arguments' || code === 'syntax');
    assert.deepEqual(
      wrong.map(({ message }) => message),
      [],
      text,
    );
  });
});
