import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../server/src/lsp/lineIndex';
import { columnOf, columnToUnits } from '../../server/src/lsp/positionEncoding';

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

  it('count columns in bytes for a client that does', () => {
    const text = 'aé€😀z';
    const index = new LineIndex(text, 'utf-8');
    const columns = [...text].map((character) => index.position(text.indexOf(character)).character);
    assert.deepEqual(columns, [0, 1, 3, 6, 10]);
    for (const [column, offset] of [
      [2, 1],
      [5, 2],
      [9, 3],
      [10, 5],
      [99, 6],
    ] as const) {
      assert.equal(index.offset({ line: 0, character: column }), offset, `column ${column}`);
    }
  });

  it('are the same in long lines, counted by sums', () => {
    const text = fc
      .array(fc.tuple(fc.constantFrom('a', 'é', '€', '😀', '\udc00', '\ud83d'), fc.nat(400)), { maxLength: 12 })
      .map((runs) => runs.map(([unit, count]) => unit.repeat(count)).join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('', 'x\n'), fc.nat(), (line, before, seed) => {
        const index = new LineIndex(before + line, 'utf-8');
        const offset = seed % (line.length + 1);
        const bytes = (end: number) => columnOf(line, 0, end, 'utf-8');
        const position = { line: before ? 1 : 0, character: bytes(offset) };
        assert.deepEqual(index.position(before.length + offset), position);
        const column = seed % (bytes(line.length) + 2);
        assert.equal(
          index.offset({ ...position, character: column }) - before.length,
          columnToUnits(line, 0, line.length, column, 'utf-8'),
        );
      }),
      { numRuns: 300 },
    );
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
    const texts = fc.string({ unit: fc.constantFrom('a', 'é', '€', '\n', '\r\n', '\r', '😀') });
    fc.assert(
      fc.property(texts, fc.constantFrom('utf-16', 'utf-8'), (text, encoding) => {
        const index = new LineIndex(text, encoding);
        for (let offset = 0; offset <= text.length; offset++) {
          const insideCrLf = text[offset - 1] === '\r' && text[offset] === '\n';
          const insidePair = encoding === 'utf-8' && /^[\udc00-\udfff]/.test(text.slice(offset));
          if (!insideCrLf && !insidePair) assert.equal(index.offset(index.position(offset)), offset);
        }
      }),
    );
  });
});
