import assert from 'node:assert/strict';
import { cursorAt } from '../../../../server/src/language/features/completion/cursor';
import { parseFile } from '../../../../server/src/language/project/sourceFile';

function at(marked: string): { source: ReturnType<typeof parseFile>; offset: number } {
  const offset = marked.indexOf('$0');
  return { source: parseFile('a.baml', marked.replace('$0', '')), offset };
}

describe('the cursor in the tree', () => {
  it('is at the right edge of what stands before it, whatever follows', () => {
    const { source, offset } = at('class A { a int }\nclass B {\n  x string @str$0 } } ] broken "\nenum C { D }\n');
    const cursor = cursorAt(source, offset)!;
    assert.deepEqual(
      cursor.path.map(({ kind }) => kind),
      ['file', 'class', 'body', 'field', 'attribute', 'attribute-name'],
    );
    assert.equal(cursor.declaration?.name?.text, 'B');
    assert.equal(cursor.token.start, offset - 3);
  });

  it('keeps the offsets of the file', () => {
    const { source, offset } = at('enum A {\r\n  One\r\n}\r\n\r\n  class B { x $0');
    const cursor = cursorAt(source, offset)!;
    assert.equal(cursor.declaration?.span.start, source.text.indexOf('class'));
    assert.equal(cursor.whole?.name?.text, 'B');
  });

  it('is in no block between blocks', () => {
    const { source, offset } = at('class A { a int }\n$0\nenum B { C }\n');
    assert.equal(cursorAt(source, offset)!.declaration, undefined);
  });
});
