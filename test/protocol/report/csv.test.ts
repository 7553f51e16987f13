import assert from 'node:assert/strict';
import { EMPTY, foldAll } from '../../../protocol/timeline';
import { cell, fieldTimesCsv } from '../../../protocol/report/csv';
import { eventsOf } from '../../webview/support';

describe('field times as CSV', () => {
  it('have a line for each field, in the order of the rows', () => {
    const lines = fieldTimesCsv(foldAll(EMPTY, eventsOf('completed'))).split('\r\n');
    assert.equal(lines.pop(), '');
    const columns = lines[0]!.split(',');
    assert.deepEqual(columns.slice(0, 4), ['field', 'type', 'attributes', 'declared_at']);
    const byName = new Map(lines.slice(1).map((line) => [line.split(',')[0]!, line.split(',')]));
    assert.deepEqual([...byName.keys()].slice(0, 5), ['(root)', 'merchant', 'items', 'items[0]', 'items[0].name']);
    const of = (name: string, column: string): string => byName.get(name)![columns.indexOf(column)]!;
    assert.equal(of('items[0]', 'holds'), '1');
    assert.equal(of('items[0]', 'held_by'), "'@@stream.done on class ReceiptItem");
    assert.equal(of('items[0]', 'held_at'), 'receipt.baml:7');
    assert.equal(of('items[0].name', 'held_ms'), '0', 'its parent is what was held');
    assert.equal(of('items', 'items'), '3');
    assert.ok(Number(of('merchant', 'complete_chars')) > Number(of('merchant', 'first_visible_chars')));
  });
  it('cannot be taken for formulas, and keep commas, quotes and line ends', () => {
    assert.equal(cell('=1+1'), "'=1+1");
    assert.equal(cell('@sum'), "'@sum");
    assert.equal(cell('a,b'), '"a,b"');
    assert.equal(cell('a"b'), '"a""b"');
    assert.equal(cell('a\nb'), '"a\nb"');
    assert.equal(cell('\t=1'), "'\t=1");
    assert.equal(cell(null), '');
    assert.equal(cell(-3), '-3', 'a number is one');
  });
});
