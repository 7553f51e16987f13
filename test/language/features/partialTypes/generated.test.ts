import assert from 'node:assert/strict';
import { createProject } from '../../../../server/src/language/languageService';

/** The TypeScript declarations of the named types of a project of one file. */
function declared(source: string, ...names: readonly string[]): (string | undefined)[] {
  const project = createProject();
  project.setFile('a.baml', source);
  return names.map((name) => project.snapshot().partialTypes(name)?.typescript);
}

describe('what generated code declares', () => {
  it('is unknown for names that have no partial type', () => {
    assert.deepEqual(declared('enum E {\n  A\n}\nfunction F(x: int) -> {\n}', 'E', 'F', 'Nobody'), [
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('counts the first of two fields with one name, and reads broken ones as text', () => {
    assert.deepEqual(declared('class A {\n  a int\n  a string\n  b\n  c Unknown\n}', 'A'), [
      'export interface A {\n  a?: number | null\n  b?: string | null\n  c?: Unknown | null\n}',
    ]);
  });

  it('shows all fields of a class with `@@stream.done` as they are in the end', () => {
    const [A] = declared('class A {\n  a string\n  b A?\n  @@stream.done\n}', 'A');
    assert.equal(A, 'export interface A {\n  a: string\n  b?: types.A | null\n}');
  });
});
