import assert from 'node:assert/strict';
import { blanksBetween, breaksBetween } from '../../../../server/src/language/features/format/gaps';
import { piecesOf } from '../../../../server/src/language/features/format/pieces';
import { parse } from '../../../../server/src/language/syntax/parse';

/** The pieces on both sides of `¦`, and how many line breaks stand there. */
function around(marked: string) {
  const at = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const pieces = piecesOf(parse(text).root, text);
  const after = pieces.findIndex(({ token }) => token.start >= at);
  return [pieces[after - 1]!, pieces[after]!] as const;
}

describe('line breaks between two pieces', () => {
  const breaks = (marked: string, written: number) => {
    const text = marked.replace('¦', '');
    return breaksBetween(...around(marked), written, ({ start, end }) => text.slice(start, end).includes('\n'));
  };

  it('stay as they are, with one empty line at most', () => {
    assert.equal(breaks('class A {\n a int¦\n b int\n}', 1), 1);
    assert.equal(breaks('class A {\n a int¦\n b int\n}', 5), 2);
    assert.equal(breaks('class A {\n a int¦\n @alias("x")\n}', 1), 1);
  });

  it('stand inside of the braces of a body with several lines, without empty lines', () => {
    assert.equal(breaks('class A {¦\n\n a int\n}', 2), 1);
    assert.equal(breaks('class A {\n a int¦ }', 0), 1);
    assert.equal(breaks('class A {¦ a int }', 0), 0);
  });

  it('stand between the members of a body that is written over several lines, wherever the first of them stands', () => {
    assert.equal(breaks('test T {¦ functions [F] args {\n a 1\n} }', 0), 1);
    assert.equal(breaks('test T { functions [F]¦ args {\n a 1\n} }', 0), 1);
    assert.equal(breaks('test T { functions [F] args {\n a 1\n}¦ @@assert({{ this }}) }', 0), 1);
    assert.equal(breaks('test T { functions [F]¦ args { a 1 } }', 0), 0);
    assert.equal(breaks('class A {\n a int¦ @@dynamic\n}', 0), 0);
  });

  it('do not stand in headers', () => {
    assert.equal(breaks('function F()¦\n-> int {\n client "a/b"\n}', 1), 0);
    assert.equal(breaks('function F() -> int¦\n{\n client "a/b"\n}', 1), 0);
  });
});

describe('blanks between two pieces on one line', () => {
  for (const [marked, expected] of [
    ['class A { a¦ int }', ' '],
    ['class A { a int¦[] }', ''],
    ['class A { a int¦? }', ''],
    ['class A { a int¦| string }', ' '],
    ['class A { a map¦<string, int> }', ''],
    ['class A { a map<string,¦int> }', ' '],
    ['class A { a int¦@alias("x") }', ' '],
    ['class A { a int @¦alias("x") }', ''],
    ['class A { a int @alias¦("x") }', ''],
    ['class A { a int @stream¦.done }', ''],
    ['class A {¦}', ''],
    ['function F¦(a: int) -> int { client "a/b" }', ''],
    ['function F(a¦: int) -> int { client "a/b" }', ''],
    ['test T { args { a¦[b] } }', ' '],
    ['class A¦{// note\n a int }', ' '],
  ] as const) {
    it(`${marked}`, () => assert.equal(blanksBetween(...around(marked)), expected));
  }
});
