/** Guarantee 7 of the engine: keeping every snapshot takes memory that grows with the text, not with its square. */
import * as assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine, type Snapshot } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from './cases';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const TYPES = `class Row {\n  id int\n  name string\n  tags string[]\n}
class Note {\n  text string\n}`;

const TEXTS: readonly [what: string, type: string, text: (size: number) => string][] = [
  [
    'a list of objects',
    'Row[]',
    (size) =>
      JSON.stringify(Array.from({ length: size / 48 }, (_, i) => ({ id: i, name: `row ${i}`, tags: ['a', 'b'] }))),
  ],
  ['one long string', 'Note', (size) => JSON.stringify({ text: 'some words, and more '.repeat(size / 21) })],
  [
    'a map',
    'map<string, int>',
    (size) => `{${Array.from({ length: size / 13 }, (_, i) => `"k${i}": ${i}`).join(', ')}}`,
  ],
  ['brackets in prose', 'Row[]', (size) => 'see [1] and {x} '.repeat(size / 16)],
];

/** Bytes that the engine and all its snapshots, one for every four characters, keep. */
function kept(type: string, text: string): number {
  const output = outputOf(source(type, TYPES));
  collect();
  const before = process.memoryUsage().heapUsed;
  const engine = createEngine(output);
  const snapshots: Snapshot[] = [];
  for (let at = 0; at < text.length; at += 4) {
    engine.feed({ t: 0, batch: 0, text: text.slice(at, at + 4) });
    snapshots.push(engine.snapshot());
  }
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  assert.equal(snapshots.length, Math.ceil(text.length / 4));
  return bytes;
}

describe('streaming: all snapshots are kept', () => {
  for (const [what, type, make] of TEXTS) {
    it(what, () => {
      kept(type, make(4_096)); // what is made once and stays
      const [small, large] = [make(32_768), make(131_072)];
      const [ofSmall, ofLarge] = [kept(type, small) / small.length, kept(type, large) / large.length];
      assert.ok(ofLarge < 150, `${ofLarge} bytes per character`);
      assert.ok(ofLarge < ofSmall * 1.5 + 10, `${ofSmall} bytes per character, then ${ofLarge}`);
    }).timeout(60_000);
  }
});
