import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineBuffer } from '../../server/src/lsp/lineBuffer';
import { LineIndex } from '../../server/src/lsp/lineIndex';
import type { PositionEncoding } from '../../server/src/lsp/positionEncoding';

describe('a text as its lines', () => {
  it('means the same by every position as the text does, after any changes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n', '\r', ' '), maxLength: 12 });
    const position = fc.record({ line: fc.integer({ min: -1, max: 6 }), character: fc.integer({ min: -1, max: 7 }) });
    const change = fc.record({ range: fc.record({ start: position, end: position }), text });
    const encoding = fc.constantFrom<PositionEncoding>('utf-16', 'utf-8');
    fc.assert(
      fc.property(text, fc.array(change, { maxLength: 6 }), encoding, (before, changes, units) => {
        const buffer = new LineBuffer(before, units);
        let now = before;
        for (const { range, text: added } of changes) {
          const lines = new LineIndex(now, units);
          const [a, b] = [lines.offset(range.start), lines.offset(range.end)];
          now = now.slice(0, Math.min(a, b)) + added + now.slice(Math.max(a, b));
          buffer.replace(range, added);
          assert.equal(buffer.text, now);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
