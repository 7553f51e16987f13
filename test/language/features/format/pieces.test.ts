import assert from 'node:assert/strict';
import { gapBetween, piecesOf } from '../../../../server/src/language/features/format/pieces';
import { parse } from '../../../../server/src/language/syntax/parse';

const TEXT = 'class A { // c  \n  a int @b("x")\n}\n// end\ntype B = A[]';
const pieces = piecesOf(parse(TEXT).root, TEXT);
const named = (text: string) => pieces.find(({ token, end }) => TEXT.slice(token.start, end) === text)!;

describe('the pieces of a file', () => {
  it('are all of its text but the blanks', () => {
    assert.equal(
      pieces.map(({ token, end }) => TEXT.slice(token.start, end)).join(''),
      TEXT.replaceAll(/\s/g, '').replace('//c', '// c').replace('//end', '// end'),
    );
  });

  it('know how deep they are nested', () => {
    assert.deepEqual(
      ['class', '{', '// c', 'a', 'int', '@', '"x"', '}'].map((text) => [text, named(text).indent]),
      [
        ['class', 0],
        ['{', 0],
        ['// c', 1],
        ['a', 1],
        ['int', 2],
        ['@', 2],
        ['"x"', 2],
        ['}', 0],
      ],
    );
  });

  it('know the block they belong to, and the member that starts or ends with them', () => {
    assert.equal(named('// end').block, undefined);
    assert.notEqual(named('A').block, named('type').block);
    assert.equal(named('a').starts?.kind, 'field');
    assert.equal(named('a').starts, named(')').ends);
  });

  it('have gaps between them', () => {
    assert.deepEqual(gapBetween(named('// c'), named('a'), TEXT.length), { start: 14, end: 19 });
    assert.deepEqual(gapBetween(undefined, pieces[0], TEXT.length), { start: 0, end: 0 });
  });
});
