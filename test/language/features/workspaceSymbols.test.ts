import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

function project(files: Readonly<Record<string, string>>) {
  const made = createProject();
  for (const [uri, text] of Object.entries(files)) made.setFile(uri, text);
  return made.snapshot();
}

const FILES = {
  'a.baml': 'class Person { name string first_name string }\nenum Colour {\n  Red\n}\ntype Persons = Person[]\n',
  'b.baml':
    'function ExtractPerson(text: string) -> Person { client Fast\n prompt #""# }\nclient<llm> Fast { provider openai }\n' +
    'retry_policy Often { max_retries 1 }\ngenerator ts { output_type typescript }\ntemplate_string Show() #""#\n' +
    'test Named { functions [ExtractPerson] }\n',
};

function found(query: string): string[] {
  return project(FILES)
    .workspaceSymbols(query, () => true)
    .map(({ name, kind, container }) => `${kind} ${container === undefined ? '' : `${container}.`}${name}`);
}

describe('workspace symbols', () => {
  it('are all blocks without a query, short names first', () => {
    assert.deepEqual(found(''), [
      'generator ts',
      'client Fast',
      'template Show',
      'test Named',
      'retry Often',
      'enum Colour',
      'class Person',
      'alias Persons',
      'function ExtractPerson',
    ]);
  });

  it('are found by whole names, beginnings, words and letters, in this order', () => {
    assert.deepEqual(found('person'), ['class Person', 'alias Persons', 'function ExtractPerson']);
    assert.deepEqual(found('name'), ['field Person.name', 'test Named', 'field Person.first_name']);
    assert.deepEqual(found('ep'), ['function ExtractPerson']);
    assert.deepEqual(found('fn'), ['field Person.first_name', 'retry Often']);
    assert.deepEqual(found('xtrson'), ['function ExtractPerson']);
    assert.deepEqual(found('red'), ['value Colour.Red']);
    assert.deepEqual(found('nothing'), []);
  });

  it('stand in the files that are wanted', () => {
    const symbols = project(FILES).workspaceSymbols('p', (uri) => uri === 'a.baml');
    assert.deepEqual([...new Set(symbols.map(({ uri }) => uri))], ['a.baml']);
    assert.deepEqual(symbols[0]?.span, { start: 6, end: 12 });
  });

  it('are not more than anyone reads', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `class Many${i} { x int }`).join('\n');
    const symbols = project({ 'a.baml': text }).workspaceSymbols('many', () => true);
    assert.equal(symbols.length, 200);
    assert.equal(symbols[0]?.name, 'Many0');
  });
});
