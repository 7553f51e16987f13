import assert from 'node:assert/strict';
import { comparison, isSameToEye } from '../../protocol/comparison';
import { readingOf } from '../../protocol/reading';
import { EMPTY, foldAll } from '../../protocol/timeline';
import { differences } from '../../webview/src/differences';
import { answerRun, returning } from '../support/answerRun';
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

  it('tells when a reading drops fewer items', async () => {
    const text = '[{"name": "a", "price": 1}, {"name": "b", "price": "?"}]';
    const read = async (price: string) => {
      const baml = returning('Item[]', `class Item {\n  name string\n  price ${price}\n}`);
      return foldAll(EMPTY, await answerRun({ baml, text }));
    };
    const found = comparison(await read('float'), readingOf(await read('float | string')));
    assert.deepEqual(found.dropped, [1, 0]);
    assert.ok(!isSameToEye(found));
    assert.equal(differences(found)[0], 'dropped items 1 → 0');
  });
});
