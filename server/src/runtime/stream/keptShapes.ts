/**
 * A few tiny answers that stay. V8 compiles code for the shapes of the objects it has seen, and throws that code away when a
 * collection of garbage finds no object of such a shape: between two answers there would be none, and the next answer would
 * begin with code that is compiled anew, at ten times the cost of a token.
 */
import type { Field, PrimitiveName, Schema, Type } from '../../ir/schema';
import type { Engine, OutputType } from './engine';

const source = { uri: '', start: 0, end: 0 };
const plain = (name: PrimitiveName): Type => ({ kind: 'primitive', name });
const optional = (type: Type): Type => ({ kind: 'union', variants: [type, plain('null')] });
const named = (name: string): Type => ({ kind: 'class', name });
const listOf = (item: Type): Type => ({ kind: 'list', item });
const classOf = (name: string, fields: Readonly<Record<string, Type>>): Schema['classes'][string] => ({
  name,
  fields: Object.entries(fields).map(([field, type]): Field => ({ name: field, type, source })),
  attributes: {},
  source,
});

const SCHEMA: Schema = {
  classes: {
    Answer: classOf('Answer', { title: plain('string'), rows: listOf(named('Row')), more: optional(plain('string')) }),
    Row: classOf('Row', {
      id: plain('int'),
      name: plain('string'),
      score: plain('float'),
      good: plain('bool'),
      kind: { kind: 'enum', name: 'Kind' },
      tags: listOf(plain('string')),
      part: optional(named('Row')),
      note: optional(plain('string')),
      counts: { kind: 'map', key: plain('string'), value: plain('int') },
      steps: listOf({ kind: 'union', variants: [named('Call'), named('Say'), plain('string')] }),
    }),
    Call: classOf('Call', { kind: { kind: 'literal', value: 'call' }, tool: plain('string') }),
    Say: classOf('Say', { kind: { kind: 'literal', value: 'say' }, text: plain('string') }),
  },
  enums: {
    Kind: {
      name: 'Kind',
      values: [
        { name: 'RED', source },
        { name: 'BLUE', source },
      ],
      attributes: {},
      source,
    },
  },
  aliases: {},
};
const OUTPUT: OutputType = { returns: named('Answer'), schema: SCHEMA };

const PART = {
  id: 2,
  name: 'b',
  score: 3,
  good: false,
  kind: 'BLUE',
  tags: [],
  part: null,
  note: null,
  counts: {},
  steps: [],
};
const ROW = {
  ...PART,
  id: 1,
  name: 'a "quoted" one\n',
  score: 2.5,
  tags: ['x', 'y'],
  part: PART,
  note: 'words',
  counts: { one: 1, two: 2 },
  steps: [{ kind: 'call', tool: 't' }, 'words', { kind: 'say', text: 'hello' }],
};
const SPACED = JSON.stringify({ title: 'é words', rows: [ROW, ROW], more: 'last words' }, null, 2);
const MINIFIED = JSON.stringify({ title: 'words', rows: [ROW, ROW] });

/** Answers and parts of answers: what is left in the middle of a value keeps the shapes of what reads it. */
const TEXTS: readonly string[] = [
  SPACED,
  MINIFIED,
  `\`\`\`json\n${SPACED}\n\`\`\``,
  `Here it is:\n${SPACED}\nThat is all.`,
  ...[`"last w`, `"score": 2`, `"counts": {\n        "o`, `"text": "he`, `"note": "words"`].map((end) =>
    SPACED.slice(0, SPACED.lastIndexOf(end) + end.length),
  ),
];

const kept: unknown[] = [];

/** Reads the answers with engines made by `make`, once, and keeps all there is of them. */
export function keepShapes(make: (output: OutputType) => Engine): void {
  if (kept.length > 0) return;
  for (const text of TEXTS) {
    const engine = make(OUTPUT);
    kept.push(engine);
    for (let at = 0; at < text.length; at += 4) {
      kept.push(engine.feed({ t: 0, batch: 0, text: text.slice(at, at + 4) }), engine.snapshot());
    }
  }
}
