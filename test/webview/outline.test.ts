import assert from 'node:assert/strict';
import type { RunEvent } from '../../protocol/run';
import { EMPTY, foldAll, rowAtPath, rowOf, type Timeline } from '../../protocol/timeline';
import { allOpen, GrowingOutline, hiddenBy, outline, rowKey } from '../../webview/src/outline';
import { eventsOf } from './support';

const names = (timeline: Timeline, toggled: readonly string[] = []): string[] =>
  outline(timeline, new Set(toggled)).map((line) =>
    line.kind === 'fold'
      ? `fold ${line.from}`
      : `${' '.repeat(line.depth)}${String(rowOf(timeline, line.id)!.decl.key ?? 'root')}`,
  );

describe('outline', () => {
  const completed = foldAll(EMPTY, eventsOf('completed'));

  it('opens the first item of a list and closes the others', () => {
    assert.deepEqual(names(completed), [
      'root',
      ' merchant',
      ' items',
      '  0',
      '   name',
      '   qty',
      '   price',
      '   category',
      '  1',
      '  2',
      ' total',
      ' note',
    ]);
  });

  it('closes and opens what was toggled', () => {
    const items = rowAtPath(completed, ['items'])!.row.id;
    assert.deepEqual(names(completed, [rowKey(items)]), ['root', ' merchant', ' items', ' total', ' note']);
  });

  it('folds lists of more than two hundred items', () => {
    const huge = foldAll(EMPTY, eventsOf('huge'));
    const folded = names(huge);
    assert.equal(folded.length, 2 + 12 + 1);
    assert.equal(folded[2], 'fold 0');
    const item = rowAtPath(huge, ['items', 320, 'price'])!.row;
    const opened = names(huge, [...hiddenBy(huge, item.id, new Set())]);
    assert.ok(opened.includes('    price'), 'what hides a row is opened for it');
  });

  it('ends when rows name each other as parents', () => {
    const start = eventsOf('completed')[0]!;
    const fields = [0, 1, 2].map((id) => ({
      id,
      decl: { parent: id === 0 ? null : 3 - id, key: id === 0 ? null : `k${id}`, type: 'A', attributes: [] },
    }));
    const frames: RunEvent = {
      run: 'run-1',
      seq: 1,
      type: 'frames',
      frames: [{ chunk: { t: 1, batch: 1, text: 'x' }, length: 1, value: [], fields }],
    };
    assert.deepEqual(names(foldAll(EMPTY, [start, frames])), ['root']);
  });
});

describe('the outline of a run that goes on', () => {
  const scenarios = ['completed', 'cancelled', 'invalid', 'retried', 'huge'];
  /** The timelines after every few events, one after the other. */
  const steps = function* (name: string, size: number): Generator<Timeline> {
    let timeline = EMPTY;
    const events = eventsOf(name);
    for (let i = 0; i < events.length; i += size) yield (timeline = foldAll(timeline, events.slice(i, i + size)));
  };
  for (const name of scenarios) {
    for (const size of [1, 7]) {
      it(`is what it would be made anew: ${name}, ${size} at a time`, () => {
        const usual = new GrowingOutline();
        const open = new GrowingOutline();
        const all = allOpen(foldAll(EMPTY, eventsOf(name)), true);
        const none = new Set<string>();
        for (const timeline of steps(name, size)) {
          assert.deepEqual(usual.at(timeline, none), outline(timeline, none));
          assert.deepEqual(open.at(timeline, all), outline(timeline, all));
        }
      });
    }
  }

  it('looks at the rows that came, not at those that were there', () => {
    const growing = new GrowingOutline();
    let looks = 0;
    const most: number[] = [];
    const none = new Set<string>();
    const events = eventsOf('huge');
    // Lists of more than two hundred items fold, and a fold is made anew.
    let timeline = EMPTY;
    for (const event of events) {
      const before = timeline.rows.length;
      timeline = foldAll(timeline, [event]);
      const { rows } = timeline;
      const counted = { length: rows.length, get: (id: number) => (looks++, rows.get(id)) };
      looks = 0;
      growing.at({ ...timeline, rows: counted as unknown as Timeline['rows'] }, none);
      const added = rows.length - before;
      if (added > 0 && before > 300 && before < 800) most.push(looks / added);
    }
    assert.ok(most.length > 5);
    assert.ok(Math.max(...most) < 60, `${Math.max(...most)} looks for a row`);
  });
});
