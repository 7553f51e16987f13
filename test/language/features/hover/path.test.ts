import assert from 'node:assert/strict';
import { pathAt } from '../../../../server/src/language/features/hover/path';
import { parse } from '../../../../server/src/language/syntax/parse';

const TEXT = 'class Abc {\n  x int // note\n}';
const { root } = parse(TEXT);
const at = (offset: number) => {
  const found = pathAt(root, offset);
  return found && `${found.nodes.map(({ kind }) => kind).join(' ')}: ${TEXT.slice(found.token.start, found.token.end)}`;
};

describe('the way to a place in the text', () => {
  it('leads to the word around it, or to the one that ends there', () => {
    assert.equal(at(TEXT.indexOf('Abc') + 1), 'file class name: Abc');
    assert.equal(at(TEXT.indexOf('int') + 3), 'file class body field type-name: int');
    assert.equal(at(0), 'file class: class');
  });

  it('leads nowhere in blanks, comments and punctuation, or outside of the text', () => {
    for (const offset of [TEXT.indexOf('{') + 1, TEXT.indexOf('note'), TEXT.length, 1000, -5]) {
      assert.equal(at(offset), undefined, String(offset));
    }
  });
});
