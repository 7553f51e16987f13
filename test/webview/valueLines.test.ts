import assert from 'node:assert/strict';
import { EMPTY, foldAll, frameAt, rowAtPath, type Timeline } from '../../protocol/timeline';
import { toJson } from '../../protocol/value';
import { snapshotAt, valueLines, type ValueLine } from '../../webview/src/valueLines';
import { eventsOf } from './support';

const completed = foldAll(EMPTY, eventsOf('completed'));
const cancelled = foldAll(EMPTY, eventsOf('cancelled'));
const lines = (timeline: Timeline, frame: number, toggled: readonly string[] = []): readonly ValueLine[] => {
  const snapshot = snapshotAt(timeline, frame);
  return snapshot ? valueLines(snapshot, new Set(toggled)) : [];
};
const line = (of: readonly ValueLine[], name: string): ValueLine => of.find((l) => l.name === name)!;

describe('value lines', () => {
  it('spell the snapshot out: opened entirely, they are its JSON', () => {
    for (const frame of [40, 80, completed.frames.length - 1]) {
      const snapshot = snapshotAt(completed, frame)!;
      const closed = valueLines({ ...snapshot, timeline: null, base: undefined }, new Set()).filter(
        (l) => l.openness === 'closed',
      );
      const all = valueLines({ ...snapshot, timeline: null, base: undefined }, new Set(closed.map((l) => l.toggle)));
      const json = all.map((l, i) => {
        const name = l.name === '' || l.name.startsWith('[') ? '' : `${JSON.stringify(l.name)}:`;
        const next = all[i + 1];
        const comma = next && next.kind !== 'close' && !'{['.includes(l.text.at(-1)!) ? ',' : '';
        return name + l.text + comma;
      });
      const opened = all.map((l, i) => (l.openness === 'open' ? json[i]!.replace(/,$/, '') : json[i]!));
      assert.deepEqual(JSON.parse(opened.join('')), toJson(snapshot.value));
    }
  });

  it('of a refused answer say which value is to blame, and why', () => {
    const events = eventsOf('completed');
    const last = events.at(-1)!;
    assert.equal(last.type, 'finished');
    const items = rowAtPath(completed, ['items'])!.row;
    const outcome = { kind: 'failed', error: { kind: 'validation', message: 'It does not fit.' } } as const;
    const finished = { ...last, outcome, fields: [{ id: items.id, refused: 'it is too long' }] } as typeof last;
    const refused = foldAll(EMPTY, [...events.slice(0, -1), finished]);
    const shown = lines(refused, refused.frames.length - 1);
    const { state, note, why } = line(shown, 'items');
    assert.deepEqual([state, note, why], ['invalid', 'invalid', 'it is too long']);
    assert.deepEqual([line(shown, 'merchant').state, line(shown, 'merchant').why], ['complete', '']);
    assert.deepEqual([shown[0]!.state, shown[0]!.why], ['invalid', '']);
  });

  it('mark new items, changed values and appended text against the last visible change', () => {
    const item = rowAtPath(completed, ['items', 1])!.row;
    const shown = lines(completed, item.firstVisible!.frame);
    assert.equal(line(shown, '[1]').change, '+');
    assert.equal(line(shown, 'merchant').change, '');
    const grows = rowAtPath(completed, ['merchant'])!.row.firstVisible!.frame + 4;
    const growing = completed.frames.items[frameAt(completed, grows)!.changedAt]!;
    const merchant = line(lines(completed, completed.frames.items.indexOf(growing)), 'merchant');
    assert.equal(merchant.change, '~');
    assert.ok(merchant.newFrom !== null && merchant.newFrom > 1);
  });

  it('mark nothing when the read changed nothing', () => {
    const still = completed.frames.items.findIndex(
      (record, i) => record.changedAt >= 0 && record.changedAt < completed.reads.items[record.read]!.first && i > 20,
    );
    assert.ok(still > 0);
    assert.ok(lines(completed, still).every((l) => l.change === ''));
  });

  it('tell states, what holds a value, and what the run was cut in', () => {
    const end = lines(cancelled, cancelled.frames.length - 1);
    assert.equal(line(end, 'merchant').note, 'complete');
    assert.equal(line(end, 'items').note, 'cut after 2 items');
    const hidden = end.find((l) => l.kind === 'hidden')!;
    assert.match(hidden.text, /^not visible: \d+ chars held$/);
    assert.equal(hidden.state, 'cut');
    const total = rowAtPath(completed, ['total'])!.row;
    assert.equal(line(lines(completed, total.start!.frame), 'total').note, 'held: float');
  });

  it('are none before the first snapshot', () => {
    assert.deepEqual(lines(completed, -1), []);
    assert.deepEqual(lines(EMPTY, 0), []);
  });

  it('fold long lists', () => {
    const huge = foldAll(EMPTY, eventsOf('huge'));
    const shown = lines(huge, huge.frames.length - 1);
    assert.ok(shown.some((l) => l.name === '[0 … 49]' && l.openness === 'closed'));
    assert.ok(shown.length < 100);
  });
});
