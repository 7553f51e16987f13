/** Holds that are no problem stand apart from those somebody could do something about; both are counted as holds. */
import assert from 'node:assert/strict';
import { metrics } from '../../protocol/metrics';
import { isMinorHold } from '../../protocol/minorHolds';
import { problems } from '../../protocol/problems';
import type { Hold } from '../../protocol/run';
import { EMPTY, foldAll } from '../../protocol/timeline';
import { answerRun, returning } from '../support/answerRun';

const at = (t: number, frame: number) => ({ t, frame });

describe('minor holds', () => {
  const cases: Record<string, { cause: Hold['cause']; ms: number; chunks: number; minor: boolean }> = {
    'a number, however long it took': { cause: 'atomic', ms: 3_000, chunks: 40, minor: true },
    'a text that may go on': { cause: 'parser', ms: 200, chunks: 2, minor: true },
    'an attribute for several chunks': { cause: 'done', ms: 40, chunks: 3, minor: false },
    'an attribute until the next chunk': { cause: 'not-null', ms: 40, chunks: 1, minor: true },
    'an attribute until the next chunk, which came late': { cause: 'block-done', ms: 120, chunks: 1, minor: false },
    'an attribute within one read of many chunks': { cause: 'done', ms: 0, chunks: 12, minor: true },
    'prose before the value': { cause: 'prose', ms: 400, chunks: 20, minor: false },
    'a union': { cause: 'union', ms: 400, chunks: 20, minor: false },
  };
  for (const [name, { cause, ms, chunks, minor }] of Object.entries(cases)) {
    it(`${minor ? 'are' : 'are not'} those of ${name}`, () => {
      assert.equal(isMinorHold({ cause }, at(1_000, 7), at(1_000 + ms, 7 + chunks)), minor);
    });
  }

  it('come last among the problems, those of one field together, and are all told', async () => {
    const types = `class Item {\n  name string @stream.done\n  price float\n}
class Receipt {\n  currency string @stream.done\n  total float\n  items Item[]\n}`;
    const item = '{"name": "A long name of a thing", "price": 12.25}';
    const text = `{"currency": "EUR", "total": 70.25, "items": [${[item, item, item].join(', ')}]}`;
    const timeline = foldAll(EMPTY, await answerRun({ baml: returning('Receipt', types), text, size: 3 }));
    const found = problems(timeline, 0).map(
      ({ title, minor }) => `${title.replace(/held .*ms/, 'held')}${minor ? ` (${minor})` : ''}`,
    );
    assert.deepEqual(found, [
      'items[0].name held',
      'items[1].name held',
      'items[2].name held',
      'currency held (1)',
      'total held (1)',
      'items[*].price held 3 times (3)',
    ]);
    assert.equal(metrics(timeline).holds.count, 8, 'the figure counts all of them');
  });
});
