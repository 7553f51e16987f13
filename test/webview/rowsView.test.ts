import assert from 'node:assert/strict';
import { EMPTY, foldAll, pathOf, rowOf } from '../../protocol/timeline';
import { formatPath } from '../../protocol/words';
import { globOf, heldMs, linesOf, type RowsLook } from '../../webview/src/rowsView';
import { eventsOf } from './support';

const timeline = foldAll(EMPTY, eventsOf('completed'));
const rows = (look: Partial<RowsLook>, toggled: string[] = []): string[] =>
  linesOf({
    timeline,
    toggled: new Set(toggled),
    look: { filter: '', onlyProblems: false, sort: 'schema', ...look },
  }).map((line) => (line.kind === 'row' ? formatPath(pathOf(timeline, rowOf(timeline, line.id)!)) : line.key));

describe('rows', () => {
  it('that match stand under the rows around them', () => {
    assert.deepEqual(rows({ filter: 'price' }), [
      '',
      'items',
      ...[0, 1, 2].flatMap((i) => [`items[${i}]`, `items[${i}].price`]),
    ]);
    assert.deepEqual(rows({ filter: 'nothing like this' }), []);
  });
  it('are found by patterns, items written either way', () => {
    assert.deepEqual(rows({ filter: 'items[1].*' }), rows({ filter: 'items.1.*' }));
    assert.equal(rows({ filter: 'ITEMS.*.name' }).filter((path) => path.endsWith('.name')).length, 3);
    assert.ok(!rows({ filter: 'items.?' }).some((path) => path.endsWith('name')));
  });
  it('with problems only: what was held for a cause of its own, and not because a number comes in one piece', () => {
    const found = rows({ onlyProblems: true });
    assert.ok(found.includes('items[2]'), found.join());
    assert.ok(
      !found.includes('merchant') && !found.includes('items[0].name') && !found.includes('total'),
      found.join(),
    );
  });
  it('sorted by a figure stand alone, with what never happened last', () => {
    const first = rows({ sort: 'first' });
    assert.deepEqual(first.slice(0, 2).sort(), ['', 'merchant']);
    assert.equal(first.length, [...timeline.rows].length);
    const held = rows({ sort: 'held', onlyProblems: true });
    assert.equal(held[0], 'items[2]');
    const ms = linesOf({ timeline, toggled: new Set(), look: { filter: '', onlyProblems: false, sort: 'held' } }).map(
      (line) => (line.kind === 'row' ? heldMs(timeline, rowOf(timeline, line.id)!) : 0),
    );
    assert.deepEqual(
      ms,
      [...ms].sort((a, b) => b - a),
    );
  });
  it('a pattern costs no more than its text, however many stars it has', () => {
    const pattern = globOf(`${'*a'.repeat(40)}*b`)!;
    assert.equal(pattern('a'.repeat(5_000)), false);
    assert.equal(globOf('  '), null);
  });
});
