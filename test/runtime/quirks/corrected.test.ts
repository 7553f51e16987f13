import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ALL_CORRECTIONS, BETTER_NAMES, type BetterQuirk } from '../../../server/src/runtime/quirks/catalog';
import { createEngine, type Engine, type Final, type Snapshot } from '../../../server/src/runtime/stream/engine';
import { Reading } from '../../../server/src/runtime/stream/reading';
import { openOracle } from '../../support/oracle';
import { outputOf, source } from '../stream/cases';
import { generate, randomFrom } from '../stream/generate';
import { sameJson } from '../stream/sameJson';
import { QUIRK_CASES, type QuirkCase, type Seen } from './cases';

const chunk = (text: string) => ({ t: 0, batch: 0, text });
const seenOf = (result: Snapshot | Final): Seen => (result.kind === 'value' ? { value: result.value } : 'refused');

function seenAfter(text: string, open: () => Engine): Seen {
  const engine = open();
  engine.feed(chunk(text));
  return seenOf(engine.snapshot());
}

function prefixOf({ text }: QuirkCase, until: string): string {
  const at = text.indexOf(until);
  assert.ok(at >= 0, `${until} is not in ${text}`);
  return text.slice(0, at + until.length);
}

describe('corrected mode', () => {
  for (const one of QUIRK_CASES) {
    const { quirk, returns, types, seen } = one;
    const baml = source(returns, types);
    const output = outputOf(baml);
    const only: ReadonlySet<BetterQuirk> = new Set([quirk]);
    describe(`${quirk}: ${returns} from ${JSON.stringify(one.text)}`, () => {
      for (const [until, official, corrected] of seen) {
        const prefix = prefixOf(one, until);
        it(JSON.stringify(prefix), () => {
          assert.deepEqual(
            seenAfter(prefix, () => createEngine(output)),
            official,
          );
          assert.deepEqual(
            seenAfter(prefix, () => createEngine(output, { mode: 'corrected' })),
            corrected,
          );
          assert.deepEqual(
            seenAfter(prefix, () => createEngine(output, { mode: 'corrected', corrections: only })),
            corrected,
            'with this correction alone',
          );
        });
      }

      it('is what the official runtime does', () => {
        const oracle = openOracle(baml, 'Run');
        for (const [until, official] of seen) {
          const answer = oracle.partial(prefixOf(one, until));
          if (official === 'refused') assert.ok('refused' in answer);
          else assert.deepEqual('value' in answer ? answer.value : answer, official.value);
        }
      });
    });
  }

  it('has an example of every quirk it mends', () => {
    assert.deepEqual([...new Set(QUIRK_CASES.map(({ quirk }) => quirk))].sort(), [...BETTER_NAMES].sort());
  });

  it('without any correction is the official mode', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const { baml, text } = generate(randomFrom(seed), 'messy');
      const output = outputOf(baml);
      const official = createEngine(output);
      const none = createEngine(output, { mode: 'corrected', corrections: new Set() });
      for (const character of text) {
        official.feed(chunk(character));
        none.feed(chunk(character));
        assert.deepEqual(seenOf(none.snapshot()), seenOf(official.snapshot()));
      }
    }
  });

  it('gives the same snapshot at the same length for any chunking', () => {
    const cases = fc.record({
      seed: fc.integer({ min: 1, max: 100_000 }),
      tier: fc.constantFrom('clean' as const, 'attributes' as const, 'messy' as const),
      cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }),
    });
    fc.assert(
      fc.property(cases, ({ seed, tier, cuts }) => {
        const { baml, text } = generate(randomFrom(seed), tier);
        const output = outputOf(baml);
        const cut = createEngine(output, { mode: 'corrected' });
        const at = [...cuts.map((one) => Math.floor(one * text.length)), text.length].sort((a, b) => a - b);
        let from = 0;
        for (const to of at) {
          cut.feed(chunk(text.slice(from, to)));
          from = to;
          const whole = seenAfter(text.slice(0, to), () => createEngine(output, { mode: 'corrected' }));
          assert.deepEqual(seenOf(cut.snapshot()), whole);
        }
      }),
      { numRuns: 35, seed: 11 },
    );
  });

  it('reads clean spaced JSON to the same final value', () => {
    let compared = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { baml, text } = generate(randomFrom(seed), 'clean');
      const output = outputOf(baml);
      const [official, corrected] = [createEngine(output), createEngine(output, { mode: 'corrected' })];
      official.feed(chunk(text));
      corrected.feed(chunk(text));
      const [one, other] = [official.finish(), corrected.finish()];
      assert.equal(one.kind, other.kind);
      if (one.kind === 'value' && other.kind === 'value') assert.ok(sameJson(one.value, other.value));
      compared++;
    }
    assert.equal(compared, 60);
  });

  it('no input throws, and no depth overflows the stack', () => {
    const types =
      'class T {\n  a string\n  b int @stream.not_null\n  c T?\n  d (bool | string)? @stream.done\n}\nenum E {\n  X\n}\ntype J = string | int | J[] | map<string, J>';
    const outputs = ['T', 'T[]', '(T | string)[]', 'E', '"x" | "y"', 'string?', 'J'].map((type) =>
      outputOf(source(type, types)),
    );
    const parts = [
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      '\\u',
      '\\ud83d',
      '00e9',
      '```json\n',
      '\n```\n',
      ',',
      ':',
      "'",
      '\r\n',
      'nul',
      'tru',
      'é',
      '\ud800',
      'X ',
    ];
    const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom(...parts)), { maxLength: 50 });
    fc.assert(
      fc.property(texts, fc.constantFrom(...outputs), (pieces, output) => {
        const engine = createEngine(output, { mode: 'corrected' });
        for (const piece of pieces) engine.feed(chunk(piece));
        engine.snapshot();
        engine.finish();
      }),
      { numRuns: 150, seed: 3 },
    );
    for (const output of outputs) {
      for (const opener of ['[', '{"c": ', '{']) {
        const engine = createEngine(output, { mode: 'corrected' });
        for (let i = 0; i < 5; i++) engine.feed(chunk(opener.repeat(5_000)));
        engine.finish();
      }
    }
  }).timeout(60_000);

  it('costs work in proportion to the text', () => {
    const types =
      'class Row {\n  id int\n  name string\n  tags string[]\n  note string? @stream.done\n}\nclass T {\n  rows (Row | string)[]\n}';
    const output = outputOf(source('T', types));
    const textOf = (size: number, gap?: number): string =>
      JSON.stringify(
        { rows: Array.from({ length: size / 80 }, (_, i) => ({ id: i, name: `é "${i}"`, tags: ['a'], note: null })) },
        null,
        gap,
      );
    for (const gap of [undefined, 1]) {
      const perCharacter = (size: number): number => {
        const engine = createEngine(output, { mode: 'corrected' });
        assert.ok(engine instanceof Reading);
        const text = textOf(size, gap);
        for (let at = 0; at < text.length; at += 4) engine.feed(chunk(text.slice(at, at + 4)));
        return engine.work / text.length;
      };
      const [small, large] = [perCharacter(8_192), perCharacter(65_536)];
      assert.ok(large < small * 1.25, `${small} steps per character at first, ${large} later`);
    }
  }).timeout(60_000);

  it('knows only corrections of the catalogue', () => assert.deepEqual([...ALL_CORRECTIONS], BETTER_NAMES));
});
