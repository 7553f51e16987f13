import assert from 'node:assert/strict';
import { saysTheSame } from '../../../../server/src/language/features/format/sameMeaning';
import { parse } from '../../../../server/src/language/syntax/parse';

function same(a: string, b: string): boolean {
  return saysTheSame(parse(a).root, a, parse(b).root, b);
}

describe('two texts say the same', () => {
  it('when they differ in blanks, line breaks and blanks behind comments', () => {
    assert.ok(same('class A { a int } // x', 'class  A {\n  a int\n}\n// x   \n'));
  });

  it('unless a word, a comment or the inside of a string differs', () => {
    assert.ok(!same('class A { a int }', 'class A { b int }'));
    assert.ok(!same('class A {} // x', 'class A {} // y'));
    assert.ok(!same('template_string T #" a"#', 'template_string T #"a"#'));
  });

  it('unless blanks change what belongs together', () => {
    assert.ok(!same('class A {\n  a int\n  @alias("x")\n}', 'class A {\n  a int\n\n  @alias("x")\n}'));
    assert.ok(!same('client<llm> K { provider openai\n options {} }', 'client<llm> K { provider openai options {} }'));
  });
});
