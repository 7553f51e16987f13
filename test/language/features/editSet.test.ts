import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EditSet } from '../../../server/src/language/features/editSet';

const edit = (start: number, end: number, newText = '', uri = 'a') => ({ uri, span: { start, end }, newText });

describe('EditSet', () => {
  it('takes a fix as a whole or not at all', () => {
    const set = new EditSet();
    assert.ok(set.add([edit(5, 8), edit(0, 2)]));
    assert.ok(!set.add([edit(10, 12), edit(7, 9)]));
    assert.ok(set.add([edit(5, 5, 'x'), edit(8, 8, 'y'), edit(5, 8, 'z', 'b')]));
    assert.deepEqual(
      set.edits.map(({ uri, span, newText }) => [uri, span.start, span.end, newText]),
      [
        ['a', 0, 2, ''],
        ['a', 5, 5, 'x'],
        ['a', 5, 8, ''],
        ['a', 8, 8, 'y'],
        ['b', 5, 8, 'z'],
      ],
    );
  });

  it('makes the same edit once', () => {
    const set = new EditSet();
    assert.ok(set.add([edit(3, 3, 'x')]));
    assert.ok(set.add([edit(3, 3, 'x')]));
    assert.equal(set.edits.length, 1);
  });

  it('never holds edits that overlap', () => {
    const span = fc.tuple(fc.nat(20), fc.nat(5));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 20 }), (spans) => {
        const set = new EditSet();
        spans.forEach(([start, length], i) => set.add([edit(start, start + length, `${i}`)]));
        for (let i = 1; i < set.edits.length; i++) assert.ok(set.edits[i - 1]!.span.end <= set.edits[i]!.span.start);
      }),
    );
  });
});
