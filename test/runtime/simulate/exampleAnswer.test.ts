import assert from 'node:assert/strict';
import { exampleAnswer } from '../../../server/src/runtime/simulate/exampleAnswer';
import type { Type } from '../../../server/src/ir/schema';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { openOracle } from '../../support/oracle';
import { runnableOf } from '../../support/prompts';

const DECLARATIONS = `enum Mood {
  HAPPY @alias("glad")
  SAD
  HIDDEN @skip
}
class Leaf {
  label string
  weight float?
}
class Tree {
  leaf Leaf
  children Tree[]
  parent Tree?
}
class Answer {
  title string @alias("headline")
  count int
  ratio float
  ok bool
  mood Mood
  kind "a" | "b"
  tags string[]
  scores map<string, int>
  byMood map<Mood, string>
  either int | string
  leaf Leaf @stream.done
  tree Tree
  note string?
  data Data
}
type Data = int | string | Data[] | map<string, Data>
`;
const TYPES = [
  'Answer',
  'Answer[]',
  'Tree',
  'Data',
  'int',
  'Mood',
  '"a" | "b"',
  'map<string, Leaf>',
  'bool?',
  'string',
  'string?',
];

describe('exampleAnswer', () => {
  for (const type of TYPES) {
    it(`fits ${type}, as the official runtime and our engine read it`, () => {
      const source = `${DECLARATIONS}function F() -> ${type} {\n  client "openai/x"\n  prompt #"x"#\n}\n`;
      const { function: called, schema } = runnableOf(source);
      const output = { returns: called.returns, schema };
      const oracle = openOracle(source, 'F');
      for (let seed = 1; seed <= 5; seed++) {
        const text = exampleAnswer(output, seed);
        assert.equal(exampleAnswer(output, seed), text, 'the same seed gives the same answer');
        const official = oracle.final(text);
        assert.ok('value' in official, `${type} ${seed}: ${JSON.stringify(official)}\n${text}`);
        const engine = createEngine(output);
        engine.feed({ t: 0, batch: 0, text });
        const final = engine.finish();
        assert.ok(final.kind === 'value');
        assert.deepEqual(final.value, official.value);
      }
    });
  }

  it('ends for a class that holds itself with no way out', () => {
    const source = { uri: 'file:///a.baml', start: 0, end: 1 };
    const loop: Type = { kind: 'class', name: 'Loop' };
    const again = { name: 'again', type: loop, source };
    const schema = {
      classes: { Loop: { name: 'Loop', fields: [again], attributes: {}, source } },
      enums: {},
      aliases: {},
    };
    const returns: Type = { kind: 'list', item: loop };
    assert.ok(exampleAnswer({ returns, schema }, 1).length < 10_000);
  });
});
