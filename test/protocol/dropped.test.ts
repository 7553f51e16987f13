/** Items that a final value lacks: counted, named with their reason, and the items behind them keep their rows. */
import assert from 'node:assert/strict';
import { runFigures } from '../../client/src/playground/lastRun';
import { droppedIn, keptItems, rowOfItem } from '../../protocol/dropped';
import { problems } from '../../protocol/problems';
import { toMarkdown } from '../../protocol/report/document';
import { runReport } from '../../protocol/report/runReport';
import { endState } from '../../protocol/rowState';
import { EMPTY, foldAll, rowAtPath, rowValue, type Row, type Timeline } from '../../protocol/timeline';
import { plain } from '../../protocol/words';
import { answerRun, returning } from '../support/answerRun';

const TYPES = 'class Item {\n  name string\n  price float\n}\nclass Receipt {\n  items Item[]\n  codes int[]\n}';
const item = (name: string, price: string): string => `{"name": "${name}", "price": ${price}}`;
const ANSWER = `{"items": [${item('a', '1')}, ${item('b', '"unknown"')}, ${item('c', '3')}], "codes": ["x", 7]}`;

const played = async (text = ANSWER): Promise<Timeline> =>
  foldAll(EMPTY, await answerRun({ baml: returning('Receipt', TYPES), text }));

const rowAt = (timeline: Timeline, ...path: (string | number)[]): Row => rowAtPath(timeline, path)!.row;
const told = (timeline: Timeline): string[] =>
  problems(timeline, 0)
    .filter(({ kind }) => kind === 'dropped')
    .map(({ title, why }) => `${title}: ${plain(why)}`);

describe('items that a final value lacks', () => {
  it('are problems of their own that come before holds, each with its place in the text and the reason', async () => {
    const timeline = await played();
    assert.deepEqual(told(timeline), [
      'items[1] dropped: price: the type wants float, the answer has "unknown"; the final value has 2 of 3',
      'codes[0] dropped: the type wants int, the answer has "x"; the final value has 1 of 2',
    ]);
    const all = problems(timeline, 0);
    assert.ok(all.findIndex(({ kind }) => kind === 'hold') > all.findLastIndex(({ kind }) => kind === 'dropped'));
    const dropped = rowAt(timeline, 'items', 1);
    assert.equal(timeline.text.slice(dropped.start!.offset, dropped.end!.offset), item('b', '"unknown"'));
    assert.equal(all[0]!.row, dropped.id);
    assert.equal(all[0]!.frame, dropped.end!.frame, 'its text is there at that moment');
  });

  it('are counted apart from those that are kept, and beside the other figures', async () => {
    const events = await answerRun({ baml: returning('Receipt', TYPES), text: ANSWER });
    const timeline = foldAll(EMPTY, events);
    assert.equal(droppedIn(timeline), 2);
    assert.match(runFigures(events)!.title, / · 2 dropped$/);
    assert.equal(keptItems(timeline, rowAt(timeline, 'items')), 2);
    assert.equal(keptItems(timeline, rowAt(timeline, 'codes')), 1);
    assert.equal(endState(timeline, rowAt(timeline, 'items')), 'complete');
    assert.equal(endState(timeline, rowAt(timeline, 'items', 1)), 'dropped');
    assert.equal(endState(timeline, rowAt(timeline, 'items', 1, 'name')), 'dropped', 'and not null');
  });

  it('leave the items behind them their rows: as they were shown, and as they are in the end', async () => {
    const timeline = await played();
    const items = rowAt(timeline, 'items');
    const codes = rowAt(timeline, 'codes');
    const last = timeline.frames.length - 1;
    // The item was shown until the end, the code never.
    assert.equal(rowOfItem(timeline, items, 1, last)!.decl.key, 1);
    assert.equal(rowOfItem(timeline, items, 1, timeline.frames.length)!.decl.key, 2);
    assert.equal(rowOfItem(timeline, codes, 0, last)!.decl.key, 1);
    assert.equal(rowValue(timeline, rowAt(timeline, 'codes', 1), timeline.value, last), 7);
    const name = rowAt(timeline, 'items', 2, 'name');
    assert.equal(rowValue(timeline, name, timeline.value, last), 'c');
    const { outcome } = timeline.finished!;
    assert.ok(outcome.kind === 'completed');
    assert.equal(rowValue(timeline, name, outcome.value, timeline.frames.length), 'c');
  });

  it('of very many in one list are one problem', async () => {
    const text = `{"items": [], "codes": [${'"x", '.repeat(20)}1]}`;
    assert.deepEqual(told(await played(text)), [
      'codes: 20 dropped: the first is codes[0]: the type wants int, the answer has "x"; the final value has 1 of 21',
    ]);
  });

  it('are told in the text of a run', async () => {
    const text = toMarkdown(runReport(await played()));
    assert.match(text, /2 items or entries of the answer do not fit and are not in it\./);
    assert.match(text, /Dropped: does not fit, and is not in the final value/);
    assert.match(
      text,
      /`items\[1\]`, characters \d+ to \d+ of the text: price: the type wants float, the answer has "unknown"/,
    );
    assert.match(text, /\| `items` +\|.*\| complete, 2 items, 1 dropped \|/);
  });
});
