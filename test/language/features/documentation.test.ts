import assert from 'node:assert/strict';
import { documentationOf, generatedDocumentation } from '../../../server/src/language/features/documentation';
import { parseFile } from '../../../server/src/language/project/sourceFile';

const file = parseFile(
  'a.baml',
  `/// far away

/// first line
// not this
///   second line
class A { /// behind the brace
  a string /// behind a
  /// of b
  b string

  /// of c
  c string @alias("x")

  /// of d

  d string
}
/// the file ends
enum E {
  /// of X
  X
}`,
);
const [A, E] = file.ast.declarations;
const fields = A?.kind === 'class' ? A.fields : [];

describe('documentation comments', () => {
  it('of a declaration are the lines directly above it', () => {
    assert.deepEqual(documentationOf(file, A!), ['first line', 'second line']);
    assert.deepEqual(documentationOf(file, E!), ['the file ends']);
  });

  it('of a field or a value are the lines directly above it, not what stands behind the one before', () => {
    assert.deepEqual(
      fields.map((field) => documentationOf(file, field)),
      [[], ['of b'], ['of c'], []],
    );
    assert.deepEqual(documentationOf(file, E?.kind === 'enum' ? E.values[0]! : A!), ['of X']);
  });

  it('are copied by generators with other rules', () => {
    assert.deepEqual(
      fields.map((field) => generatedDocumentation(file, field)),
      [['behind the brace'], [], ['of c'], ['of d']],
    );
  });

  it('of nothing are none', () => {
    assert.deepEqual(documentationOf(file, { span: { start: 100000 } }), []);
    assert.deepEqual(documentationOf(parseFile('b.baml', ''), { span: { start: 0 } }), []);
  });
});
