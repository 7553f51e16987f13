/** Which of several readings of fenced text is taken. The expected values are what runtime 0.226.2 gave. */
import { deepEqual } from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf } from './cases';

const RUN = (returns: string): string => `function Run(input: string) -> ${returns} {
  client "openai/gpt-4o"
  prompt #"{{ input }} {{ ctx.output_format }}"#
}
`;
const REFUSED = Symbol('refused');

function partial(types: string, returns: string, text: string): unknown {
  const engine = createEngine(outputOf(`${types}\n${RUN(returns)}`));
  engine.feed({ t: 0, batch: 0, text });
  const snapshot = engine.snapshot();
  return snapshot.kind === 'value' ? snapshot.value : REFUSED;
}

describe('candidates of fenced text', () => {
  const cases: { name: string; types: string; returns: string; texts: Record<string, unknown> }[] = [
    {
      name: 'an enum is withheld while a block is open',
      types: 'enum E {\n  UP\n}',
      returns: 'E',
      texts: { '```j\n"UP': REFUSED, '```j\n{}\n```\nUP': REFUSED, '"UP': 'UP' },
    },
    {
      name: 'a list keeps its finished items while the next one does not fit',
      types: 'enum E {\n  UP\n}',
      returns: 'E[]',
      texts: { '```j\n[UP,': ['UP'], '```j\n[UP,D': ['UP'], 'a\n```j\n["UP","D': ['UP'] },
    },
    {
      name: 'an empty object fills the only field of a class with an empty one',
      types: 'class Inner {\n  a string?\n  b string?\n}\nclass Outer {\n  inner Inner?\n}',
      returns: 'Outer',
      texts: { '```j\n{': { inner: { a: null, b: null } }, '```j\n{"x': { inner: { a: null, b: null } } },
    },
  ];
  for (const { name, types, returns, texts } of cases) {
    it(name, () => {
      for (const [text, expected] of Object.entries(texts)) {
        deepEqual(partial(types, returns, text), expected, JSON.stringify(text));
      }
    });
  }
});
