import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';
import { glimpse } from '../../../server/src/language/project/glimpse';

const TEXTS: Readonly<Record<string, string>> = {
  'a.baml': 'function F(x: Person) -> Missing {\n  client Fast\n  prompt #"{{ Rules() }} {{ x }}"#\n}\n',
  'person.baml': 'class Person {\n  home Address\n}\n',
  'address.baml': 'class Address {\n  street string\n}\n',
  'clients.baml': 'client<llm> Fast {\n  provider openai\n  options {\n    model "m"\n  }\n}\n',
  'rules.baml': 'template_string Rules() #"Be brief."#\n',
  'other.baml': 'class Other {\n  x int\n}\n',
};

describe('a glimpse of a project that is being read', () => {
  it('has the file, what it names, and what that names', () => {
    assert.deepEqual(
      glimpse('a.baml', new Map(Object.entries(TEXTS))).sort(),
      Object.keys(TEXTS)
        .filter((uri) => uri !== 'other.baml')
        .sort(),
    );
  });

  it('takes all that the file names and stops some way behind', () => {
    const texts = new Map<string, string>();
    texts.set('start', Array.from({ length: 60 }, (_, i) => `class U${i} { x N${i} }`).join('\n'));
    for (let i = 0; i < 500; i++) texts.set(`n${i}`, `class N${i} { x N${i + 60} }`);
    const found = glimpse('start', texts);
    assert.equal(found.length, 61);
  });

  it('says about the file what the whole project says', () => {
    const project = createProject();
    for (const [uri, text] of Object.entries(TEXTS)) project.setFile(uri, text);
    const before = project.glimpse('a.baml');
    assert.equal(before.uris.length, Object.keys(TEXTS).length - 1);
    assert.deepEqual(
      before.diagnostics('a.baml').map(({ code }) => code),
      ['unknown-types'],
    );
    assert.deepEqual(project.snapshot().diagnostics('a.baml'), before.diagnostics('a.baml'));
    assert.equal(project.glimpse('a.baml'), project.snapshot(), 'nothing is waiting any more');
  });

  it('follows edits, and a file that is gone', () => {
    const project = createProject();
    for (const [uri, text] of Object.entries(TEXTS)) project.setFile(uri, text);
    assert.deepEqual(project.glimpse('person.baml').diagnostics('person.baml'), []);
    project.removeFile('address.baml');
    assert.equal(project.glimpse('person.baml').diagnostics('person.baml').length, 1);
    project.setFile('address.baml', TEXTS['address.baml']!);
    assert.deepEqual(project.glimpse('person.baml').diagnostics('person.baml'), []);
  });

  it('can be read bit by bit', () => {
    const project = createProject();
    for (const [uri, text] of Object.entries(TEXTS)) project.setFile(uri, text);
    let asked = 0;
    assert.equal(
      project.prepare(() => ++asked > 3),
      false,
    );
    assert.equal(
      project.prepare(() => false),
      true,
    );
  });
});
