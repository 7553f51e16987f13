import * as assert from 'node:assert/strict';
import { createEngine, type OutputType, type Snapshot } from '../../../server/src/runtime/stream/engine';
import { BETTER_NAMES } from '../../../server/src/runtime/quirks/catalog';
import { briefText, differentParts, isSame, partAt } from '../../../server/src/runtime/quirks/difference';
import { QuirkTrace } from '../../../server/src/runtime/quirks/trace';
import { allCases, outputOf, source, sourceOf } from '../stream/cases';
import { generate, randomFrom, type Tier } from '../stream/generate';

const chunk = (text: string) => ({ t: 0, batch: 0, text });
const valueOf = (snapshot: Snapshot) => (snapshot.kind === 'value' ? snapshot.value : undefined);

/** How many prefixes of `text` read differently in the two modes. Fails where a difference has no name. */
function differingPrefixes(output: OutputType, pieces: readonly string[], about: string): number {
  const [official, corrected] = [createEngine(output), createEngine(output, { mode: 'corrected' })];
  const trace = new QuirkTrace(output);
  let differing = 0;
  let text = '';
  for (const piece of pieces) {
    text += piece;
    official.feed(chunk(piece));
    corrected.feed(chunk(piece));
    trace.feed(chunk(piece));
    const differences = trace.differences();
    const want = differentParts(valueOf(official.snapshot()), valueOf(corrected.snapshot()));
    assert.deepEqual(
      differences.map(({ path }) => JSON.stringify(path)).sort(),
      want.map(({ path }) => JSON.stringify(path)).sort(),
      `${about} at ${JSON.stringify(text)}`,
    );
    for (const { quirks, path } of differences)
      assert.ok(quirks.length > 0, `${about}: no quirk for ${path.join('.')} at ${JSON.stringify(text)}`);
    if (want.length > 0) differing++;
  }
  for (const { quirks } of trace.finish().differences) assert.ok(quirks.length > 0, `${about}: no quirk at the end`);
  return differing;
}

describe('quirk trace', () => {
  it('names the quirk of every difference, and none where there is no difference: the corpus', () => {
    let differing = 0;
    allCases().forEach((one, at) => {
      if (at % 5 !== 0) return;
      differing += differingPrefixes(outputOf(sourceOf(one), one.function), [...one.transcript].slice(0, 400), one.id);
    });
    assert.ok(differing > 500, `only ${differing} prefixes differ`);
  }).timeout(60_000);

  for (const tier of ['clean', 'attributes', 'messy'] as readonly Tier[]) {
    it(`names the quirk of every difference, and none where there is no difference: ${tier} answers`, () => {
      let differing = 0;
      for (let seed = 1; seed <= 25; seed++) {
        const { baml, text } = generate(randomFrom(seed), tier);
        differing += differingPrefixes(outputOf(baml), [...text].slice(0, 300), `seed ${seed}`);
      }
      assert.ok(differing > 0);
    }).timeout(60_000);
  }

  it('tells for how many characters a quirk showed, where, and what stood there', () => {
    const trace = new QuirkTrace(outputOf(source('T', 'class T {\n  n int\n  t string\n}')));
    for (const character of '{"n":1,"t":"ab"}') trace.feed(chunk(character));
    const told = trace.intervals.map(({ quirk, path, from, to }) => `${quirk} ${path.join('.')} ${from}-${to}`);
    assert.deepEqual(told, ['minified-scalar n 8-16', 'minified-scalar t 12-16']);
    const [first] = trace.intervals;
    assert.equal(first?.official, 'null');
    assert.equal(first.corrected, '1');
  });

  it('blames each quirk for its own places only', () => {
    const trace = new QuirkTrace(outputOf(source('T', 'class T {\n  d string?\n  s string? @stream.done\n}')));
    const names = new Map<string, Set<string>>();
    for (const character of '{"d": null, "s": "ab"}') {
      trace.feed(chunk(character));
      for (const { path, quirks } of trace.differences()) {
        const key = path.join('.');
        names.set(key, new Set([...(names.get(key) ?? []), ...quirks]));
      }
    }
    assert.deepEqual([...names.get('d')!], ['null-letters']);
    assert.deepEqual([...names.get('s')!], ['done-ignored']);
  });

  it('blames a quirk alone only where its correction alone makes a difference', () => {
    let blamed = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const { baml, text } = generate(randomFrom(seed), seed % 2 === 0 ? 'attributes' : 'messy');
      const output = outputOf(baml);
      const trace = new QuirkTrace(output);
      const official = createEngine(output);
      const alone = new Map(
        BETTER_NAMES.map((quirk) => [
          quirk,
          createEngine(output, { mode: 'corrected', corrections: new Set([quirk]) }),
        ]),
      );
      for (const character of [...text].slice(0, 150)) {
        for (const engine of [trace, official, ...alone.values()]) engine.feed(chunk(character));
        for (const { path, quirks } of trace.differences()) {
          if (quirks.length !== 1) continue;
          const engine = alone.get(quirks[0]!)!;
          blamed++;
          assert.ok(
            !isSame(partAt(valueOf(engine.snapshot()), path), partAt(valueOf(official.snapshot()), path)),
            `seed ${seed}: ${quirks[0]!} at ${path.join('.')}`,
          );
        }
      }
    }
    assert.ok(blamed > 20, `only ${blamed}`);
  }).timeout(60_000);

  it('tells what differs in the final value', () => {
    const trace = new QuirkTrace(outputOf(source('T', 'class T {\n  name string\n  age int?\n}')));
    trace.feed(chunk('{"name": Łódź Ñandú, "age": 31}'));
    const { differences } = trace.finish();
    assert.deepEqual(differences, [{ path: ['age'], quirks: ['non-ascii-skip'], official: null, corrected: 31 }]);
  });
});

describe('differences of values', () => {
  it('are told at the innermost place', () => {
    const found = differentParts({ a: [1, { b: 2 }], c: 3 }, { a: [1, { b: 4 }, 5], d: 3 });
    assert.deepEqual(
      found.map(({ path }) => path.join('.')),
      ['a.1.b', 'a.2', 'c', 'd'],
    );
  });

  it('are told in a few characters', () => {
    assert.equal(briefText({ a: [1, 'x', null], b: true }), '{"a":[1,"x",null],"b":true}');
    assert.equal(briefText(undefined), 'nothing');
    assert.ok(briefText(Array.from({ length: 100_000 }, (_, at) => `item ${at}`)).length <= 202);
    assert.ok(briefText('x'.repeat(100_000)).length <= 202);
  });

  it('are looked up by path', () => {
    assert.equal(partAt({ a: [{ b: 2 }] }, ['a', 0, 'b']), 2);
    assert.equal(partAt({ a: [] }, ['a', 0, 'b']), undefined);
    assert.equal(partAt(undefined, ['a']), undefined);
  });
});
