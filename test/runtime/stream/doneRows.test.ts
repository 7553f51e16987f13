import * as assert from 'node:assert/strict';
import type { ClassType, Type } from '../../../server/src/ir/schema';
import { DoneRows } from '../../../server/src/runtime/stream/doneRows';
import { Row } from '../../../server/src/runtime/stream/row';

const STRING: Type = { kind: 'primitive', name: 'string' };
const ROOT = new Row(0, null, null, null);

const rowOf = (id: number, key: string, facts: Partial<Row>, owner: ClassType | null = null): Row =>
  Object.assign(new Row(id, ROOT, key, owner), { type: STRING, ...facts });

describe('doneRows', () => {
  it('gives back the row that was put away, whatever came between', () => {
    const done = new DoneRows();
    const first = rowOf(3, 'name', { start: 7, end: 12, visible: true, state: 'complete' });
    const second = rowOf(9000, 'note', { start: 0, end: null, visible: false, state: 'incomplete' });
    assert.ok(done.put(first));
    assert.ok(done.put(second));
    assert.deepEqual(done.take(3, ROOT, 'name'), first);
    assert.deepEqual(done.take(9000, ROOT, 'note'), second);
  });

  it('knows a row without text', () => {
    const done = new DoneRows();
    const row = rowOf(1, 'name', { start: null, end: null, visible: true, state: 'pending' });
    assert.ok(done.put(row));
    assert.deepEqual(done.take(1, ROOT, 'name'), row);
  });

  it('takes what is said of a row when it is put away again', () => {
    const done = new DoneRows();
    assert.ok(done.put(rowOf(1, 'name', { start: 1, end: 2 })));
    assert.ok(done.put(rowOf(1, 'name', { start: 1, end: 5, visible: true })));
    assert.deepEqual(done.take(1, ROOT, 'name').end, 5);
    assert.equal(done.take(1, ROOT, 'name').visible, true);
  });

  it('does not take a row of the same type that belongs to another class', () => {
    const done = new DoneRows();
    const owner: ClassType = { name: 'Other', fields: [], attributes: {}, source: { uri: 'a.baml', start: 0, end: 1 } };
    assert.ok(done.put(rowOf(1, 'name', {})));
    assert.ok(!done.put(rowOf(2, 'name', {}, owner)));
    assert.equal(done.take(1, ROOT, 'name').owner, null);
  });

  it('does not take a row that was never declared', () => {
    assert.ok(!new DoneRows().put(new Row(1, ROOT, 'name', null)));
  });
});
