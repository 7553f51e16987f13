import { strict as assert } from 'node:assert';
import { createProject } from '../../../server/src/language/languageService';

/** What is said about the argument of a test, given the type of the parameter and declarations beside it. */
function told(type: string, value: string, declarations = ''): string[] {
  const project = createProject();
  const prompt = 'client "openai/gpt-4o"\n  prompt #"{{ a }}"#';
  const test = `test T {\n  functions [F]\n  args {\n    a ${value}\n  }\n}\n`;
  project.setFile('file:///a.baml', `${declarations}\nfunction F(a: ${type}) -> string {\n  ${prompt}\n}\n${test}`);
  const all = project.snapshot().diagnostics('file:///a.baml');
  return all.flatMap(({ code, message }) => (code === 'test-arguments' ? [message] : []));
}

describe('what of an argument does not fit', () => {
  it('of a union is what the one member of its kind lacks', () => {
    const class_ = 'class P { name string }';
    assert.deepEqual(told('P | string', '{ name "x" }', class_), []);
    assert.deepEqual(told('P | string', '{ nam "x" }', class_), ['The field `name` of `P` is missing here. Add it.']);
    assert.deepEqual(told('P | int', '"x"', class_), ['This fits none of `P` and `int`. Write one of them.']);
  });

  it('a text that ends bare text is put between quotes', () => {
    const project = createProject();
    const text = `function F(a: "one, two" | "b") -> string {\n  client "openai/gpt-4o"\n  prompt #"{{ a }}"#\n}\n`;
    const test = `test T {\n  functions [F]\n  args {\n    a one two\n  }\n}\n`;
    project.setFile('file:///a.baml', text + test);
    const found = project.snapshot().diagnostics('file:///a.baml');
    const fixes = found.filter(({ code }) => code === 'test-arguments').flatMap((one) => one.fixes ?? []);
    assert.deepEqual(
      fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText)),
      ['"one, two"'],
    );
  });

  it('unions of types that lead back to themselves take bounded time', () => {
    const kinds = ['A', 'B', 'C', 'D']
      .map((name) => `class ${name} { n (A | B | C | D)[] only${name} int }`)
      .join('\n');
    const deep = `${'{ n ['.repeat(40)}${'] }'.repeat(40)}`;
    const start = Date.now();
    told('A | B | C | D', deep, kinds);
    assert.ok(Date.now() - start < 2000);
    assert.deepEqual(told('T', '"x"', 'type T = T | int'), []);
  });
});
