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

/** What only comes to light of the class when what is in it is looked at closely. */
const SURPRISES: readonly [what: string, types: string, text: string][] = [
  [
    'an assert has refused the null in it, and something cheaper stands there',
    `class Deep {\n  p string[]\n  q string[]\n}
class Part {\n  list string[]\n  deep Deep?\n}
class Whole {\n  list string[]\n  part Part? @assert(there, {{ this != none }})\n}
class Root {\n  whole Whole?\n}`,
    '{"whole": {"part": {"deep": {"p": ["a"], "q": ["b"]}, "list": []}, "list": []}}',
  ],
  [
    'a value that nobody asked for turns out to be a comment',
    `class Whole {\n  list string[]\n${Array.from({ length: 10 }, (_, at) => `  f${at} int?`).join('\n')}\n}
class Root {\n  whole Whole?\n}`,
    '{"whole": {"other": // so\n 5, "list": ["a"]}}',
  ],
];

const HIDDEN = `class Inner {\n  items string[]\n  b string[]\n  c string[]\n}
class Middle {\n  inner Inner?\n  a string[]\n  d string[]\n}
class Outer {\n  middle Middle?\n  a string[]\n  d string[]\n}
class Root {\n  outer Outer?\n}`;

/** The most steps that one chunk costs in so many items that are read leniently, in objects that stay null, the outermost of which stays open. */
function mostSteps(items: number): number {
  const engine = new Reading(outputOf(source('Root', HIDDEN)), null);
  engine.feed(chunk('{"outer": {"middle": {"inner": {"items": ['));
  let most = 0;
  for (const text of [...Array.from({ length: items }, (_, at) => `${at}, `), '1], ', '"z": 1', '}, ', '"z": 1', '}']) {
    const before = engine.work;
    engine.feed(chunk(text));
    most = Math.max(most, engine.work - before);
  }
  return most;
}

describe('classes that null outweighs', () => {
  for (const [what, types, text] of SURPRISES) {
    it(`are seen at once when ${what}`, () => {
      const output = outputOf(source('Root', types));
      const engine = createEngine(output);
      for (let at = 0; at < text.length; at++) {
        engine.feed(chunk(text.charAt(at)));
        const once = createEngine(output);
        once.feed(chunk(text.slice(0, at + 1)));
        assert.deepEqual(look(engine.snapshot()), look(once.snapshot()), text.slice(0, at + 1));
      }
    });
  }

  it('leave no chunk much to catch up on, also in one another', () => {
    const [few, many] = [mostSteps(2_000), mostSteps(8_000)];
    assert.ok(many < few * 1.5, `${few} steps at most with 2,000 items, ${many} with 8,000`);
  });

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
