import * as assert from 'node:assert/strict';
import type { Json } from '../../../server/src/ir/json';
import { createEngine, type Engine, type Snapshot } from '../../../server/src/runtime/stream/engine';
import type { Frame } from '../../../server/src/runtime/stream/frame';
import { LONG_DOCUMENT } from '../../../server/src/runtime/stream/owed';
import { outputOf, source } from './cases';
import { foldChanges } from './foldChanges';

const OUTPUT = outputOf(source('Row[]', 'class Row {\n  id int\n  name string\n  good bool?\n}'));
const ROWS = Array.from({ length: 300 }, (_, id) => ({ id, name: `row ${id}`, good: id % 3 === 0 ? null : true }));
const MINIFIED = JSON.stringify(ROWS);

const look = (snapshot: Snapshot): string =>
  JSON.stringify(snapshot.kind === 'value' ? snapshot.value : snapshot.message);
const plain = (frame: Frame): unknown => JSON.parse(JSON.stringify(frame));

function fed(text: string, each: (engine: Engine, frame: Frame) => void): Engine {
  const engine = createEngine(OUTPUT);
  for (let at = 0; at < text.length; at += 4) {
    each(engine, engine.feed({ t: 0, batch: 0, text: text.slice(at, at + 4) }));
  }
  return engine;
}

/** The end of a text, and now and then before it. */
const isCompared = (at: number, text: string): boolean => at % 200 === 0 || at > text.length / 4 - 20;

describe('the end of a minified document', () => {
  assert.ok(MINIFIED.length > LONG_DOCUMENT);
  for (const [what, before, after] of [
    ['alone', '', ''],
    ['with blanks behind it', '', ' \n \n    \n'],
    ['with blanks and prose behind it', 'Here: ', '\n\nThat is all.'],
    ['in a fence', '```json\n', '\n```\n'],
    ['with prose behind it', '', ' and more'],
    ['that was not the end', '', ', {"id": 5, "name": "late"}]'],
  ] as const) {
    it(`${what}: nobody can tell when it was read`, () => {
      const text = `${before}${MINIFIED}${after}`;
      const frames: unknown[] = [];
      const snapshots: string[] = [];
      let folded: Json | undefined;
      const eager = fed(text, (engine, frame) => {
        frames.push(plain(frame));
        folded = foldChanges(folded, frame.value);
        const snapshot = engine.snapshot();
        if (!isCompared(snapshots.length, text)) return void snapshots.push('');
        snapshots.push(look(snapshot));
        if (snapshot.kind === 'value') assert.equal(JSON.stringify(folded), JSON.stringify(snapshot.value));
      });
      const given: Frame[] = [];
      const kept: Snapshot[] = [];
      const late = fed(text, (engine, frame) => {
        given.push(frame);
        kept.push(engine.snapshot());
      });
      assert.equal(late.snapshots.length, snapshots.length);
      // From the last one back, so that what is owed is asked for in another order.
      for (let at = snapshots.length - 1; at >= 0; at--) {
        if (!isCompared(at, text)) continue;
        assert.equal(look(late.snapshots.at(at)), snapshots[at]);
        assert.equal(look(kept[at]!), snapshots[at]);
      }
      assert.deepEqual(given.map(plain), frames);
      const finals = [eager, late, fed(text, () => undefined)].map((engine) => {
        const final = engine.finish();
        return JSON.stringify(final.kind === 'value' ? [final.value, final.fields] : final);
      });
      assert.equal(new Set(finals).size, 1);
    }).timeout(60_000);
  }

  it('shows all of it', () => {
    const engine = fed(MINIFIED, () => undefined);
    assert.equal(look(engine.snapshots.at(engine.snapshots.length - 1)), MINIFIED);
  });
});
