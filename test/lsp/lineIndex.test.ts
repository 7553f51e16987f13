import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../server/src/lsp/lineIndex';

describe('positions', () => {
  it('count lines at every kind of line break and columns in UTF-16 units', () => {
    const text = 'a\r\nb😀c\rd\n';
    const index = new LineIndex(text);
    const at = (needle: string) => index.position(text.indexOf(needle));
    assert.deepEqual(at('a'), { line: 0, character: 0 });
    assert.deepEqual(at('b'), { line: 1, character: 0 });
    assert.deepEqual(at('c'), { line: 1, character: 3 });
    assert.deepEqual(at('d'), { line: 2, character: 0 });
    assert.deepEqual(index.position(text.length), { line: 3, character: 0 });
  });

  it('outside of the text move to its nearest end', () => {
    const index = new LineIndex('ab\r\ncd');
    assert.deepEqual(index.position(-3), { line: 0, character: 0 });
    assert.deepEqual(index.position(99), { line: 1, character: 2 });
    assert.equal(index.offset({ line: 0, character: 99 }), 2, 'before the line break');
    assert.equal(index.offset({ line: 7, character: 0 }), 6);
    assert.equal(index.offset({ line: -1, character: 5 }), 0);
    assert.equal(index.offset({ line: NaN, character: NaN }), 0);
  });

  it('lead back to the offset they came from', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '\r', '😀') });
    fc.assert(
      fc.property(texts, (text) => {
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const insideCrLf = text[offset - 1] === '\r' && text[offset] === '\n';
          if (!insideCrLf) assert.equal(index.offset(index.position(offset)), offset);
        }
      }),
    );
  });
});
