import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';
import { checkFixes } from '../../support/fixes';
import { checkCases } from '../../support/markers';

describe('check: unknownTypes', () => {
  checkCases('checks/unknownTypes');
  checkFixes('checks/unknownTypes');

  it('reports every name of a file full of unknown ones, and looks for the nearest of some only', () => {
    const fields = Array.from({ length: 1000 }, (_, i) => `  field${i} Perso${i}`);
    const project = createProject();
    project.setFile(
      'file:///a.baml',
      ['class Person {', '  name string', '}', 'class All {', ...fields, '}'].join('\n'),
    );
    const messages = project
      .snapshot()
      .diagnostics('file:///a.baml')
      .map(({ message }) => message);
    assert.equal(messages.length, fields.length);
    assert.match(messages[0]!, /^No type is named `Perso0`\. Did you mean `Person`\?/);
    assert.match(messages.at(-1)!, /^No type is named `Perso999`\. Declare it/);
  });
});
