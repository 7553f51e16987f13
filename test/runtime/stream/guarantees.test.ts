import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Json } from '../../../server/src/ir/json';
import { createEngine, type Engine, type Snapshot } from '../../../server/src/runtime/stream/engine';
import { Reading } from '../../../server/src/runtime/stream/reading';
import { outputOf, source } from './cases';
import { compare, describe as describeDifference } from './compare';
import { foldChanges } from './foldChanges';
import { generate, randomFrom } from './generate';
import { deepFreeze, sameJson } from './sameJson';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

const chunk = (text: string) => ({ t: 0, batch: 0, text });

/** A generated answer, and places to cut its text. */
const answer = fc.record({
  seed: fc.integer({ min: 1, max: 100_000 }),
  tier: fc.constantFrom('clean' as const, 'attributes' as const, 'messy' as const),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
});

function pieces(text: string, cuts: readonly number[]): string[] {
  const at = [0, ...cuts.map((cut) => Math.floor(cut * text.length)), text.length].sort((a, b) => a - b);
  return at.slice(1).map((to, index) => text.slice(at[index]!, to));
}

function open(baml: string): Engine | null {
  try {
    return createEngine(outputOf(baml));
  } catch {
    return null;
  }
}

/** A snapshot as plain data: its value is made when it is asked for. */
const look = (snapshot: Snapshot): unknown =>
  snapshot.kind === 'value' ? { kind: snapshot.kind, value: snapshot.value } : snapshot;

describe('streaming: the numbered guarantees of the engine', () => {
  it('1. any chunking gives the same snapshot at the same length', () => {
    fc.assert(
      fc.property(answer, ({ seed, tier, cuts }) => {
        const { baml, text } = generate(randomFrom(seed), tier);
        const whole = open(baml);
        const cut = open(baml);
        if (whole === null || cut === null) return;
        let length = 0;
        for (const piece of pieces(text, cuts)) {
          length += piece.length;
          cut.feed(chunk(piece));
          const once = open(baml)!;
          once.feed(chunk(text.slice(0, length)));
          assert.deepEqual(look(cut.snapshot()), look(once.snapshot()));
        }
        whole.feed(chunk(text));
        const [one, other] = [whole.finish(), cut.finish()];
        assert.equal(one.kind, other.kind);
        if (one.kind === 'value' && other.kind === 'value') assert.deepEqual(one.value, other.value);
      }),
      { numRuns: 35, seed: 7 },
    );
  }).timeout(60_000);

  it('2. the changes of all frames, folded, are the snapshot; no changes when it is equal', () => {
    fc.assert(
      fc.property(answer, ({ seed, tier, cuts }) => {
        const { baml, text } = generate(randomFrom(seed), tier);
        const engine = open(baml);
        if (engine === null) return;
        let folded: Json | undefined;
        for (const piece of pieces(text, cuts)) {
          const before = folded;
          const { value } = engine.feed(chunk(piece));
          folded = foldChanges(folded, value);
          const snapshot = engine.snapshot();
          if (snapshot.kind === 'value') assert.ok(sameJson(folded, snapshot.value));
          if (value.length > 0) assert.ok(!sameJson(before, folded), JSON.stringify(value));
        }
      }),
      { numRuns: 90, seed: 7 },
    );
  }).timeout(60_000);

  it('3. snapshots and frames that were given never change', () => {
    fc.assert(
      fc.property(answer, ({ seed, tier, cuts }) => {
        const { baml, text } = generate(randomFrom(seed), tier);
        const engine = open(baml);
        if (engine === null) return;
        const given: [unknown, string][] = [];
        const kept: [Snapshot, string][] = [];
        const other = open(baml)!;
        for (const piece of pieces(text, cuts)) {
          for (const made of [engine.feed(chunk(piece)), look(engine.snapshot())])
            given.push([deepFreeze(made), JSON.stringify(made)]);
          // One that nobody has looked at yet reads the same later.
          other.feed(chunk(piece));
          kept.push([other.snapshot(), JSON.stringify(look(engine.snapshot()))]);
        }
        engine.finish();
        other.finish();
        for (const [made, text_] of given) assert.equal(JSON.stringify(made), text_);
        for (const [snapshot, text_] of kept) assert.equal(JSON.stringify(look(snapshot)), text_);
      }),
      { numRuns: 35, seed: 7 },
    );
  }).timeout(60_000);

  it('4. a closed value keeps its identity from snapshot to snapshot', () => {
    const output = outputOf(source('Item[]', 'class Item {\n  name string\n  tags string[]\n  more Item?\n}'));
    const leaf = fc.record({ name: fc.string(), tags: fc.array(fc.string(), { maxLength: 4 }) });
    const item = fc.record({ name: fc.string(), tags: fc.array(fc.string(), { maxLength: 4 }), more: leaf });
    const answers = fc.record({
      items: fc.array(fc.oneof(leaf, item), { minLength: 2, maxLength: 12 }),
      indent: fc.constantFrom(0, 1, 2),
      size: fc.integer({ min: 1, max: 40 }),
      prose: fc.constantFrom('', 'Here: ', '```json\n'),
    });
    fc.assert(
      fc.property(answers, ({ items, indent, size, prose }) => {
        const engine = createEngine(output);
        const json = JSON.stringify(items, null, indent);
        let before: readonly Json[] = [];
        // The last character makes the text strict JSON: it is read in another way from there on.
        const text = prose + json.slice(0, -1);
        for (let at = 0; at < text.length; at += size) {
          engine.feed(chunk(text.slice(at, at + size)));
          const snapshot = engine.snapshot();
          if (snapshot.kind !== 'value') continue;
          const now = snapshot.value as readonly Json[];
          before.slice(0, -1).forEach((one, index) => {
            if (sameJson(one, now[index]!)) assert.equal(now[index], one);
          });
          before = now;
        }
      }),
      { numRuns: 35, seed: 7 },
    );
  }).timeout(60_000);

  it('5. no input throws', () => {
    const pieceOf = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        '\\',
        '```',
        '```json\n',
        '\n```\n',
        ',',
        ':',
        "'",
        '//',
        '/*',
        '\\u',
        '\ud800',
        '\0',
        '1e999',
        'null',
      ),
    );
    const outputs = ['T', 'T[]', 'map<string, T?>', 'string', 'int', '(T | string)[]', 'J'].map((type) =>
      outputOf(
        source(
          type,
          'class T {\n  a string\n  b int @stream.not_null\n  c T?\n}\ntype J = string | int | J[] | map<string, J>',
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(pieceOf, { maxLength: 60 }), fc.constantFrom(...outputs), (texts, output) => {
        const engine = createEngine(output);
        for (const text of texts) engine.feed(chunk(text));
        engine.snapshot();
        engine.finish();
      }),
      { numRuns: 150, seed: 7 },
    );
  }).timeout(60_000);

  it('5. no depth overflows the stack', () => {
    for (const type of ['J', 'T', 'int', 'string?', 'int[]']) {
      const output = outputOf(
        source(type, 'class T {\n  t T?\n  a string\n}\ntype J = string | int | J[] | map<string, J>'),
      );
      for (const opener of ['[', '{"t": ', '{"t": [', '{']) {
        const engine = createEngine(output);
        for (let i = 0; i < 5; i++) engine.feed(chunk(opener.repeat(10_000)));
        engine.snapshot();
        engine.finish();
      }
    }
  }).timeout(60_000);
});

describe('streaming: what the official runtime says', () => {
  it('8. a text fed in one piece reads as it does there, at any length, partly and as a whole', () => {
    const official = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      tier: fc.constantFrom('clean' as const, 'attributes' as const),
      ends: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(official, ({ seed, tier, ends }) => {
        const question = generate(randomFrom(seed), tier);
        const { text } = question;
        const looks = { chunks: [text], ends: ends.map((end) => Math.floor(end * text.length)) };
        const [difference] = compare(question, looks)?.differences ?? [];
        assert.equal(difference, undefined, difference && describeDifference(question, difference));
      }),
      { numRuns: 35, seed: 7 },
    );
  }).timeout(60_000);
});

describe('streaming: work grows with the text, not with its square', () => {
  const types = `class Row {\n  id int\n  name string\n  tags string[]\n  score float\n}
class Table {\n  title string\n  rows Row[]\n}
class Alt {\n  kind "alt"\n  text string\n}
class Note {\n  text string\n}
class Held {\n  rows Row[] @stream.done\n}
class Node {\n  v int\n  kid Node?\n}
class Wide {\n${Array.from({ length: 60 }, (_, i) => `  f${i} string?`).join('\n')}\n}`;
  const row = (i: number) => ({ id: i, name: `row "${i}"`, tags: ['a', 'b'], score: i / 4 });
  const rows = (size: number) =>
    JSON.stringify({ title: 't', rows: Array.from({ length: size / 60 }, (_, i) => row(i)) }, null, 1);
  const fields = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}`, `value ${i}`]));
  const deep = (levels: number): object => (levels === 0 ? { v: 1 } : { v: levels, kid: deep(levels - 1) });

  const workloads: readonly [name: string, type: string, text: (size: number) => string][] = [
    ['list', 'Table', rows],
    ['minified list', 'Table', (size) => JSON.stringify(JSON.parse(rows(size)))],
    ['fenced', 'Table', (size) => `Here it is:\n\`\`\`json\n${rows(size)}\n\`\`\`\nDone.`],
    ['prose', 'Table', (size) => `Here it is: ${rows(size)}\nDone.`],
    [
      'list of a union',
      '(Row | Alt | string)[]',
      (size) =>
        JSON.stringify(
          Array.from({ length: size / 60 }, (_, i) => row(i)),
          null,
          1,
        ),
    ],
    ['long string', 'Note', (size) => JSON.stringify({ text: 'some words, "quoted"\n'.repeat(size / 22) }, null, 1)],
    [
      'triple-quoted string',
      'Note',
      (size) => `{"text": """\n${'    some words\n      more\n'.repeat(size / 26)}    """}`,
    ],
    ['backtick block', 'Note', (size) => `{"text": \`\`\`md\n${'some words\n  more\n'.repeat(size / 18)}\`\`\`}`],
    [
      'done list',
      'Held',
      (size) => JSON.stringify({ rows: Array.from({ length: size / 60 }, (_, i) => row(i)) }, null, 1),
    ],
    [
      'map',
      'map<string, int>',
      (size) =>
        JSON.stringify(Object.fromEntries(Array.from({ length: size / 14 }, (_, i) => [`key${i}`, i])), null, 1),
    ],
    [
      'deep',
      'Node[]',
      (size) =>
        JSON.stringify(
          Array.from({ length: size / 400 }, () => deep(12)),
          null,
          1,
        ),
    ],
    [
      'wide',
      'Wide[]',
      (size) =>
        JSON.stringify(
          Array.from({ length: size / 1200 }, () => fields),
          null,
          1,
        ),
    ],
  ];

  const SMALL = 16_384;
  const LARGE = 131_072;

  for (const [name, type, make] of workloads) {
    it(name, () => {
      const output = outputOf(source(type, types));
      const perCharacter = (size: number): number => {
        const engine = new Reading(output, null);
        const text = make(size);
        for (let at = 0; at < text.length; at += 4) engine.feed(chunk(text.slice(at, at + 4)));
        return engine.work / text.length;
      };
      const [small, large] = [perCharacter(SMALL), perCharacter(LARGE)];
      assert.ok(large < 120, `${large} steps per character`);
      assert.ok(large < small * 1.25, `${small} steps per character at ${SMALL}, ${large} at ${LARGE}`);
    }).timeout(60_000);
  }

  it('the refusal of long prose quotes its beginning only', () => {
    const engine = createEngine(outputOf(source('Color', 'enum Color {\n  RED\n}')));
    const lengths: number[] = [];
    for (let i = 0; i < 400; i++) {
      const { refusal } = engine.feed(chunk('Nothing to see here. '));
      if (typeof refusal === 'string') lengths.push(refusal.length);
    }
    assert.ok(lengths.length > 0);
    assert.ok(Math.max(...lengths) < 500, `${Math.max(...lengths)} characters`);
    const final = engine.finish();
    assert.ok(final.kind === 'invalid' && final.message.length > 8000, 'the final one quotes all of it');
  });
});
