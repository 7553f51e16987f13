import assert from 'node:assert/strict';
import { comparison } from '../../protocol/comparison';
import { EMPTY, foldAll, rowAtPath } from '../../protocol/timeline';
import { readingOf } from '../../protocol/reading';
import { differences } from '../../webview/src/differences';
import { ghostOf, ghostShapes, ghostsOf, ghostText } from '../../webview/src/ghosts';
import { eventsOf } from './support';

const completed = foldAll(EMPTY, eventsOf('completed'));
const cancelled = foldAll(EMPTY, eventsOf('cancelled'));
const scale = { axis: 'time', from: 0, to: 2_500, width: 600 } as const;
const row = (...path: (string | number)[]) => rowAtPath(completed, path)!.row;

describe('ghosts', () => {
  it('are nothing where both readings are the same', () => {
    assert.equal(ghostOf(completed, row('merchant').id, readingOf(completed)), null);
    assert.deepEqual(ghostShapes(null, completed, scale, 1), []);
  });

  it('stand where the value would have been visible, up to the end where it is never complete', () => {
    const ghost = ghostOf(completed, row('note').id, readingOf(cancelled));
    assert.ok(ghost);
    assert.equal(ghost.complete, null);
    assert.match(ghostText(ghost), ghost.first === null ? /never visible/ : /visible from .*, never complete/);
    const [shape] = ghostShapes({ first: { t: 500, frame: 3 }, complete: null }, cancelled, scale, 2_000);
    assert.deepEqual(shape, { kind: 'ghost', from: 120, to: 480 });
    assert.deepEqual(ghostShapes({ first: null, complete: null }, cancelled, scale, 2_000), []);
  });

  it('are drawn and said beside the rows that differ', () => {
    const ghosts = ghostsOf(completed, readingOf(cancelled));
    assert.match(ghosts.textOf(row('note').id), /^read otherwise: /);
    assert.equal(ghosts.textOf(row('merchant').id), '');
    assert.deepEqual(ghosts.shapesOf(row('merchant').id, scale, 1), []);
  });

  it('differences are told as figures with their names', () => {
    assert.deepEqual(differences(comparison(completed, readingOf(completed))), []);
    const told = differences(comparison(completed, readingOf(cancelled)));
    assert.ok(
      told.some((one) => /^holds \d+, .* → \d+, /.test(one)),
      told.join('; '),
    );
    assert.ok(told.some((one) => /fields? later$/.test(one)));
  });
});
