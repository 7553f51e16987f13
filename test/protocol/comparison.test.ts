import assert from 'node:assert/strict';
import { comparison, isSameToEye } from '../../protocol/comparison';
import { readingOf } from '../../protocol/reading';
import { EMPTY, foldAll } from '../../protocol/timeline';
import { eventsOf } from '../webview/support';

const completed = foldAll(EMPTY, eventsOf('completed'));
const cancelled = foldAll(EMPTY, eventsOf('cancelled'));

describe('comparison', () => {
  it('of a run with itself finds nothing', () => {
    const same = comparison(completed, readingOf(completed));
    assert.deepEqual(same.fields, []);
    assert.ok(isSameToEye(same));
  });

  it('names fields that came at another time, or only in one of them', () => {
    const { fields, holds, firstUsable } = comparison(completed, readingOf(cancelled));
    const found = new Map(fields.map((field) => [field.path, field]));
    assert.ok(fields.length > 0);
    const note = found.get('note');
    assert.ok(note, [...found.keys()].join());
    assert.ok(note.complete[0] !== null, 'complete on screen');
    assert.equal(note.complete[1], null, 'cut in the other');
    assert.equal(firstUsable[0]?.name, firstUsable[1]?.name);
    assert.ok(holds[0].count >= holds[1].count);
  });
});
