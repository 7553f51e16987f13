import assert from 'node:assert/strict';
import { fieldFacts } from '../../protocol/report/fieldFacts';
import { fieldTimesCsv } from '../../protocol/report/csv';
import { toMarkdown } from '../../protocol/report/document';
import { runReport } from '../../protocol/report/runReport';
import { problems } from '../../protocol/problems';
import { refusedRows } from '../../protocol/refusedRows';
import { endState, stateWord } from '../../protocol/rowState';
import { EMPTY, foldAll, lastTime, pathOf, type Timeline } from '../../protocol/timeline';
import { formatPath } from '../../protocol/words';
import { isTroubled } from '../../webview/src/rowsView';
import { recordingNamed } from '../examples/exampleRun';
import { outputOf, source } from '../runtime/stream/cases';
import { realRun } from '../support/realRuns';

const TYPES = `class Address {
  street string
  zip int
}
class Item {
  name string
  price float
  @@stream.done
}
class Order {
  title string
  note string?
  items Item[]
  to Address @stream.done
  count int
}`;

/** An answer that came in pieces of five characters, replayed by the real engine. */
async function replayed(text: string, finishReason?: string): Promise<Timeline> {
  const recording = recordingNamed('receipt');
  const pieces = text.match(/[^]{1,5}/g) ?? [];
  const chunks = pieces.map((piece, at) => ({ t: 100 + at * 10, batch: at, text: piece }));
  const t = 200 + pieces.length * 10;
  const end = { t, end: { kind: 'completed' as const, ...(finishReason !== undefined && { finishReason }) } };
  const { events } = await realRun({ ...recording, chunks, end }, outputOf(source('Order', TYPES)));
  return foldAll(EMPTY, events);
}

/** How each row ended, by its path. */
function ends(timeline: Timeline): Record<string, string> {
  const rows = [...timeline.rows].filter((row) => row !== undefined);
  return Object.fromEntries(
    rows.map((row) => [formatPath(pathOf(timeline, row)), stateWord(row, endState(timeline, row)!)]),
  );
}

const MISSING = 'the type requires it, and the answer has no text for it';
const REFUSED =
  '{"title": "a", "note": null, "items": [{"name": "b", "price": 1}], "to": {"street": "c", "zip": "none"}}';

describe('rows that an answer is refused for', () => {
  it('are known with the reason, also where no text of them came', async () => {
    const timeline = await replayed(REFUSED);
    assert.deepEqual(
      refusedRows(timeline).map(({ row, why }) => [formatPath(pathOf(timeline, row)), why]),
      [
        ['count', MISSING],
        ['to.zip', 'the type wants int, the answer has "none"'],
      ],
    );
  });

  it('are invalid with the values around them; nothing is said against the others', async () => {
    assert.deepEqual(ends(await replayed(REFUSED)), {
      '': 'invalid',
      title: 'complete',
      note: 'null',
      items: 'complete',
      'items[0]': 'complete',
      'items[0].name': 'complete',
      'items[0].price': 'complete',
      to: 'invalid',
      'to.street': 'held',
      'to.zip': 'invalid',
      count: 'missing',
    });
  });

  it('are told as problems, each once, and stay in sight among rows with problems', async () => {
    const timeline = await replayed(REFUSED);
    const told = problems(timeline, lastTime(timeline)).filter(({ kind }) => kind === 'invalid');
    assert.deepEqual(
      told.map(({ title }) => title),
      ['Order invalid', 'count missing', 'to.zip invalid'],
    );
    assert.deepEqual(told[1]?.why, [MISSING]);
    assert.ok(told[1]?.at, 'its declaration can be gone to');
    for (const { row } of refusedRows(timeline)) assert.ok(isTroubled(timeline, row));
  });

  it('are in the text of the run, and in the table of fields', async () => {
    const timeline = await replayed(REFUSED);
    const markdown = toMarkdown(runReport(timeline));
    assert.match(
      markdown,
      /## Why the answer is refused\n\n- `to\.zip` is invalid: the type wants int, the answer has "none" \(/,
    );
    assert.match(markdown, /\n- `count` is missing: the type requires it/);
    assert.match(fieldTimesCsv(timeline), /count,int,.*,"the type requires it, and the answer has no text for it"\r\n/);
    assert.equal(fieldFacts(timeline).filter(({ refused }) => refused !== null).length, 2);
  });

  it('of an answer that was cut off are what is missing; what was being written is cut', async () => {
    const timeline = await replayed('{"title": "a", "note": "so f', 'length');
    const states = ends(timeline);
    assert.deepEqual([states['title'], states['note'], states['count']], ['complete', 'cut', 'missing']);
    const titles = problems(timeline, lastTime(timeline)).map(({ title }) => title);
    assert.ok(titles.includes('answer cut') && titles.includes('count missing'), titles.join());
  });

  it('are none where the answer fits', async () => {
    const timeline = await replayed('{"title": "a", "to": {"street": "c", "zip": 1}, "count": 1}');
    assert.equal(timeline.finished?.outcome.kind, 'completed');
    assert.deepEqual(refusedRows(timeline), []);
    assert.doesNotMatch(toMarkdown(runReport(timeline)), /refused/);
  });
});

describe('a refusal of a row that is nowhere', () => {
  it('changes nothing', async () => {
    const { events } = await realRun(recordingNamed('receipt'));
    const last = events.at(-1)!;
    assert.equal(last.type, 'finished');
    const odd = { ...last, fields: [{ id: 9_999, refused: 'x' }] } as typeof last;
    const timeline = foldAll(EMPTY, [...events.slice(0, -1), odd]);
    assert.deepEqual(refusedRows(timeline), []);
  });
});
