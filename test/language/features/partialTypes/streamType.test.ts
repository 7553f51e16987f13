import assert from 'node:assert/strict';
import { createProject } from '../../../../server/src/language/languageService';

/** The line of a field `f` of a class with one field, as TypeScript and as Python. */
function field(type: string, rest = ''): [string, string] {
  const project = createProject();
  project.setFile('a.baml', `class T {\n  f ${type}\n}\nclass C {\n  x int\n}\n${rest}`);
  const { typescript, python } = project.snapshot().partialTypes('T')!;
  return [typescript.split('\n')[1]!.trim(), python.split('\n')[1]!.trim()];
}

describe('a field while it streams', () => {
  it('is null until it starts', () => {
    assert.deepEqual(field('string'), ['f?: string | null', 'f: typing.Optional[str] = None']);
  });

  it('is never null when it is a list, a map, or may not be null', () => {
    assert.deepEqual(field('C[]'), ['f: C[]', 'f: typing.List["C"]']);
    assert.deepEqual(field('map<string, C>'), ['f: Record<string, C>', 'f: typing.Dict[str, "C"]']);
    assert.deepEqual(field('C @stream.not_null'), ['f: C', 'f: "C"']);
  });

  it('has the complete type when it arrives complete, down to its items', () => {
    assert.deepEqual(field('C[][] @stream.done'), ['f: types.C[][]', 'f: typing.List[typing.List["types.C"]]']);
  });

  it('carries its null inside its state, and its checks inside of that', () => {
    assert.deepEqual(field('int @stream.with_state @check(c, {{ this > 0 }})'), [
      'f: StreamState<types.Checked<number,"c"> | null>',
      "f: StreamState[typing.Optional[types.Checked[int, typing_extensions.Literal['c']]]]",
    ]);
  });

  it('tells `T[] @stream.done` and `(T @stream.done)[]` apart by nothing but time', () => {
    assert.deepEqual(field('C[] @stream.done'), field('(C @stream.done)[]'));
  });

  it('needs no null of its own when a recursive alias has one', () => {
    assert.deepEqual(field('J', 'type J = J[] | null'), ['f: J', 'f: "J"']);
  });
});

describe('a union', () => {
  it('in a union becomes part of it and loses its stream attributes; only checks keep it together', () => {
    assert.deepEqual(field('((int | string) @stream.with_state) | bool')[0], 'f?: number | string | boolean | null');
    assert.deepEqual(
      field('((int | string) @check(c, {{ true }})) | bool')[0],
      'f?: types.Checked<number | string,"c"> | boolean | null',
    );
  });

  it('does not say again what a checked union in it has', () => {
    assert.deepEqual(
      field('((int | string) @check(c, {{ true }})) | string | bool')[0],
      'f?: types.Checked<number | string,"c"> | boolean | null',
    );
  });

  it('may be nested as deep as the parser goes', () => {
    let type = 'int | string';
    for (let i = 0; i < 90; i++) type = `(${type} @stream.done) | bool`;
    assert.deepEqual(field(type)[0], 'f?: number | string | boolean | null');
    let checked = 'int | string';
    for (let i = 0; i < 90; i++) checked = `(${checked} @check(c, {{ true }})) | "x${i}"`;
    assert.ok(field(checked)[0].length > 1000);
  });
});
