import assert from 'node:assert/strict';
import { AT_PLACE, ATTRIBUTES } from '../../../../server/src/language/features/completion/attributeFacts';
import { createProject } from '../../../../server/src/language/languageService';

describe('facts about attributes', () => {
  const names = ATTRIBUTES.map(({ name }) => name);

  it('names at places are attributes', () => {
    for (const at of Object.values(AT_PLACE)) for (const name of at) assert.ok(names.includes(name), name);
  });

  it('nothing is said against the arguments of an example', () => {
    for (const { name, example = '' } of ATTRIBUTES) {
      const type = name === 'skip' ? 'string?' : 'string';
      const source =
        name === 'dynamic' ? `class A {\n  x int\n  @@dynamic\n}` : `class A {\n  x ${type} @${name}${example}\n}`;
      const project = createProject();
      project.setFile('a.baml', source);
      const errors = project
        .snapshot()
        .diagnostics('a.baml')
        .filter(({ severity }) => severity === 'error');
      assert.deepEqual(errors, [], name);
    }
  });
});
