import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldAt, RawRows } from '../../webview/src/rawRows';
import { realTimeline, rowWith } from './realTimeline';

const facts = (rows: RawRows): unknown => rows.rows.map(({ start, end, line }) => [start, end, line]);

describe('rows of a text', () => {
  it('hold every character once, in order, no line longer than the columns', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 12 }), (written, columns) => {
        const rows = new RawRows();
        rows.take(written, columns);
        let at = 0;
        let line = 0;
        for (const row of rows.rows) {
          if (row.line !== null && line > 0) assert.equal(written[at++], '\n');
          if (row.line !== null) assert.equal(row.line, ++line);
          assert.equal(row.start, at);
          assert.ok(row.end - row.start <= columns);
          at = row.end;
        }
        assert.equal(at, written.length);
      }),
    );
  });

  it('are the same however the text has grown', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '😀'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (written, cuts) => {
        const [grown, whole] = [new RawRows(), new RawRows()];
        for (const cut of [...cuts].sort((a, b) => a - b)) grown.take(written.slice(0, cut), 5);
        grown.take(written, 5);
        whole.take(written, 5);
        assert.deepEqual(facts(grown), facts(whole));
      }),
    );
  });

  it('find the row and the line of an offset', () => {
    const rows = new RawRows();
    rows.take('abc\ndefghij\nk', 4);
    assert.deepEqual(
      [0, 3, 4, 9, 12].map((offset) => [rows.rowAt(offset), rows.lineAt(offset)]),
      [
        [0, 1],
        [0, 1],
        [1, 2],
        [2, 2],
        [3, 3],
      ],
    );
  });
});

describe('the field an offset belongs to', () => {
  it('is the innermost one whose text holds it', async () => {
    const timeline = await realTimeline('receipt');
    const row = rowWith(timeline, 'name');
    const end = timeline.frames.length - 1;
    assert.equal(fieldAt(timeline, row.start!.offset, end), row.id);
    assert.equal(fieldAt(timeline, row.end!.offset - 1, end), row.id);
    assert.notEqual(fieldAt(timeline, row.end!.offset, end), row.id);
    const item = rowWith(timeline, 0);
    const name = [...timeline.rows].find((one) => one?.decl.parent === item.id && one.start)!;
    assert.equal(fieldAt(timeline, name.start!.offset, end), name.id);
  });
});
