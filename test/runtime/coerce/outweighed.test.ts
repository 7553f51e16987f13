import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine, type Snapshot } from '../../../server/src/runtime/stream/engine';
import { Reading } from '../../../server/src/runtime/stream/reading';
import { outputOf, source } from '../stream/cases';
import { Told } from '../stream/told';

const chunk = (text: string) => ({ t: 0, batch: 0, text });

/** A list that is not there costs 100, so that two of them outweigh null; a name that may not be null refuses the class. */
const TYPES = `class Node {
  name string
  weight int?
  child Node?
  strict Strict?
  leaves string[]
}
class Strict {
  id int @stream.not_null
  child Node?
  more map<string, string>
}`;
const OUTPUT = outputOf(source('Node', TYPES));

/** Objects in objects, of one kind or the other, with what fits, what does not, and keys that nobody knows. */
const { node } = fc.letrec<{ node: Record<string, unknown>; strict: Record<string, unknown> }>((tie) => {
  const some = fc.oneof(fc.string({ maxLength: 9 }), fc.integer(), fc.constant(null), fc.constant([]), fc.constant({}));
  const part = (key: 'node' | 'strict') =>
    fc.oneof({ depthSize: 'medium', withCrossShrink: true }, some, tie(key), tie(key));
  const keys = { requiredKeys: [] };
  return {
    node: fc.record(
      { name: some, weight: some, child: part('node'), strict: part('strict'), leaves: some, other: some },
      keys,
    ),
    strict: fc.record({ id: some, child: part('node'), more: some, other: some }, keys),
  };
});

const look = (snapshot: Snapshot): unknown =>
  snapshot.kind === 'value' ? { kind: snapshot.kind, value: snapshot.value } : snapshot;

/** An object in `levels` others, each of which lacks a list until it is over. */
function nested(levels: number, inner: string): string {
  return `${'{"name": "a", "child": '.repeat(levels)}${inner}`;
}

/** Steps of the engine per character of text in an object in so many others. */
function stepsPerCharacter(levels: number): number {
  const engine = new Reading(OUTPUT, null);
  engine.feed(chunk(nested(levels, '{"name": "')));
  const text = 'b", "weight": 5, "name": "cc'.repeat(300);
  const before = engine.work;
  for (let at = 0; at < text.length; at += 4) engine.feed(chunk(text.slice(at, at + 4)));
  return (engine.work - before) / text.length;
}

describe('classes that null outweighs', () => {
  it('are read again only now and then, however deep the text that changes stands in them', () => {
    const [few, many] = [stepsPerCharacter(4), stepsPerCharacter(60)];
    assert.ok(many < few * 1.7, `${few} steps per character in 4 objects, ${many} in 60`);
  });

  it('read, piece by piece, as they do in one piece, and so do their rows', () => {
    fc.assert(
      fc.property(node, fc.constantFrom(0, 2), fc.integer({ min: 1, max: 30 }), (value, indent, size) => {
        const text = JSON.stringify(value, null, indent);
        const engine = createEngine(OUTPUT);
        const rows = new Told();
        for (let at = 0; at < text.length; at += size) {
          rows.take(engine.feed(chunk(text.slice(at, at + size))).fields);
          const once = createEngine(OUTPUT);
          const rowsAtOnce = new Told();
          rowsAtOnce.take(once.feed(chunk(text.slice(0, at + size))).fields);
          assert.deepEqual(look(engine.snapshot()), look(once.snapshot()), text.slice(0, at + size));
          // A row that has once been told stays, if only as one that is not there any more.
          for (const [path, said] of rowsAtOnce.said())
            assert.equal(rows.said().get(path), said, text.slice(0, at + size));
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  }).timeout(60_000);
});
