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
        rows.take(written, columns, 'run');
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
        for (const cut of [...cuts].sort((a, b) => a - b)) grown.take(written.slice(0, cut), 5, 'run');
        grown.take(written, 5, 'run');
        whole.take(written, 5, 'run');
        assert.deepEqual(facts(grown), facts(whole));
      }),
    );
  });

  it('are those of another text when that is another run’s', () => {
    const rows = new RawRows();
    rows.take('abc', 4, 'run');
    assert.equal(rows.take('abc', 4, 'run'), false);
    assert.equal(rows.take('a\nc', 4, 'another'), true);
    assert.deepEqual(facts(rows), [
      [0, 1, 1],
      [2, 3, 2],
    ]);
  });

  it('of one line that grows are left as they are', () => {
    const rows = new RawRows();
    rows.take('a'.repeat(95), 10, 'run');
    const before = rows.rows.slice(0, 9);
    rows.take('a'.repeat(105), 10, 'run');
    assert.ok(before.every((row, at) => row === rows.rows[at]));
  });

  it('find the row and the line of an offset', () => {
    const rows = new RawRows();
    rows.take('abc\ndefghij\nk', 4, 'run');
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
