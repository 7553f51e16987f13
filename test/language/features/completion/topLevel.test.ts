import assert from 'node:assert/strict';
import { topLevelItems, typeBuilderItems } from '../../../../server/src/language/features/completion/topLevel';
import { createProject } from '../../../../server/src/language/languageService';
import { symbolsOf } from '../../../../server/src/language/project/symbolView';
import { completionCases } from '../../../support/completionCases';
import { expanded } from '../../../support/snippets';

function errors(source: string): readonly string[] {
  const project = createProject();
  project.setFile('a.baml', source);
  const all = project.snapshot().diagnostics('a.baml');
  return all.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

describe('completion of blocks', () => {
  completionCases('features/completion/topLevel');

  for (const { label, snippet } of topLevelItems(symbolsOf([]))) {
    it(`a new ${label} is right as it is`, () => assert.deepEqual(errors(expanded(snippet!)), []));
  }

  for (const { label, snippet } of typeBuilderItems()) {
    it(`a new ${label} in a type builder is right as it is`, () => {
      const kind = label.includes('enum') ? 'enum Name {\n  A' : 'class Name {\n  a int';
      const declared = label.startsWith('dynamic') ? `${kind}\n  @@dynamic\n}\n` : '';
      const test = `test T {\n  functions []\n  args { }\n  type_builder {\n${expanded(snippet!)}\n  }\n}`;
      assert.deepEqual(errors(declared + test), []);
    });
  }
});
